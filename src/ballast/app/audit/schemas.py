"""日志接口的出入格式。 What goes in and out of the API of the journal."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct


class Party(Struct, frozen=True):
    """做事的或被做的；`name` 只给能看用户的人。 Who or what; `name` only for who may see users."""

    kind: str
    id: str
    name: str | None


class JournalRow(Struct, frozen=True, kw_only=True):
    """一行日志；`before` 与 `after` 是 JSON 值。 A row; `before` and `after` are JSON values."""

    seq: int
    at: str
    actor: Party
    action: str
    subject: Party
    before: Any
    after: Any
    hash: str


class JournalPage(Struct, frozen=True):
    """一页日志，由新到旧。 A page of the journal, newest first; `next` opens the one after it.

    `names` tells whose ids occur in `before` and `after`, to those who may see users.
    """

    items: list[JournalRow]
    names: dict[str, str]
    next: str | None


class HeadBody(Struct, frozen=True):
    """另处存下的链头，须仍在链上。 A head noted elsewhere, to be on the chain still."""

    count: Annotated[int, Meta(ge=0, le=9_000_000_000_000_000)]
    hash: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class VerifyBody(Struct, frozen=True):
    """查验。 What to verify against, besides the chain itself."""

    head: HeadBody | None = None


class Verification(Struct, frozen=True, kw_only=True):
    """查验的结果，或还在查的任务。 The result; or the run that is still at it.

    Note `count` and `hash` elsewhere: given back as `head`, they show a chain that was rebuilt.
    `seq` is the first row that is wrong.
    """

    state: Literal["intact", "broken", "running", "failed"]
    detail: dict[str, str]
    count: int | None = None
    hash: str | None = None
    fault: str | None = None
    seq: int | None = None
    run: str | None = None
