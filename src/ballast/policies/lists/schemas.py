"""名单接口的出入格式。 What goes in and out of the API of lists."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from ballast.kit.text import Text
from ballast.policies.lists.model import Colour
from ballast.policies.lists.standing import Standing


class CountsView(Struct, frozen=True):
    """各有多少条。 How many entries stand how; `expiring`: active ones that end within 7 days."""

    pending: int
    scheduled: int
    active: int
    removing: int
    expired: int
    expiring: int


class ListView(Struct, frozen=True):
    """一个名单的定义与条数。 The definition of a list, with counts."""

    code: str
    title: Text
    colour: Colour
    subject: str | None
    kind: str
    sensitivity: str
    two_person: bool
    counts: CountsView


class EntryView(Struct, frozen=True, kw_only=True):
    """一条；受保护的值已屏蔽。 An entry; a protected value is masked."""

    id: str
    list: str
    value: str
    reason: str
    source: str
    starts_at: str
    expires_at: str | None
    status: str
    standing: Standing
    author: str
    author_name: str
    created_at: str
    requester: str
    requester_name: str
    confirmer: str | None
    confirmer_name: str | None


class EntryPage(Struct, frozen=True):
    """一页条目。 A page of entries; `next` asks for the following one."""

    items: list[EntryView]
    next: str | None


class NewEntryBody(Struct, frozen=True):
    """要加的一条。 An entry to add."""

    value: Annotated[str, Meta(min_length=1, max_length=200)]
    reason: Annotated[str, Meta(min_length=1, max_length=500)]
    source: Annotated[str, Meta(max_length=200)] = ""
    starts_at: str | None = None
    expires_at: str | None = None

    def __repr__(self) -> str:
        return "NewEntryBody(…)"


class LookupBody(Struct, frozen=True):
    """要查的一个值；在请求体里，不进网址。 A value to look up; in the body, never in an address."""

    value: Annotated[str, Meta(min_length=1, max_length=200)]

    def __repr__(self) -> str:
        return "LookupBody(…)"


class LookupView(Struct, frozen=True):
    """一个值此刻命中的条目，及它的全部条目。 What a value hits now, and all entries it has had."""

    hit: EntryView | None
    entries: list[EntryView]


class ClearValue(Struct, frozen=True):
    """一条的明文。 The clear value of an entry."""

    id: str
    value: str


class RefusedRow(Struct, frozen=True):
    """被拒的一行。 A refused line."""

    line: int
    problem: Text


class ImportView(Struct, frozen=True):
    """导入的结果。 What an import did."""

    accepted: int
    refused: list[RefusedRow]


class PreviewRow(Struct, frozen=True):
    """会加的一行。 A line that would be added; a protected value is masked."""

    line: int
    value: str
    reason: str
    source: str
    starts_at: str
    expires_at: str | None


class PreviewView(Struct, frozen=True):
    """导入会怎样；最多列 200 行。 What an import would do; lists at most 200 lines of each kind.

    `waits`: a second person must confirm each before it counts.
    """

    accepted: int
    refused_count: int
    waits: bool
    rows: list[PreviewRow]
    refused: list[RefusedRow]


class EntryIds(Struct, frozen=True):
    """几条的标识。 The ids of several entries."""

    entries: Annotated[list[str], Meta(max_length=500)]


class Obstacle(Struct, frozen=True):
    """为什么不成。 Why it was not done."""

    code: str
    text: Text


class SettledView(Struct, frozen=True):
    """几条里的一条：现状，或为什么不成。 One of several: how it is now, or why it stayed."""

    id: str
    entry: EntryView | None
    problem: Obstacle | None
