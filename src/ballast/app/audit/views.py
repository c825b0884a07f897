"""日志给人看的样子：标识后面是谁，只告诉能看用户的人。

The journal as people see it: who is behind an id is said only to those who may see users.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace

import msgspec
from sqlalchemy.orm import Session

from ballast.app.audit.schemas import JournalPage, JournalRow, Party
from ballast.events.instants import text_of
from ballast.infra.access import Principal
from ballast.infra.access.people import names_of
from ballast.infra.db import Database
from ballast.infra.journal import Entry, Filters, Journal, Row, entries, matching

_NAMED = {"user", "key"}
_ID = re.compile(r"(?:usr|key)_[0-9A-Z]{26}")


class JournalViews:
    """查看日志的用例。 Use cases of looking at the journal."""

    def __init__(self, database: Database, now_us: Callable[[], int]) -> None:
        self._database = database
        self._now_us = now_us
        self._journal = Journal()

    def page(
        self, principal: Principal, wanted: Filters, cursor: int | None, limit: int
    ) -> JournalPage:
        """一页，由新到旧。 A page, newest first."""
        principal.require("journal.read")
        with self._database.reading() as session:
            names = _names(session, principal)
            found = entries(session, _by_name(wanted, names), cursor, limit)
        rows = [row_view(row, names) for row in found.rows]
        following = None if found.cursor is None else str(found.cursor)
        return JournalPage(rows, _named(found.rows, names), following)

    def rows(self, principal: Principal, wanted: Filters) -> Iterator[JournalRow]:
        """全部符合的行；导出本身也记一行。 Every row that matches; exporting is journalled."""
        principal.require("journal.read")
        with self._database.transaction() as session:
            self._journal.append(session, _exported(principal, wanted, self._now_us()))
        return self._read(principal, wanted)

    def _read(self, principal: Principal, wanted: Filters) -> Iterator[JournalRow]:
        with self._database.reading() as session:
            names = _names(session, principal)
            for row in matching(session, _by_name(wanted, names)):
                yield row_view(row, names)


def row_view(row: Row, names: Mapping[str, str]) -> JournalRow:
    """一行。 One row."""
    named = row.subject_kind in _NAMED
    return JournalRow(
        seq=row.seq,
        at=text_of(row.at_us),
        actor=Party(row.actor_kind, row.actor_id, names.get(row.actor_id)),
        action=row.action,
        subject=Party(
            row.subject_kind, row.subject_id, names.get(row.subject_id) if named else None
        ),
        before=None if row.before is None else msgspec.json.decode(row.before),
        after=None if row.after is None else msgspec.json.decode(row.after),
        hash=row.hash,
    )


def _names(session: Session, principal: Principal) -> Mapping[str, str]:
    return names_of(session) if principal.may("user.read") else {}


def _named(rows: Iterable[Row], names: Mapping[str, str]) -> dict[str, str]:
    texts = (text for row in rows for text in (row.before, row.after) if text is not None)
    ids = {found for text in texts for found in _ID.findall(text)}
    return {id_: names[id_] for id_ in sorted(ids) if id_ in names}


def _by_name(wanted: Filters, names: Mapping[str, str]) -> Filters:
    # An actor may be asked for by name: names of users and keys are no ids.
    ids = {name: id_ for id_, name in names.items()}
    if wanted.actor_id is None or wanted.actor_id not in ids:
        return wanted
    return replace(wanted, actor_id=ids[wanted.actor_id])


def _exported(principal: Principal, wanted: Filters, now_us: int) -> Entry:
    return Entry(
        actor=principal.actor,
        action="journal.export",
        subject_kind="journal",
        subject_id="journal",
        after=_recorded(wanted),
        at_us=now_us,
    )


def _recorded(wanted: Filters) -> dict[str, object]:
    given = {name: value for name, value in asdict(wanted).items() if value is not None}
    # What people type may be personal; that something was typed is enough.
    return given | ({"text": True} if "text" in given else {})
