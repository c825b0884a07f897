"""名单的柜台：路由要的用例、数据库与时钟，一次请求一个事务。

The counter that routes of lists go to: use cases, database and clock; one transaction a request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from ballast.infra.access import Principal
from ballast.infra.access.people import names_of
from ballast.infra.db import Database
from ballast.kit.errors import BallastError
from ballast.policies.lists.exchange import ListExchange
from ballast.policies.lists.live import LiveLists
from ballast.policies.lists.looking import ListLook
from ballast.policies.lists.model import ListEntry
from ballast.policies.lists.service import ListService


class Change(StrEnum):
    """对一条能做的事。 What can be done to one entry."""

    REMOVE = "remove"
    CONFIRM = "confirm"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Settled:
    """几条里的一条：成了，或为什么不成。 One of several: how it is now, or why it stayed."""

    entry_id: str
    entry: ListEntry | None
    problem: BallastError | None


class ListOffice:
    """名单的柜台。 The counter of lists."""

    def __init__(
        self,
        service: ListService,
        live: LiveLists,
        database: Database,
        now_us: Callable[[], int],
    ) -> None:
        self.service = service
        self.look = ListLook(service, live)
        self.exchange = ListExchange(service)
        self.database = database
        self.now_us = now_us

    def names(self) -> Mapping[str, str]:
        """用户与密钥的标识 → 名称。 Ids of users and keys to their names."""
        with self.database.reading() as session:
            return names_of(session)

    def change(self, principal: Principal, change: Change, code: str, entry_id: str) -> ListEntry:
        """改一条。 Change one entry.

        Raises:
            UnknownEntryError: 这个名单没有这一条。 The list has no such entry.
        """
        _require(principal, change)
        with self.database.transaction() as session:
            return self._changed(session, principal, change, (code, entry_id))

    def settle(
        self, principal: Principal, change: Change, code: str, entry_ids: Sequence[str]
    ) -> list[Settled]:
        """确认或不同意几条，逐条答复。 Confirm or refuse several, each answered for itself."""
        _require(principal, change)
        with self.database.transaction() as session:
            return [self._settled(session, principal, change, (code, each)) for each in entry_ids]

    def _settled(
        self, session: Session, principal: Principal, change: Change, place: tuple[str, str]
    ) -> Settled:
        try:
            with session.begin_nested():
                entry = self._changed(session, principal, change, place)
        except BallastError as problem:
            return Settled(place[1], None, problem)
        return Settled(place[1], entry, None)

    def _changed(
        self, session: Session, principal: Principal, change: Change, place: tuple[str, str]
    ) -> ListEntry:
        code, entry_id = place
        # Before the change: what is told at the commit cannot be taken back.
        self.look.require_entry(session, code, entry_id)
        return self._action(change)(session, principal, entry_id, self.now_us())

    def _action(self, change: Change) -> Callable[[Session, Principal, str, int], ListEntry]:
        return {
            Change.REMOVE: self.service.remove,
            Change.CONFIRM: self.service.confirm,
            Change.REFUSE: self.service.refuse,
        }[change]


def _require(principal: Principal, change: Change) -> None:
    # Before any look-up: who may do nothing learns nothing of which entries there are.
    if change is Change.REMOVE:
        principal.require("list.write")
    elif change is Change.CONFIRM or not principal.may("list.write"):
        principal.require("list.approve")
