"""现行设置：名、值、缺省、谁设的、做什么；密钥只说有没有。

Settings in force: name, value, default, who set it, what for; of secrets only whether they are set.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec
from litestar import Request, get
from litestar.di import NamedDependency
from msgspec import Struct

from ballast.app.runtime import Runtime
from ballast.infra.access import Principal
from ballast.infra.setting_meanings import MEANINGS
from ballast.infra.settings import SECRET, Settings, expected, names
from ballast.kit.text import Text

_VARIABLE = "BALLAST_"


class SettingSource(StrEnum):
    """值从哪里来。 Where the value comes from."""

    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"


class SettingView(Struct, frozen=True, kw_only=True):
    """一个设置。 One setting; `value` of a secret is null, `is_set` tells whether there is one."""

    name: str
    variable: str
    value: str | None
    default: str | None
    source: SettingSource
    file: str | None
    secret: bool
    is_set: bool
    purpose: Text
    accepts: Text


class SettingsInForce(Struct, frozen=True):
    """全部设置，及读设置时的提醒。 Every setting, and what was noticed while reading them."""

    items: list[SettingView]
    notices: list[Text]


@get("/settings", sync_to_thread=False, summary="现行设置 / Settings", operation_id="listSettings")
def list_settings(
    request: Request[Principal, Any, Any], runtime: NamedDependency[Runtime]
) -> SettingsInForce:
    """现行设置，密钥不给看。 The settings in force; secrets are never shown."""
    request.user.require("settings.read")
    return in_force(runtime.settings)


def in_force(settings: Settings) -> SettingsInForce:
    """给人看的设置。 The settings as people see them."""
    shown, defaults = settings.describe(), _defaults()
    items = [_view(settings, name, shown[name], defaults[name]) for name in names()]
    return SettingsInForce(items, list(settings.notices))


def _view(settings: Settings, name: str, value: object, default: object) -> SettingView:
    secret, by = name in SECRET, settings.sources.get(name)
    return SettingView(
        name=name,
        variable=_VARIABLE + name.upper(),
        value=None if secret else _text(value),
        default=None if secret else _text(default),
        source=_source(by),
        file=by if _source(by) is SettingSource.FILE else None,
        secret=secret,
        is_set=value not in (None, "", []),
        purpose=MEANINGS[name],
        accepts=expected(name),
    )


def _source(by: str | None) -> SettingSource:
    if by is None:
        return SettingSource.DEFAULT
    named = by.removeprefix(_VARIABLE).lower() in names()
    return SettingSource.ENVIRONMENT if named else SettingSource.FILE


def _defaults() -> dict[str, object]:
    # Two defaults depend on the data directory: what an unset one becomes is not its default.
    derived = {"database_url": None, "master_key_file": None}
    return {f.name: f.default for f in msgspec.structs.fields(Settings)} | derived


def _text(value: object) -> str | None:
    if value in (None, (), []):
        return None
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
