"""问题出在节点里的哪一处：第几行、哪一列、哪一条。

Where in a node a problem lies: which row, which column, which named item.
"""

from __future__ import annotations

import re

from msgspec import Struct

_ROW = re.compile(r"(\w+)\[(\d+)\](?:\.(.+))?")
_KEY = re.compile(r"(\w+)\.(.+)\.(\w+)")
_WHOLE = ("edges", "callers", "content")


class Place(Struct, frozen=True):
    """一处。 A place.

    Args:
        part: 节点内容的哪一部分，如 rules、expressions。 Part of the content, such as `rules`.
        row: 第几个，从 0 起。 Which one, from 0.
        key: 有名字的成员：规则编码、列。 The named member: a rule's code, a column.
        column: 行里的哪一格，或成员的哪一项。 Cell of the row, or field of the member.
    """

    part: str = ""
    row: int | None = None
    key: str | None = None
    column: str | None = None


def place_of(where: str) -> Place:
    """`rules[2].c1`、`rules.R1.when` 等写法拆成各项。 The parts of a `where`."""
    if found := _ROW.fullmatch(where):
        return Place(found[1], int(found[2]), None, found[3])
    part, _, rest = where.partition(".")
    if not rest:
        return Place(part)
    if part not in _WHOLE and (found := _KEY.fullmatch(where)):
        return Place(found[1], None, found[2], found[3])
    return Place(part, None, rest)
