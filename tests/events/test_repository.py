from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from tests.events.scenery import NOW_US, PAY, SECRETS, ZONE, raw, taken, whole

from ballast.events import repository
from ballast.events.plan import plan_of
from ballast.events.record import Accepted
from ballast.events.repository import EventFilter
from ballast.infra.db import Database

HOUR = 3_600_000_000


def store(database: Database, *events: Accepted) -> None:
    with database.transaction() as session:
        repository.insert_many(session, events)


def numbered(count: int, start: int = 1) -> list[Accepted]:
    """Events one hour apart, every third one late."""
    return [
        Accepted(
            seq,
            taken(raw(f"e-{seq}", f"2026-02-01T{seq % 24:02}:00:00Z", customer_id="c", amount=seq)),
            late=seq % 3 == 0,
            principal="key-1",
        )
        for seq in range(start, start + count)
    ]


def test_an_event_comes_back_as_it_was_stored(database: Database) -> None:
    incoming = taken(whole(zebra=[1]))
    store(database, Accepted(1, incoming, late=True, principal="key-1"))
    with database.reading() as session:
        assert repository.get(session, "pay", "e-1") == incoming.numbered(1, late=True)
        assert repository.after(session, 0, 10) == [incoming.numbered(1, late=True)]
        assert repository.get(session, "pay", "e-2") is None
        assert repository.get(session, "login", "e-1") is None


def test_no_column_holds_a_protected_value(database: Database) -> None:
    store(database, Accepted(1, taken(whole(zebra="赵钱孙李"))))
    with database.reading() as session:
        row = session.connection().exec_driver_sql("SELECT * FROM event").one()
    content = b"\n".join(
        bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row
    )
    for secret in [*SECRETS.values(), "赵钱孙李"]:
        assert secret.encode() not in content


def test_existing_finds_those_accepted_before(database: Database) -> None:
    events = numbered(1200)
    store(database, *events)
    keys = [("pay", f"e-{n}") for n in range(0, 2500, 2)] + [("login", "e-2")]
    with database.reading() as session:
        found = repository.existing(session, keys)
        assert repository.existing(session, []) == {}
    assert set(found) == {("pay", f"e-{n}") for n in range(2, 1201, 2)}
    known = found["pay", "e-4"]
    assert (known.seq, known.digest) == (4, events[3].incoming.digest)
    assert known.view() == events[3].incoming.data
    assert known.names() == ()


def test_an_id_is_accepted_once_for_each_scene(database: Database) -> None:
    other = plan_of(replace(PAY, code="withdraw"), ZONE)
    store(database, Accepted(1, taken(whole())), Accepted(2, taken(whole(), other)))
    with pytest.raises(IntegrityError):
        store(database, Accepted(3, taken(whole())))
    with pytest.raises(IntegrityError):
        store(database, Accepted(2, taken(whole("e-3"))))


def test_replay_follows_acceptance_and_not_time(database: Database) -> None:
    early = taken(raw("early", "2026-01-01T00:00:00Z", customer_id="c", amount=1))
    store(database, *numbered(2), Accepted(3, early))
    with database.reading() as session:
        assert [e.seq for e in repository.after(session, 0, 9)] == [1, 2, 3]


def test_replay_is_in_order_of_acceptance(database: Database) -> None:
    store(database, *reversed(numbered(7)))
    with database.reading() as session:
        assert [e.seq for e in repository.after(session, 2, 3)] == [3, 4, 5]
        assert [[e.seq for e in b] for b in repository.batches(session, 1, 4)] == [
            [2, 3, 4, 5],
            [6, 7],
        ]
        assert repository.last_seq(session) == 7
        assert repository.newest_at_us(session) == max(e.incoming.at_us for e in numbered(7))
        assert repository.count_upto(session, 5) == 5


def test_an_empty_table(database: Database) -> None:
    store(database)
    with database.reading() as session:
        assert repository.last_seq(session) == 0
        assert repository.newest_at_us(session) is None
        assert repository.page(session, EventFilter()) == ([], None)
        assert list(repository.batches(session, 0, 10)) == []


def test_pages_follow_each_other_newest_first(database: Database) -> None:
    store(database, *numbered(7))
    seen: list[int] = []
    cursor: int | None = None
    with database.reading() as session:
        for _ in range(4):
            found, cursor = repository.page(session, EventFilter(), cursor, limit=3)
            seen += [event.seq for event in found]
            if cursor is None:
                break
    assert seen == [7, 6, 5, 4, 3, 2, 1]
    assert cursor is None


def test_filters(database: Database) -> None:
    events = numbered(6)
    store(database, *events)
    at = events[2].incoming.at_us
    wanted = {
        EventFilter(scene="login"): [],
        EventFilter(scene="pay"): [6, 5, 4, 3, 2, 1],
        EventFilter(since_us=at): [6, 5, 4, 3],
        EventFilter(until_us=at): [2, 1],
        EventFilter(late=True): [6, 3],
        EventFilter(scene="pay", since_us=at, until_us=at + HOUR, late=True): [3],
        EventFilter(since_us=NOW_US): [],
    }
    with database.reading() as session:
        for condition, expected in wanted.items():
            assert [e.seq for e in repository.page(session, condition)[0]] == expected
        assert [e.seq for e in repository.after(session, 4, 9, scene="pay")] == [5, 6]
        assert repository.after(session, 4, 9, scene="login") == []
