"""一个人的偏好。 What a person prefers."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Preferences(Struct, frozen=True):
    """偏好；语言为空即随浏览器。 Preferences; no language means the browser's."""

    language: Literal["zh", "en"] | None = None
    theme: Literal["light", "dark", "auto"] = "auto"
