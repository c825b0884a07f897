"""名单的用例：加、减、确认、看明文、解释命中。

Use cases of lists: add, remove, confirm, reveal, explain a hit. CSV is in `exchange`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ballast.infra.access import EVERYWHERE, Principal
from ballast.infra.crypto import Keyring, Masks
from ballast.infra.db import on_commit
from ballast.infra.journal import Entry, Journal
from ballast.kit.errors import ForbiddenError
from ballast.kit.ids import new_id
from ballast.kit.text import Text
from ballast.policies.lists import repository
from ballast.policies.lists.entry_value import LONGEST, EntryValues
from ballast.policies.lists.errors import (
    AlreadyListedError,
    EntryStateError,
    InvalidEntryError,
    SamePersonError,
    UnknownEntryError,
    UnknownListError,
)
from ballast.policies.lists.live import LiveLists
from ballast.policies.lists.model import (
    EntryStatus,
    ListDefinition,
    ListEntry,
    ListHit,
    NewEntry,
)
from ballast.policies.wording import require_text

_NEXT = {EntryStatus.PENDING: EntryStatus.ACTIVE, EntryStatus.REMOVING: EntryStatus.REMOVED}
_BACK = {EntryStatus.PENDING: EntryStatus.REFUSED, EntryStatus.REMOVING: EntryStatus.ACTIVE}


class ClearValueError(ForbiddenError):
    """无权看明文。 The principal may not see this class of values in clear."""

    code = "list_clear_value"

    def __init__(self, sensitivity: str) -> None:
        super().__init__(
            Text(
                f"需要看 {sensitivity} 类明文的权限；可导出屏蔽后的名单。",
                f"Seeing class {sensitivity} in clear needs a permission; "
                "the masked list can be exported.",
            ),
            {"sensitivity": sensitivity},
        )


class ListService:
    """名单的用例。 Use cases of lists."""

    def __init__(
        self,
        definitions: Mapping[str, ListDefinition],
        journal: Journal,
        keyring: Keyring,
        masks: Masks,
        live: LiveLists,
    ) -> None:
        self._definitions = definitions
        self._journal = journal
        self._values = EntryValues(keyring, masks)
        self._live = live

    def definitions(self, principal: Principal) -> tuple[ListDefinition, ...]:
        """全部名单的定义。 The definitions of all lists."""
        principal.require("list.read")
        return tuple(self._live.definitions.values())

    def add(self, session: Session, principal: Principal, new: NewEntry, now_us: int) -> ListEntry:
        """加一条；要求双人的名单先等待确认。 Add an entry; a two-person list waits.

        Raises:
            AlreadyListedError: 值已在名单上。 The value is on the list already.
            InvalidEntryError: 值或时间不合要求。 The value or a time is malformed.
        """
        principal.require("list.write")
        entry = self.prepared(principal, new, now_us)
        try:
            with session.begin_nested():
                repository.insert_entries(session, [entry])
        except IntegrityError:
            raise AlreadyListedError(new.list) from None
        self._record(session, principal, "list.add", (None, entry), now_us)
        self.publish(session, [entry])
        return entry

    def remove(
        self, session: Session, principal: Principal, entry_id: str, now_us: int
    ) -> ListEntry:
        """移除；要求双人的名单在确认前仍有效。

        Remove; on a two-person list it counts until confirmed.
        """
        principal.require("list.write")
        entry = self._entry(session, entry_id)
        if entry.status is not EntryStatus.ACTIVE:
            raise EntryStateError(entry_id, entry.status)
        two = self.definition(entry.list).two_person
        status = EntryStatus.REMOVING if two else EntryStatus.REMOVED
        changed = replace(entry, status=status, requester=principal.id, confirmer=None)
        return self._change(session, principal, "list.remove", (entry, changed), now_us)

    def confirm(
        self, session: Session, principal: Principal, entry_id: str, now_us: int
    ) -> ListEntry:
        """由另一人确认增删。 Confirm an addition or a removal, by another person.

        Raises:
            SamePersonError: 提出者不能自己确认。 Whoever asked may not confirm.
        """
        principal.require("list.approve")
        entry = self._waiting(session, entry_id)
        if principal.id == entry.requester:
            raise SamePersonError(entry_id)
        changed = replace(entry, status=_NEXT[entry.status], confirmer=principal.id)
        return self._change(session, principal, "list.confirm", (entry, changed), now_us)

    def refuse(
        self, session: Session, principal: Principal, entry_id: str, now_us: int
    ) -> ListEntry:
        """不同意增删，或提出者撤回。 Refuse an addition or removal, or withdraw one's own."""
        if not principal.may("list.write"):
            # Before the look-up: who may do neither learns nothing of which entries there are.
            principal.require("list.approve")
        entry = self._waiting(session, entry_id)
        principal.require("list.write" if principal.id == entry.requester else "list.approve")
        changed = replace(entry, status=_BACK[entry.status], confirmer=principal.id)
        return self._change(session, principal, "list.refuse", (entry, changed), now_us)

    def reveal(self, session: Session, principal: Principal, entry_id: str, now_us: int) -> str:
        """看一条的明文，入日志。 One entry's clear value; the reading is journalled."""
        principal.require("list.read")
        entry = self._entry(session, entry_id)
        value = self.clear_value(principal, entry)
        self._record(session, principal, "list.reveal", (None, entry), now_us)
        return value

    def explain(self, session: Session, principal: Principal, entry_id: str) -> ListHit:
        """为什么命中。 Why a value hit: list, colour, reason, since and until."""
        principal.require("list.read")
        entry = self._entry(session, entry_id)
        definition = self.definition(entry.list)
        return ListHit(
            entry=entry.id,
            list=entry.list,
            title=definition.title,
            colour=definition.colour,
            reason=entry.reason,
            source=entry.source,
            since_us=entry.starts_us,
            until_us=entry.expires_us,
        )

    def prepared(self, principal: Principal, new: NewEntry, now_us: int) -> ListEntry:
        """检查并做成条目，尚未写入。 Check and make an entry without storing it."""
        definition = self.definition(new.list)
        starts_us = now_us if new.starts_us is None else new.starts_us
        _check(new, starts_us)
        entry_id = new_id("le", now_us)
        value = self._values.make(definition, entry_id, new.value)
        return ListEntry(
            id=entry_id,
            list=new.list,
            key=value.key,
            shown=value.shown,
            reason=new.reason.strip(),
            source=new.source.strip(),
            starts_us=starts_us,
            expires_us=new.expires_us,
            status=EntryStatus.PENDING if definition.two_person else EntryStatus.ACTIVE,
            author=principal.id,
            created_us=now_us,
            requester=principal.id,
            sealed=value.sealed,
        )

    def _change(
        self,
        session: Session,
        principal: Principal,
        action: str,
        change: tuple[ListEntry, ListEntry],
        now_us: int,
    ) -> ListEntry:
        before, after = change
        if not repository.replace_entry(session, after, before.status):
            raise EntryStateError(before.id, self._entry(session, before.id).status)
        self._record(session, principal, action, change, now_us)
        self.publish(session, [after])
        return after

    def publish(self, session: Session, entries: Sequence[ListEntry]) -> None:
        """提交后更新内存里的名单。 Update the lists in memory once committed."""
        on_commit(session, lambda: self._live.apply(entries))

    def key_of(self, definition: ListDefinition, text: str) -> str:
        """值的比对键。 The key that a written value is compared by; raises InvalidEntryError."""
        require_text("value", text, LONGEST)
        return self._values.key(definition, text)

    def definition(self, code: str) -> ListDefinition:
        """名单的定义。 The list's definition; raises UnknownListError."""
        found = self._definitions.get(code)
        if found is None:
            raise UnknownListError(code)
        return found

    def _entry(self, session: Session, entry_id: str) -> ListEntry:
        entry = repository.get_entry(session, entry_id)
        if entry is None:
            raise UnknownEntryError(entry_id)
        return entry

    def _waiting(self, session: Session, entry_id: str) -> ListEntry:
        entry = self._entry(session, entry_id)
        if entry.status not in _NEXT:
            raise EntryStateError(entry_id, entry.status)
        return entry

    def clear_value(self, principal: Principal, entry: ListEntry) -> str:
        """明文；无权则抛 ClearValueError。 The clear value, or ClearValueError."""
        if not entry.sealed:
            return entry.shown
        self.require_clear(principal, self.definition(entry.list))
        return self._values.open_(entry.list, entry.id, entry.sealed)

    def require_clear(self, principal: Principal, definition: ListDefinition) -> None:
        """无权看这类明文则抛错。 Raises ClearValueError unless this class may be seen."""
        level = definition.sensitivity.value
        if definition.protected and level not in principal.unmask_in(EVERYWHERE):
            raise ClearValueError(level)

    def _record(
        self,
        session: Session,
        principal: Principal,
        action: str,
        change: tuple[ListEntry | None, ListEntry],
        now_us: int,
    ) -> None:
        before, after = change
        entry = Entry(
            actor=principal.actor,
            action=action,
            subject_kind="list_entry",
            subject_id=after.id,
            at_us=now_us,
            before=before.as_dict() if before else None,
            after=after.as_dict(),
        )
        self._journal.append(session, entry)

    def note(
        self,
        session: Session,
        principal: Principal,
        action: str,
        about: tuple[str, object],
        now_us: int,
    ) -> None:
        """记一件关于整个名单的事。 Journal something about a whole list."""
        code, after = about
        entry = Entry(
            actor=principal.actor,
            action=action,
            subject_kind="list",
            subject_id=code,
            at_us=now_us,
            after=after,
        )
        self._journal.append(session, entry)


def _check(new: NewEntry, starts_us: int) -> None:
    if new.expires_us is not None and new.expires_us <= starts_us:
        raise InvalidEntryError(
            "expires_at",
            Text("到期要晚于开始。", "`expires_at` must be later than `starts_at`."),
        )
    if not new.reason.strip():
        raise InvalidEntryError("reason", Text("请写原因。", "Give a reason."))
    require_text("reason", new.reason, 500)
    require_text("source", new.source, 200)
    require_text("value", new.value, LONGEST)
