from __future__ import annotations

from pathlib import Path

import pytest

from ballast.infra.setting_meanings import MEANINGS
from ballast.infra.settings import Settings, SettingsError, load_settings, names

SECRET = "hunter2hunter2"


def test_defaults_put_everything_under_the_data_directory(tmp_path: Path) -> None:
    settings = load_settings({}, tmp_path)
    assert settings == Settings()
    assert settings.database_url == "sqlite:///var/ballast.sqlite"
    assert settings.master_key_file == Path("var/keys.json")
    moved = load_settings({"BALLAST_DATA_DIR": "/d"}, tmp_path)
    assert moved.database_url == "sqlite:////d/ballast.sqlite"
    assert moved.master_key_file == Path("/d/keys.json")


def test_environment_over_file_over_defaults(tmp_path: Path) -> None:
    (tmp_path / "ballast.toml").write_text('port = 9000\nhost = "::1"\npacks = ["a", "b"]\n')
    settings = load_settings({"BALLAST_PORT": "9001"}, tmp_path)
    assert (settings.port, settings.host, settings.timezone) == (9001, "::1", "Asia/Shanghai")
    assert settings.packs == ("a", "b")
    assert load_settings({"BALLAST_PACKS": "c:/d"}, tmp_path).packs == ("c", "/d")


def test_a_named_file_must_exist_and_wins_over_the_directory(tmp_path: Path) -> None:
    (tmp_path / "ballast.toml").write_text("port = 1\n")
    other = tmp_path / "other.toml"
    with pytest.raises(SettingsError, match=r"other\.toml"):
        load_settings({"BALLAST_CONFIG": str(other)}, tmp_path)
    other.write_text("port = 2\n")
    assert load_settings({"BALLAST_CONFIG": str(other)}, tmp_path).port == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("TIMEZONE", "Mars/Base"),
        ("TIMEZONE", "../../etc/passwd"),
        ("LANGUAGE", "fr"),
        ("LOG_LEVEL", "loud"),
        ("LOG_JSON", "perhaps"),
        ("DATABASE_URL", "mysql://u@h/d"),
        ("DATABASE_URL", "no url"),
        ("BODY_LIMIT_BYTES", "0"),
        ("FUTURE_TOLERANCE_SECONDS", "-1"),
        ("HOST", ""),
        ("DATA_DIR", ""),
        ("OTEL_ENDPOINT", "ftp://x"),
    ],
)
def test_a_wrong_value_names_itself_and_the_remedy(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({f"BALLAST_{name}": value}, tmp_path)
    for sentence in caught.value.detail.as_dict().values():
        assert f"BALLAST_{name}" in sentence
    assert "应为" in caught.value.detail.zh
    assert caught.value.extra == {"setting": name.lower()}


def test_a_wrong_value_in_the_file_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "ballast.toml").write_text('port = "x"\n')
    with pytest.raises(SettingsError, match=r"ballast\.toml: port"):
        load_settings({}, tmp_path)
    (tmp_path / "ballast.toml").write_text("port = \n")
    with pytest.raises(SettingsError, match="TOML"):
        load_settings({}, tmp_path)


def test_unknown_names_are_reported_with_the_nearest(tmp_path: Path) -> None:
    settings = load_settings({"BALLAST_PROT": "1", "BALLAST_URL": "x", "PATH": "y"}, tmp_path)
    assert len(settings.notices) == 1
    assert "BALLAST_PROT" in settings.notices[0].en
    assert "BALLAST_PORT" in settings.notices[0].zh
    (tmp_path / "ballast.toml").write_text("prot = 1\n")
    with pytest.raises(SettingsError, match="did you mean port"):
        load_settings({}, tmp_path)


def test_secrets_are_never_shown(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "BALLAST_DATABASE_URL": f"postgresql://u:{SECRET}@h/d",
            "BALLAST_MASTER_KEY": SECRET,
        },
        tmp_path,
    )
    shown = f"{settings!r} {settings} {settings.describe()}"
    assert SECRET not in shown
    assert "postgresql://u:***@h/d" in shown
    assert SECRET in settings.database_url


def test_a_wrong_secret_is_not_echoed(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"BALLAST_DATABASE_URL": f"mysql://u:{SECRET}@h/d"}, tmp_path)
    assert SECRET not in str(caught.value)


def test_every_setting_is_described(tmp_path: Path) -> None:
    assert set(load_settings({}, tmp_path).describe()) == set(names()) == set(MEANINGS)
    assert set(Settings.__struct_fields__) - set(names()) == {"notices", "sources"}


def test_it_is_known_who_set_what(tmp_path: Path) -> None:
    (tmp_path / "ballast.toml").write_text("port = 1\nhost = 'h'\n")
    sources = load_settings({"BALLAST_PORT": "2"}, tmp_path).sources
    assert sources == {"port": "BALLAST_PORT", "host": str(tmp_path / "ballast.toml")}


def test_settings_do_not_change() -> None:
    with pytest.raises(AttributeError):
        Settings().port = 1  # type: ignore[misc]
