"""日志的全部查询。 Every query of the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from ballast.infra.journal.model import COLUMNS, Head, Row
from ballast.infra.journal.tables import HeadTable, JournalTable

_CHUNK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """筛选条件，空即不限。 What to look for; None means any. Times are half-open [since, until).

    `under` is the beginning of an action (`policy.`); `about` is a subject with its parts (`pay`
    with `pay/1`); `text` occurs in the subject or in what was there before or after, in any case.
    """

    actor_id: str | None = None
    action: str | None = None
    under: str | None = None
    about: str | None = None
    text: str | None = None
    subject_kind: str | None = None
    subject_id: str | None = None
    since_us: int | None = None
    until_us: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """一页，由新到旧。 One page, newest first; `cursor` opens the next one, None: no more."""

    rows: tuple[Row, ...]
    cursor: int | None


def locked_head(session: Session) -> Head | None:
    """取链头并占住它，直到事务结束。 The head, held until the transaction ends."""
    # SQLite renders no FOR UPDATE: its transaction holds the write lock from the start.
    query = select(HeadTable.count, HeadTable.hash).where(HeadTable.id == 1).with_for_update()
    found = session.execute(query).one_or_none()
    return None if found is None else Head(*found)


def head(session: Session) -> Head | None:
    """链头，不加锁。 The head, not locked."""
    found = session.execute(select(HeadTable.count, HeadTable.hash)).one_or_none()
    return None if found is None else Head(*found)


def add(session: Session, row: Row) -> None:
    """写一行并推进链头。 Write the row and move the head."""
    session.execute(insert(JournalTable).values(row.as_dict()))
    moved = update(HeadTable).where(HeadTable.id == 1).values(count=row.seq, hash=row.hash)
    session.execute(moved)


def freeze(session: Session) -> None:
    """让本会话只看同一时刻的数据。 Make the session see one moment, however long it reads."""
    # A SQLite transaction always does; PostgreSQL's default looks afresh at each statement.
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def rows(session: Session) -> Iterator[Row]:
    """全部行，按序号，分批读取。 Every row by seq, read in batches."""
    last = None
    while True:
        query = select(*_columns()).order_by(JournalTable.seq).limit(_CHUNK)
        batch = session.execute(
            query if last is None else query.where(JournalTable.seq > last)
        ).all()
        for record in batch:
            yield _row(record)
        if len(batch) < _CHUNK:
            return
        last = batch[-1].seq


def matching(session: Session, filters: Filters) -> Iterator[Row]:
    """全部符合的行，由新到旧，分批读取。 Every row that matches, newest first, read in batches."""
    cursor = None
    while True:
        page = entries(session, filters, cursor, _CHUNK)
        yield from page.rows
        if page.cursor is None:
            return
        cursor = page.cursor


def subjects_after(session: Session, seq: int, kind: str) -> tuple[set[str], int]:
    """`seq` 之后动过哪些这一类的对象，以及现在到了第几行；没有新行时只看链头，很省。

    Which subjects of a kind were acted on after `seq`, and the number of the last row; looks at
    the head only while there is nothing new.
    """
    last = session.scalar(select(HeadTable.count)) or 0
    if last <= seq:
        return set(), seq
    query = select(JournalTable.subject_id).where(
        JournalTable.seq > seq, JournalTable.seq <= last, JournalTable.subject_kind == kind
    )
    return {subject for subject in session.scalars(query) if subject}, last


def hash_exists(session: Session, value: str) -> bool:
    """是否有哈希为此的行。 Whether a row has this hash."""
    return bool(session.scalar(select(exists().where(JournalTable.hash == value))))


def hash_at(session: Session, seq: int) -> str | None:
    """某行的哈希。 The hash of one row."""
    return session.scalar(select(JournalTable.hash).where(JournalTable.seq == seq))


def entries(session: Session, filters: Filters, cursor: int | None = None, limit: int = 50) -> Page:
    """查日志，由新到旧。 Rows that match, newest first.

    Args:
        session: 只读会话即可。 A reading session will do.
        filters: 条件。 The conditions, all of which must hold.
        cursor: 上一页给出的位置。 The cursor of the page before.
        limit: 一页的行数。 Rows per page.
    """
    query = select(*_columns()).where(*_conditions(filters))
    if cursor is not None:
        query = query.where(JournalTable.seq < cursor)
    found = session.execute(query.order_by(JournalTable.seq.desc()).limit(limit + 1)).all()
    page = tuple(_row(record) for record in found[:limit])
    return Page(page, page[-1].seq if len(found) > limit else None)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    equal = {
        JournalTable.actor_id: filters.actor_id,
        JournalTable.action: filters.action,
        JournalTable.subject_kind: filters.subject_kind,
        JournalTable.subject_id: filters.subject_id,
    }
    conditions: list[ColumnElement[bool]] = [c == v for c, v in equal.items() if v is not None]
    if filters.under is not None:
        conditions.append(JournalTable.action.startswith(filters.under, autoescape=True))
    if filters.about is not None:
        part = JournalTable.subject_id.startswith(f"{filters.about}/", autoescape=True)
        conditions.append(or_(JournalTable.subject_id == filters.about, part))
    if filters.text is not None:
        places = (JournalTable.subject_id, JournalTable.before, JournalTable.after)
        found = (place.icontains(filters.text, autoescape=True) for place in places)
        conditions.append(or_(*found))
    if filters.since_us is not None:
        conditions.append(JournalTable.at_us >= filters.since_us)
    if filters.until_us is not None:
        conditions.append(JournalTable.at_us < filters.until_us)
    return conditions


def _columns() -> list[Any]:
    return [getattr(JournalTable, name) for name in COLUMNS]


def _row(record: Any) -> Row:
    return Row(**record._mapping)  # noqa: SLF001 -- SQLAlchemy's public accessor
