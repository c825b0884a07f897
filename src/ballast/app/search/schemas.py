"""搜索接口的出入格式。 What goes in and out of the API of searching."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from ballast.kit.text import Text


class Hit(Struct, frozen=True):
    """找到的一样东西。 Something found.

    Args:
        kind: decision、event、customer、policy、list、indicator、scene、user 之一。 What it is.
        id: 标识或代码。 Its id or code.
        title: 名称。 What people call it.
        note: 说明，如结论与时刻。 A word about it, such as outcome and time.
        address: 控制台里的地址。 Its address in the console.
    """

    kind: str
    id: str
    title: Text
    note: Text | None
    address: str


class Hits(Struct, frozen=True):
    """找到的；`more` 为还有没列出的。 What was found; `more`: some are not listed."""

    items: list[Hit]
    more: bool


class ProtectedQuery(Struct, frozen=True):
    """按明文找，只在请求体里。 A clear value to search by; it travels in the body only."""

    value: Annotated[str, Meta(min_length=1, max_length=256)]
