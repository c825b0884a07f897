"""Restoring the state: from the log, from a snapshot, never from one of something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.indicators.worlds import SCENES, START, T

from ballast.decisions.rebuild import Rebuilder
from ballast.events import repository as events
from ballast.events.incoming import Incoming
from ballast.events.record import Accepted
from ballast.indicators.engine import Engine
from ballast.indicators.model import Aggregate, Indicator, Window, WindowKind
from ballast.infra.db import Database

COUNT = Indicator("n", T, "payment", ("user",), Aggregate.COUNT, Window(WindowKind.EVER))


def fresh() -> Engine:
    return Engine([COUNT], SCENES)


def accepted(seq: int, mark: str = "d") -> Accepted:
    data = {"user": "u"}
    digest = f"{mark}{seq}"
    return Accepted(
        seq, Incoming("payment", 1, f"E{seq}", START + seq, START, data, b"", (), digest)
    )


def store(database: Database, *found: Accepted) -> None:
    with database.transaction() as session:
        events.insert_many(session, found)


def observed(*found: Accepted) -> Engine:
    engine = fresh()
    for each in found:
        engine.observe(each.incoming.numbered(each.seq, False))
    return engine


def counted(engine: Engine) -> object:
    return engine.read("payment", {"user": "u"}, START + 1000)["n"]


@pytest.fixture
def rebuilder(database: Database, tmp_path: Path) -> Rebuilder:
    return Rebuilder(database, fresh, tmp_path / "state" / "indicators")


def test_the_log_alone_is_enough(database: Database, rebuilder: Rebuilder) -> None:
    store(database, *map(accepted, range(1, 8)))
    engine, restored = rebuilder.restore()
    assert (counted(engine), restored.seq, rebuilder.progress.done) == (7, 7, 7)
    assert restored.newest == {"payment": START + 7}


def test_a_snapshot_saves_reading_what_it_holds(database: Database, rebuilder: Rebuilder) -> None:
    first = [accepted(n) for n in range(1, 6)]
    store(database, *first)
    rebuilder.keep(observed(*first))
    store(database, accepted(6))
    engine, restored = rebuilder.restore()
    assert (counted(engine), restored.seq, rebuilder.progress.done) == (6, 6, 1)
    assert counted(rebuilder.restore(use_snapshot=False)[0]) == 6


def test_a_snapshot_later_than_the_log_is_not_used(
    database: Database, rebuilder: Rebuilder
) -> None:
    store(database, accepted(1), accepted(2))
    rebuilder.keep(observed(*map(accepted, range(1, 5))))
    engine, restored = rebuilder.restore()
    assert (counted(engine), restored.seq, rebuilder.progress.done) == (2, 2, 2)


def test_a_snapshot_of_another_log_is_not_used(
    database: Database, rebuilder: Rebuilder, tmp_path: Path
) -> None:
    store(database, accepted(1), accepted(2))
    rebuilder.keep(observed(accepted(1), accepted(2)))
    kept = tmp_path / "state" / "indicators"
    kept.write_bytes(kept.read_bytes().replace(b"d2\n", b"x2\n", 1))
    assert rebuilder.restore()[1].seq == 2
    assert rebuilder.progress.done == 2


def test_a_torn_snapshot_is_not_used(
    database: Database, rebuilder: Rebuilder, tmp_path: Path
) -> None:
    store(database, accepted(1), accepted(2))
    rebuilder.keep(observed(accepted(1), accepted(2)))
    kept = tmp_path / "state" / "indicators"
    whole = kept.read_bytes()
    for size in range(0, len(whole), 7):
        kept.write_bytes(whole[:size])
        engine, _ = rebuilder.restore()
        assert (counted(engine), rebuilder.progress.done) == (2, 2), size
