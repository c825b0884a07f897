"""看名单的用例：各有多少、一页条目、一个值在不在。

Use cases of looking at lists: how many, a page of entries, whether a value is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.infra.access import Principal
from ballast.policies.lists import repository
from ballast.policies.lists.errors import UnknownEntryError
from ballast.policies.lists.live import LiveLists
from ballast.policies.lists.model import ListDefinition, ListEntry
from ballast.policies.lists.service import ListService
from ballast.policies.lists.standing import EntryFilter, ListCounts, Standing


@dataclass(frozen=True, slots=True)
class Lookup:
    """一个值的情形：此刻命中的条目，以及它的全部条目。

    What is known of a value: the entry it hits now, and every entry it has or had.
    """

    hit: ListEntry | None
    entries: Sequence[ListEntry]


class ListLook:
    """看名单。 Looks at lists."""

    def __init__(self, service: ListService, live: LiveLists) -> None:
        self._service = service
        self._live = live

    def overview(
        self, session: Session, principal: Principal, now_us: int
    ) -> list[tuple[ListDefinition, ListCounts]]:
        """全部名单，各有多少条。 Every list with its counts."""
        found = self._service.definitions(principal)
        counted = repository.counts(session, now_us)
        return [(each, counted.get(each.code, ListCounts())) for each in found]

    def sources(self, session: Session, principal: Principal, code: str) -> list[str]:
        """一个名单用过的来源。 The sources that entries of a list name."""
        principal.require("list.read")
        self._service.definition(code)
        return repository.sources(session, code)

    def page(
        self,
        session: Session,
        principal: Principal,
        wanted: tuple[str, EntryFilter],
        before: str = "",
        limit: int = 100,
    ) -> tuple[Sequence[ListEntry], str | None]:
        """一页条目（值已屏蔽），新的在前，以及下一页的游标。 A page, newest first; masked."""
        principal.require("list.read")
        self._service.definition(wanted[0])
        found = repository.matching(session, *wanted, before, limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    def show(self, session: Session, principal: Principal, code: str, entry_id: str) -> ListEntry:
        """一条（值已屏蔽）。 One entry, masked."""
        principal.require("list.read")
        return self.require_entry(session, code, entry_id)

    def require_entry(self, session: Session, code: str, entry_id: str) -> ListEntry:
        """这个名单的这一条；没有则抛错。 This entry of this list, or UnknownEntryError."""
        entry = repository.get_entry(session, entry_id)
        if entry is None or entry.list != code:
            raise UnknownEntryError(entry_id)
        return entry

    def lookup(
        self, session: Session, principal: Principal, code: str, value: str, now_us: int
    ) -> Lookup:
        """一个值此刻命中哪一条，曾有哪些条目。 What a value hits now, and its entries so far."""
        principal.require("list.read")
        key = self._service.key_of(self._service.definition(code), value)
        hit = self._live.find(code, key, now_us)
        wanted = EntryFilter(now_us, tuple(Standing), key=key)
        entries = repository.matching(session, code, wanted)
        return Lookup(None if hit is None else repository.get_entry(session, hit), entries)
