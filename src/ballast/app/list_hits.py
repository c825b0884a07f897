"""一条名单最近命中了哪些决策。 Which decisions an entry of a list was hit in lately."""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct

from ballast.app.runtime import Runtime
from ballast.decisions import repository
from ballast.events.instants import text_of
from ballast.infra.access import Principal
from ballast.policies.lists.office import ListOffice

LOOKED_AT = 20_000
_SHOWN = 50


class EntryHit(Struct, frozen=True):
    """命中它的一个决策。 A decision in which it was hit."""

    decision_id: str
    scene: str
    event_id: str
    outcome: str
    decided_at: str


class EntryHits(Struct, frozen=True):
    """最近若干决策里的命中；新的在前，最多列 50 个。

    The hits among the latest decisions, `looked_at` at most; newest first, at most 50 are listed.
    """

    looked_at: int
    count: int
    items: list[EntryHit]


@get(
    "/lists/{code:str}/entries/{entry:str}/hits",
    sync_to_thread=True,
    summary="最近的命中 / Hits lately",
    operation_id="listEntryHits",
)
def list_entry_hits(
    request: Request[Principal, Any, Any],
    runtime: NamedDependency[Runtime],
    lists: NamedDependency[ListOffice],
    code: FromPath[str],
    entry: FromPath[str],
) -> EntryHits:
    """这一条最近命中了哪些决策。 The decisions in which the entry was hit lately."""
    request.user.require("decision.read")
    scenes = request.user.scenes_for("decision.read")
    with runtime.database.reading() as session:
        lists.look.show(session, request.user, code, entry)
        seqs = repository.traced_lately(session, entry, scenes, LOOKED_AT)
        found = repository.numbered(session, seqs[:_SHOWN])
    items = [
        EntryHit(each.id, each.scene, each.event_id, each.outcome, text_of(each.decided_us))
        for each in found
    ]
    return EntryHits(LOOKED_AT, len(seqs), items)
