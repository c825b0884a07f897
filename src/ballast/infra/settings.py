"""设置：环境变量 > TOML 文件 > 缺省值。 Settings: environment over a TOML file over defaults.

`BALLAST_<NAME>` overrides `<name>` in the TOML file (`BALLAST_CONFIG`, else ./ballast.toml if there
is one). A wrong value names itself and its remedy; nothing here ever prints a secret.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

_PREFIX = "BALLAST_"
# Names that belong to other programs of this project: the client, the tests, the file itself.
_FOREIGN = frozenset({"CONFIG", "URL", "API_KEY", "PASSWORD", "CODE", "REQUIRE_ALL"})
SECRET = frozenset({"master_key", "oidc_client_secret"})
"""不给人看的设置。 Settings that are never shown."""
_LINKS = frozenset({"otel_endpoint", "public_url", "oidc_issuer"})
_NOTES = ("notices", "sources")  # said about the settings; none themselves
_PATHS_ZH = f"目录列表；环境变量里用 {os.pathsep} 分隔"
_PATHS_EN = f"a list of directories, separated by {os.pathsep} in the environment"


def _expects(zh: str, en: str, **limits: Any) -> Meta:
    return Meta(extra={"zh": zh, "en": en}, **limits)


_Whole = Annotated[int, _expects("大于 0 的整数", "an integer above 0", ge=1)]
_Span = Annotated[int, _expects("不小于 0 的整数", "an integer of 0 or more", ge=0)]
_Port = Annotated[int, _expects("1 到 65535 的整数", "an integer from 1 to 65535", ge=1, le=65535)]
_Path = Annotated[Path, _expects("文件或目录的路径", "a path")]
_File = Annotated[Path | None, _expects("文件的路径", "a path of a file")]
_Paths = Annotated[tuple[str, ...], _expects(_PATHS_ZH, _PATHS_EN)]
_Flag = Annotated[bool, _expects("true 或 false", "true or false")]
_Word = Annotated[str, _expects("不空的文字", "text that is not empty", min_length=1)]
_Link = Annotated[str | None, _expects("http(s):// 地址", "an http(s):// address")]
_Zone = Annotated[str, _expects("时区名，如 Asia/Shanghai", "a time zone such as Asia/Shanghai")]
_Language = Annotated[Literal["zh", "en"], _expects("zh 或 en", "zh or en")]
_Maybe = Annotated[str | None, _expects("文字", "text")]
_Pairs = Annotated[str, _expects("声明的值=角色，用逗号分隔", "claim value=role, comma-separated")]
_Forced = Annotated[
    Literal["required", "optional"], _expects("required 或 optional", "required or optional")
]
_Level = Annotated[
    Literal["debug", "info", "warning", "error"],
    _expects("debug、info、warning 或 error", "debug, info, warning or error"),
]
_Url = Annotated[
    str,
    _expects(
        "sqlite:///文件 或 postgresql://用户:密码@主机/库",
        "sqlite:///file or postgresql://user:password@host/name",
    ),
]
_Key = Annotated[
    str | None,
    _expects("逗号分隔的 base64 密钥，每个 32 字节", "base64 keys of 32 bytes, comma-separated"),
]


class SettingsError(InvalidError):
    """设置有误。 A setting is wrong; the sentence names it and what it should be."""

    code = "settings"
    title = Text("设置有误", "Wrong setting")


class Settings(Struct, frozen=True, kw_only=True):
    """全部设置，读入后不变。 Every setting; immutable once read."""

    data_dir: _Path = Path("var")
    database_url: _Url = ""  # empty: SQLite in the data directory
    host: _Word = "127.0.0.1"
    port: _Port = 8000
    timezone: _Zone = "Asia/Shanghai"
    language: _Language = "zh"
    packs: _Paths = ()
    calendar_file: _File = None
    master_key_file: _Path = Path()  # empty: keys.json in the data directory
    master_key: _Key = None
    log_level: _Level = "info"
    log_json: _Flag = False
    otel_endpoint: _Link = None
    future_tolerance_seconds: _Span = 300
    body_limit_bytes: _Whole = 10_000_000
    commit_batch: _Whole = 256  # the most requests that share one group commit
    import_batch: _Whole = 1_000  # rows per transaction of a bulk import
    seal_batch: _Whole = 100_000  # events per Parquet file of the lake
    public_url: _Link = None  # where browsers reach the service
    session_hours: _Whole = 12
    session_idle_minutes: _Whole = 30
    sign_in_attempts: _Whole = 5  # failures in a row before an account is locked
    sign_in_lock_seconds: _Whole = 900  # the longest; the first lock lasts a minute
    sign_in_address_attempts: _Whole = 30  # failures from one address in a quarter of an hour
    second_factor: _Forced = "required"
    oidc_issuer: _Link = None
    oidc_client_id: _Maybe = None
    oidc_client_secret: _Maybe = None
    oidc_role_claim: _Word = "groups"
    oidc_roles: _Pairs = ""
    principal_cache_seconds: _Span = 5
    principal_cache_size: _Whole = 4096
    notices: tuple[Text, ...] = ()
    sources: Mapping[str, str] = {}  # what was set by whom: a variable, or a file

    def __post_init__(self) -> None:
        if not self.database_url:
            default = f"sqlite:///{self.data_dir / 'ballast.sqlite'}"
            msgspec.structs.force_setattr(self, "database_url", default)
        if self.master_key_file == Path():
            msgspec.structs.force_setattr(self, "master_key_file", self.data_dir / "keys.json")

    def at(self, host: str | None, port: int | None) -> Settings:
        """换了监听地址的设置。 The same settings at another address."""
        changed = {"host": host or self.host, "port": port or self.port}
        return msgspec.structs.replace(self, **changed)

    def describe(self) -> dict[str, object]:
        """可以给人看的设置：密码与密钥已隐去。 Settings fit to show: passwords and keys hidden."""
        shown: dict[str, object] = {name: _shown(name, getattr(self, name)) for name in names()}
        shown["database_url"] = make_url(self.database_url).render_as_string(hide_password=True)
        return shown

    def __repr__(self) -> str:
        return f"Settings({self.describe()!r})"


def load_settings(
    environ: Mapping[str, str] | None = None, directory: Path | None = None
) -> Settings:
    """读取设置。 Read the settings.

    Args:
        environ: 环境变量，缺省是进程的。 Environment; the process's own by default.
        directory: 找 ballast.toml 的目录，缺省是当前目录。 Where ballast.toml is looked for.

    Raises:
        SettingsError: 名称或值有误。 A name in the file or any value is wrong.
    """
    variables = os.environ if environ is None else environ
    path, values = _from_file(variables, Path.cwd() if directory is None else directory)
    sources = dict.fromkeys(values, str(path))
    notices: list[Text] = []
    for variable, value in sorted(variables.items()):
        name = variable.removeprefix(_PREFIX)
        if name == variable or name in _FOREIGN:
            continue
        if name.lower() in names():
            values[name.lower()] = _read(name.lower(), _split(name.lower(), value), variable)
            sources[name.lower()] = variable
        else:
            notices.append(_unknown(variable, [_PREFIX + known.upper() for known in names()]))
    return Settings(**values, notices=tuple(notices), sources=sources)


def _from_file(environ: Mapping[str, str], directory: Path) -> tuple[Path, dict[str, Any]]:
    named = environ.get(_PREFIX + "CONFIG")
    path = Path(named) if named else directory / "ballast.toml"
    if not path.is_file():
        if named:
            raise SettingsError(
                Text(f"BALLAST_CONFIG 指的文件 {path} 不存在。", f"BALLAST_CONFIG: no file {path}.")
            )
        return path, {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            Text(f"{path} 不是正确的 TOML：{error}。", f"{path} is not valid TOML: {error}.")
        ) from error
    for name in document:
        if name not in names():
            raise SettingsError(_unknown(name, list(names()), f"{path}: "))
    read = {name: _read(name, value, f"{path}: {name}") for name, value in document.items()}
    return path, read


def names() -> tuple[str, ...]:
    """全部设置的名称。 The names of all settings."""
    return tuple(name for name in Settings.__struct_fields__ if name not in _NOTES)


def expected(name: str) -> Text:
    """一个设置可取的值。 What a setting may be."""
    return _expected(_types()[name])


def _types() -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(Settings)}


def _split(name: str, value: str) -> object:
    return [part for part in value.split(os.pathsep) if part] if name == "packs" else value


def _read(name: str, value: object, source: str) -> object:
    """One value, converted to its field's type and checked; the error never echoes a secret."""
    kind = _types()[name]
    try:
        converted = msgspec.convert(value, kind, strict=False, dec_hook=_decode)
        _check(name, converted)
    except (ValueError, LookupError, OSError) as error:
        wanted = _expected(kind)
        shown = "…" if name in SECRET | {"database_url"} else repr(value)
        raise SettingsError(
            Text(
                f"设置 {source} 的值 {shown} 不对：应为{wanted.zh}。",
                f"Setting {source} is {shown}, but must be {wanted.en}.",
            ),
            {"setting": name},
        ) from error
    return converted


def _decode(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str) and value:
        return Path(value).expanduser()
    raise ValueError(value)


def _check(name: str, value: object) -> None:
    if name == "timezone":
        ZoneInfo(str(value))
    elif name == "database_url":
        _check_database(str(value))
    elif name in _LINKS and value and not str(value).startswith(("http://", "https://")):
        raise ValueError(name)


def _check_database(url: str) -> None:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise ValueError("not a URL") from error
    if backend not in {"sqlite", "postgresql", "postgres"}:
        raise ValueError(backend)


def _expected(kind: Any) -> Text:
    meta: Meta = kind.__metadata__[0]
    return Text.of(meta.extra or {})


def _unknown(name: str, known: list[str], prefix: str = "") -> Text:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    zh, en = (f"，是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else ("。", ".")
    return Text(f"{prefix}没有名为 {name} 的设置{zh}", f"{prefix}there is no setting {name}{en}")


def _shown(name: str, value: object) -> object:
    if name in SECRET:
        return "********" if value else None
    if isinstance(value, Path):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
