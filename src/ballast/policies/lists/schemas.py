"""名单接口的出入格式。 What goes in and out of the API of lists."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct


class ListView(Struct, frozen=True):
    """一个名单的定义。 The definition of a list."""

    code: str
    title: dict[str, str]
    colour: str
    subject: str | None
    kind: str
    sensitivity: str
    two_person: bool


class EntryView(Struct, frozen=True):
    """一条；受保护的值已屏蔽。 An entry; a protected value is masked."""

    id: str
    list: str
    value: str
    reason: str
    source: str
    starts_at: str
    expires_at: str | None
    status: str
    author: str
    requester: str
    confirmer: str | None


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


class ImportView(Struct, frozen=True):
    """导入的结果。 What an import did."""

    accepted: int
    refused: list[dict[str, Any]]
