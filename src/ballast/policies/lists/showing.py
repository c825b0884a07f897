"""名单与条目给人看的样子。 Lists and entries as people see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ballast.events.instants import text_of
from ballast.policies.lists.exchange import Plan
from ballast.policies.lists.looking import Lookup
from ballast.policies.lists.model import ListDefinition, ListEntry
from ballast.policies.lists.office import Settled
from ballast.policies.lists.schemas import (
    CountsView,
    EntryView,
    ListView,
    LookupView,
    Obstacle,
    PreviewRow,
    PreviewView,
    RefusedRow,
    SettledView,
)
from ballast.policies.lists.sheet import Refused
from ballast.policies.lists.standing import ListCounts, standing_of

_MOST = 200


@dataclass(frozen=True, slots=True)
class Moment:
    """看的时候：何时，标识背后是谁。 When one looks, and who is behind ids."""

    now_us: int
    names: Mapping[str, str]


def list_view(found: ListDefinition, counts: ListCounts) -> ListView:
    """一个名单。 One list."""
    return ListView(
        found.code,
        found.title,
        found.colour,
        found.subject.value if found.subject else None,
        found.kind.value,
        found.sensitivity.value,
        found.two_person,
        CountsView(**{name: getattr(counts, name) for name in CountsView.__struct_fields__}),
    )


def entry_view(entry: ListEntry, at: Moment) -> EntryView:
    """一条。 One entry."""
    return EntryView(
        id=entry.id,
        list=entry.list,
        value=entry.shown,
        reason=entry.reason,
        source=entry.source,
        starts_at=text_of(entry.starts_us),
        expires_at=_end(entry),
        status=entry.status.value,
        standing=standing_of(entry, at.now_us),
        author=entry.author,
        author_name=at.names.get(entry.author, entry.author),
        created_at=text_of(entry.created_us),
        requester=entry.requester,
        requester_name=at.names.get(entry.requester, entry.requester),
        confirmer=entry.confirmer,
        confirmer_name=at.names.get(entry.confirmer or "", entry.confirmer),
    )


def lookup_view(found: Lookup, at: Moment) -> LookupView:
    """一个值的情形。 What is known of a value."""
    hit = None if found.hit is None else entry_view(found.hit, at)
    return LookupView(hit, [entry_view(each, at) for each in found.entries])


def preview_view(plan: Plan, waits: bool) -> PreviewView:
    """导入会怎样。 What an import would do."""
    rows = [_row(number, entry) for number, entry in plan.entries[:_MOST]]
    refused = refused_rows(plan.refused[:_MOST])
    return PreviewView(len(plan.entries), len(plan.refused), waits, rows, refused)


def refused_rows(refused: Sequence[Refused]) -> list[RefusedRow]:
    """被拒的各行。 The refused lines."""
    return [RefusedRow(each.number, each.text) for each in refused]


def settled_view(settled: Settled, at: Moment) -> SettledView:
    """几条里的一条。 One of several."""
    entry, problem = settled.entry, settled.problem
    return SettledView(
        settled.entry_id,
        None if entry is None else entry_view(entry, at),
        None if problem is None else Obstacle(problem.code, problem.detail),
    )


def _row(number: int, entry: ListEntry) -> PreviewRow:
    starts = text_of(entry.starts_us)
    return PreviewRow(number, entry.shown, entry.reason, entry.source, starts, _end(entry))


def _end(entry: ListEntry) -> str | None:
    return None if entry.expires_us is None else text_of(entry.expires_us)
