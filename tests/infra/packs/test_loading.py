from __future__ import annotations

from pathlib import Path

import pytest

from ballast.infra.packs import PackError, built_in, chosen_packs, load_packs, loading

MANIFEST = """\
urn: urn:test:{0}
version: 3
title: {{zh: 包, en: Pack}}
provider: {{zh: 甲, en: A}}
basis: [x]
"""


def make(root: Path, name: str = "one", files: dict[str, str] | None = None) -> Path:
    path = root / name
    path.mkdir()
    for file, content in {"pack.yaml": MANIFEST.format(name), **(files or {})}.items():
        (path / file).parent.mkdir(parents=True, exist_ok=True)
        (path / file).write_text(content, encoding="utf-8")
    return path


def test_a_pack_is_read_whole(tmp_path: Path) -> None:
    (pack,) = load_packs([make(tmp_path, files={"roles.yaml": "a: {}", "x.exe": "no"})])
    assert (pack.urn, pack.version, pack.title.zh) == ("urn:test:one", 3, "包")
    assert pack.basis == ("x",)
    assert set(pack.files) == {"pack.yaml", "roles.yaml"}


def test_the_digest_follows_names_and_contents_only(tmp_path: Path) -> None:
    def digest(folder: str, files: dict[str, str]) -> str:
        (tmp_path / folder).mkdir()
        return load_packs([make(tmp_path / folder, files=files)])[0].sha256

    same = digest("a", {"r.yaml": "1", "s.yaml": "2"})
    assert digest("b", {"s.yaml": "2", "r.yaml": "1"}) == same
    assert digest("c", {"r.yaml": "1", "s.yaml": "3"}) != same
    assert digest("d", {"r.yaml": "1", "t.yaml": "2"}) != same
    assert digest("e", {"r.yaml": "12", "s.yaml": ""}) != same


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("urn: urn:test:one", "urn: one", "urn"),
        ("version: 3", "version: '3'", "version"),
        ("version: 3", "version: 0", "version"),
        ("version: 3", "version: true", "version"),
        ("en: Pack", "fr: Pack", "title"),
        ("provider: {zh: 甲, en: A}", "", "provider"),
        ("basis: [x]", "basis: [1]", "basis"),
    ],
)
def test_a_wrong_manifest_names_the_file_and_key(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    path = make(tmp_path)
    manifest = path / "pack.yaml"
    manifest.write_text(manifest.read_text().replace(old, new))
    with pytest.raises(PackError) as caught:
        load_packs([path])
    assert caught.value.extra == {"file": "one/pack.yaml", "key": key}


def test_a_directory_without_manifest_is_not_a_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.yaml"):
        load_packs([tmp_path])


def test_the_same_urn_twice_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path)
    with pytest.raises(PackError, match="urn:test:one"):
        load_packs([path, path])


def test_a_link_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("a: 1")
    path = make(tmp_path)
    (path / "roles.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(PackError, match="outside the pack"):
        load_packs([path])


def test_size_and_count_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path, files={"roles.yaml": "#" * 300})
    monkeypatch.setattr(loading, "FILE_BYTES", 299)
    with pytest.raises(PackError, match="299"):
        load_packs([path])
    monkeypatch.undo()
    monkeypatch.setattr(loading, "FILES", 1)
    with pytest.raises(PackError, match="over 1 files"):
        load_packs([path])


@pytest.mark.parametrize(
    "name",
    ["../core", "/etc", "Core", "core/scenes", "nothing", "", "core/", "./core", "core/../core"],
)
def test_a_built_in_name_is_only_a_name(name: str) -> None:
    with pytest.raises(PackError):
        built_in(name)


def test_the_core_pack_comes_first(tmp_path: Path) -> None:
    packs = chosen_packs([str(make(tmp_path))])
    assert [pack.urn for pack in packs] == ["urn:ballast:core", "urn:test:one"]


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = make(tmp_path)
    (path / "pack.yaml").write_bytes("urn: 中".encode("gbk"))
    with pytest.raises(PackError, match=r"one/pack\.yaml.*UTF-8"):
        load_packs([path])
