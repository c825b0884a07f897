from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ballast.infra.db import Database
from ballast.infra.journal import (
    Actor,
    Entry,
    Fault,
    Filters,
    Head,
    HeadMissingError,
    Journal,
    NotJsonError,
    entries,
    export,
    head,
    repository,
    verify,
)
from ballast.infra.journal.model import GENESIS, canonical
from ballast.infra.journal.protection import REFUSAL
from ballast.infra.schema import create_all

ANN = Actor("user", "usr_1")


def entry(number: int, **changes: object) -> Entry:
    values: dict[str, object] = {
        "actor": ANN,
        "action": "policy.approve",
        "subject_kind": "policy",
        "subject_id": f"p{number}",
        "at_us": 1_700_000_000_000_000 + number,
        "before": None,
        "after": {"z": 1, "a": ["汉", number]},
    }
    return Entry(**(values | changes))  # type: ignore[arg-type]


def fill(database: Database, count: int) -> None:
    with database.transaction() as session:
        for number in range(1, count + 1):
            Journal().append(session, entry(number))


def unprotected(database: Database, *statements: str) -> None:
    """What somebody with full power over the database could do."""
    with database.transaction() as session:
        if database.is_sqlite:
            names = session.scalars(text("SELECT name FROM sqlite_master WHERE type='trigger'"))
            for name in names.all():
                session.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("journal", "journal_head"):
                session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        for statement in statements:
            session.execute(text(statement))


def test_an_intact_chain_verifies_and_links(database: Database) -> None:
    assert verify(database).intact
    fill(database, 5)
    result = verify(database)
    assert (result.intact, result.count) == (True, 5)
    with database.reading() as session:
        rows = entries(session, Filters(), limit=10).rows
        assert head(session) == Head(5, rows[0].hash)
    assert [row.seq for row in rows] == [5, 4, 3, 2, 1]
    assert rows[-1].prev_hash == GENESIS
    assert all(new.prev_hash == old.hash for new, old in pairwise(rows))
    assert rows[0].after == '{"a":["汉",5],"z":1}'


def test_more_rows_than_one_batch_are_all_checked(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ballast.infra.journal.repository._CHUNK", 2)
    fill(database, 7)
    assert verify(database).count == 7
    unprotected(database, "UPDATE journal SET action = 'x' WHERE seq = 6")
    assert verify(database).seq == 6


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET action = 'other' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        "UPDATE journal_head SET count = 1",
        "UPDATE journal_head SET count = 9",
        "DELETE FROM journal_head",
    ],
)
def test_the_database_refuses_changes(database: Database, statement: str) -> None:
    fill(database, 3)
    with pytest.raises(DBAPIError, match=REFUSAL), database.transaction() as session:
        session.execute(text(statement))
    assert verify(database).intact


def test_the_database_refuses_a_replacement(database: Database) -> None:
    fill(database, 3)
    columns = "seq, at_us, actor_kind, actor_id, action, subject_kind, subject_id, prev_hash, hash"
    row = "2, 1, 'user', 'u', 'a', 's', 'i', 'p', 'h'"
    verb = "INSERT OR REPLACE" if database.is_sqlite else "INSERT"
    upsert = "" if database.is_sqlite else "ON CONFLICT (seq) DO UPDATE SET action = 'x'"
    statement = f"{verb} INTO journal ({columns}) VALUES ({row}) {upsert}"
    with pytest.raises(DBAPIError, match=REFUSAL), database.transaction() as session:
        session.execute(text(statement))


def test_postgres_refuses_truncate(postgres_url: str) -> None:
    database = Database(postgres_url)
    create_all(database)
    for table in ("journal", "journal_head"):
        with pytest.raises(DBAPIError, match=REFUSAL), database.transaction() as session:
            session.execute(text(f"TRUNCATE {table}"))
    database.close()


SWAP = (
    "UPDATE journal SET seq = 100 WHERE seq = 3",
    "UPDATE journal SET seq = 3 WHERE seq = 4",
    "UPDATE journal SET seq = 4 WHERE seq = 100",
)
TAMPERING = {
    "changed": (("UPDATE journal SET after = '{}' WHERE seq = 3",), Fault.CHANGED, 3),
    "actor": (("UPDATE journal SET actor_id = 'usr_2' WHERE seq = 1",), Fault.CHANGED, 1),
    "time": (("UPDATE journal SET at_us = at_us + 1 WHERE seq = 5",), Fault.CHANGED, 5),
    "removed": (("DELETE FROM journal WHERE seq = 3",), Fault.REMOVED, 4),
    "first removed": (("DELETE FROM journal WHERE seq = 1",), Fault.REMOVED, 2),
    "renumbered": (
        ("DELETE FROM journal WHERE seq = 3", "UPDATE journal SET seq = seq - 1 WHERE seq > 3"),
        Fault.REMOVED,
        3,
    ),
    "reordered": (SWAP, Fault.REORDERED, 3),
    "truncated": (("DELETE FROM journal WHERE seq > 3",), Fault.TRUNCATED, 4),
    "emptied": (("DELETE FROM journal",), Fault.TRUNCATED, 1),
    "head removed": (("DELETE FROM journal_head",), Fault.TRUNCATED, 1),
    "head turned back": (("UPDATE journal_head SET count = 2",), Fault.ADDED, 3),
}


@pytest.mark.parametrize("case", TAMPERING)
def test_tampering_is_found_and_named(database: Database, case: str) -> None:
    statements, fault, seq = TAMPERING[case]
    fill(database, 5)
    unprotected(database, *statements)
    result = verify(database)
    assert (result.fault, result.seq) == (fault, seq)
    assert result.detail.zh
    assert str(seq) in result.detail.en


def test_a_chain_rebuilt_from_end_to_end_differs_from_a_noted_head(database: Database) -> None:
    fill(database, 3)
    noted = Head(verify(database).count, verify(database).hash)
    unprotected(
        database,
        "DELETE FROM journal",
        f"UPDATE journal_head SET count = 0, hash = '{GENESIS}'",  # noqa: S608 -- constants
    )
    with database.transaction() as session:
        for number in (1, 2, 3, 4):
            Journal().append(session, entry(number, action="rewritten"))
    assert verify(database).intact
    assert verify(database, noted).fault is Fault.REBUILT


def test_a_noted_head_stays_valid_as_the_journal_grows(database: Database) -> None:
    fill(database, 3)
    noted = Head(verify(database).count, verify(database).hash)
    fill(database, 2)
    assert verify(database, noted).intact
    assert verify(database, Head(0, GENESIS)).intact


def test_eight_threads_keep_one_chain(database: Database) -> None:
    def work(worker: int) -> None:
        for number in range(12):
            with database.transaction() as session:
                Journal().append(session, entry(number, subject_id=f"w{worker}.{number}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    result = verify(database)
    assert (result.intact, result.count) == (True, 96)
    with database.reading() as session:
        subjects = {row.subject_id for row in entries(session, Filters(), limit=100).rows}
    assert len(subjects) == 96


def test_verifying_while_rows_arrive_sees_one_moment(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, 3)
    plain = repository.rows

    def rows(session: object) -> object:
        fill(database, 1)
        return plain(session)  # type: ignore[arg-type]

    monkeypatch.setattr(repository, "rows", rows)
    assert verify(database).intact


def test_a_rolled_back_append_leaves_nothing(database: Database) -> None:
    fill(database, 1)

    def append_and_fail() -> None:
        with database.transaction() as session:
            Journal().append(session, entry(2))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        append_and_fail()
    fill(database, 1)
    assert verify(database).count == 2


def test_entries_filter_and_page(database: Database) -> None:
    with database.transaction() as session:
        for number in range(6):
            actor = Actor("key", "k") if number % 2 else ANN
            Journal().append(session, entry(number, actor=actor, subject_id=f"s{number // 3}"))
    with database.reading() as session:
        first = entries(session, Filters(actor_id="k"), limit=2)
        assert [row.seq for row in first.rows] == [6, 4]
        rest = entries(session, Filters(actor_id="k"), cursor=first.cursor, limit=2)
        assert ([row.seq for row in rest.rows], rest.cursor) == ([2], None)
        third = entries(session, Filters(subject_kind="policy", subject_id="s1")).rows
        assert [row.seq for row in third] == [6, 5, 4]
        base = 1_700_000_000_000_000
        span = Filters(since_us=base + 1, until_us=base + 3, action="policy.approve")
        assert [row.seq for row in entries(session, span).rows] == [3, 2]


@pytest.mark.parametrize("value", [float("nan"), object(), {1, 2}])
def test_what_is_not_json_is_refused(database: Database, value: object) -> None:
    with pytest.raises(NotJsonError, match=r"policy\.approve"), database.transaction() as session:
        Journal().append(session, entry(1, after=value))


def test_without_a_head_nothing_is_recorded(database: Database) -> None:
    unprotected(database, "DELETE FROM journal_head")
    with pytest.raises(HeadMissingError), database.transaction() as session:
        Journal().append(session, entry(1))


def test_export_is_one_canonical_line_a_row_and_the_head(database: Database) -> None:
    fill(database, 2)
    with database.reading() as session:
        lines = list(export(session))
    documents = [json.loads(line) for line in lines]
    assert [document.get("seq") for document in documents] == [1, 2, None]
    assert documents[-1]["head"] == {"count": 2, "hash": documents[1]["hash"]}
    assert all(canonical(json.loads(line)) == line for line in lines)
