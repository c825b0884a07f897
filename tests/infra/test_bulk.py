"""Bulk inserts give the same rows as the ORM would, on each database."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from ballast.events.tables import EventRow
from ballast.infra.bulk import MOST_PARAMETERS, insert_rows
from ballast.infra.db import Database

ROW = (1, "payment", "中文'; --", 5, 6, 1, True, b"\x00{}", b"", "[]", "d", "key")


def test_rows_arrive_as_they_were_given(database: Database) -> None:
    table = EventRow.__table__
    with database.transaction() as session:
        insert_rows(session, table, [ROW, (2, *ROW[1:2], "other", *ROW[3:])])
        insert_rows(session, table, [])
    with database.reading() as session:
        rows = session.execute(select(table).order_by(table.c.seq)).all()
    assert tuple(rows[0]) == ROW
    assert [row.id for row in rows] == ["中文'; --", "other"]


def test_a_repeated_key_is_refused_and_nothing_of_the_batch_is_kept(database: Database) -> None:
    table = EventRow.__table__
    with pytest.raises(IntegrityError), database.transaction() as session:
        insert_rows(session, table, [ROW, ROW])
    with database.reading() as session:
        assert session.execute(select(table)).all() == []


def test_a_batch_too_large_for_one_statement_is_written_whole(database: Database) -> None:
    table = EventRow.__table__
    count = MOST_PARAMETERS // len(table.columns) * 2 + 3
    with database.transaction() as session:
        insert_rows(session, table, [(n, "s", f"id{n}", *ROW[3:]) for n in range(count)])
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(table)) == count
