"""Changing over: the new engine has all of history, whatever is accepted meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from sqlalchemy.orm import Session
from tests.indicators.worlds import SCENES, START, T

from ballast.decisions.changeover import Changeover, Seat
from ballast.events import repository as events
from ballast.events.incoming import Incoming
from ballast.events.record import Accepted
from ballast.indicators import repository
from ballast.indicators.catalogue import Catalogue
from ballast.indicators.engine import Engine
from ballast.indicators.model import Aggregate, Indicator, Window, WindowKind
from ballast.indicators.version import IndicatorVersion, Status
from ballast.infra.db import Database
from ballast.infra.lane import Lane
from ballast.kit.errors import BallastError

OF_PACK = Indicator("n", T, "payment", ("user",), Aggregate.COUNT, Window(WindowKind.EVER))
OWN = {
    "code": "paid",
    "title": {"zh": "额", "en": "Paid"},
    "scene": "payment",
    "key": "user",
    "aggregate": "sum",
    "of": "amount",
    "window": "1h",
}


def accepted(seq: int) -> Accepted:
    data = {"user": f"u{seq % 5}", "amount": float(seq)}
    at = START + seq * 1_000_000
    return Accepted(seq, Incoming("payment", 1, f"E{seq}", at, at, data, b"", (), f"d{seq}"))


def store(database: Database, found: Sequence[Accepted]) -> None:
    with database.transaction() as session:
        events.insert_many(session, found)


def own(database: Database, **more: object) -> None:
    version = IndicatorVersion(
        *("iv_1", "paid", 1, {**OWN, **more}, Status.LIVE, "usr_1", START), live_us=START
    )
    with database.transaction() as session:
        assert repository.insert_version(session, version)


@dataclass
class Counter:
    """Accepts events as the decision path does, and holds the engine."""

    engine: Engine
    seq: int = 0
    swaps: list[int] = field(default_factory=list)

    def __call__(self, session: Session, items: Sequence[int]) -> Sequence[int | BallastError]:
        found = [accepted(self.seq + n) for n, _ in enumerate(items, 1)]
        for each in found:
            self.engine.observe(each.incoming.numbered(each.seq, False), frozenset())
        events.insert_many(session, found)
        self.seq += len(items)
        return list(items)

    def replace(self, engine: Engine) -> None:
        assert engine.seq == self.seq
        self.engine = engine
        self.swaps.append(engine.seq)


@dataclass
class World:
    database: Database
    catalogue: Catalogue
    counter: Counter
    lane: Lane[int, int]
    changeover: Changeover
    done: list[str]


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    catalogue = Catalogue([OF_PACK], SCENES, "Asia/Shanghai")
    with database.reading() as session:
        catalogue.adopt(catalogue.read(session))
    counter = Counter(catalogue.engine())
    lane: Lane[int, int] = Lane(database, counter, lambda: None, batch=16)
    done: list[str] = []
    seat = Seat(counter, lane.between, lambda: done.append("follow"))
    changeover = Changeover(
        database, catalogue, seat, lambda: done.append("done"), lambda _seconds: None
    )
    lane.start()
    yield World(database, catalogue, counter, lane, changeover, done)
    changeover.stop()
    lane.stop()


def replayed(world: World) -> bytes:
    """The state of an engine that has read the whole log from its beginning."""
    engine = world.catalogue.engine()
    with world.database.reading() as session:
        for event in events.after(session, 0, 1_000_000):
            engine.observe(event, frozenset())
    return engine.snapshot()


def test_the_new_engine_is_as_if_it_had_always_been(world: World) -> None:
    world.lane.write_now(range(2_300))
    own(world.database)
    assert world.changeover.once() is True
    assert world.counter.engine.snapshot() == replayed(world)
    assert "paid" in world.counter.engine.indicators
    assert world.done == ["follow", "done"]
    assert world.changeover.progress.ready
    assert world.changeover.once() is False


def test_events_accepted_meanwhile_are_neither_lost_nor_counted_twice(world: World) -> None:
    world.lane.write_now(range(1_500))
    own(world.database)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            world.lane.write_now(range(7))

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        assert world.changeover.once() is True
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    world.lane.write_now(range(3))
    assert world.counter.seq > 1_503
    assert world.counter.engine.snapshot() == replayed(world)


def test_too_many_events_at_the_last_moment_are_read_outside_the_lane(world: World) -> None:
    world.lane.write_now(range(300))
    own(world.database)
    late = iter([2_500])
    between = world.changeover._seat.between

    def slow(action: object) -> bool:
        for count in late:
            world.lane.write_now(range(count))
        return between(action)  # type: ignore[arg-type]

    world.changeover._seat = Seat(world.counter, slow, lambda: None)
    assert world.changeover.once() is True
    assert world.counter.swaps == [2_800]
    assert world.counter.engine.snapshot() == replayed(world)


def test_what_no_longer_fits_its_scene_is_left_out_and_said(world: World) -> None:
    own(world.database, of="vanished")
    assert world.changeover.once() is True
    edition = world.catalogue.edition
    assert set(edition.indicators) == {"n"}
    assert [problem.field for problem in edition.broken["paid"]] == ["of"]


def test_a_code_of_a_pack_is_never_taken_over(world: World) -> None:
    own(world.database)
    with world.database.transaction() as session:
        taken = IndicatorVersion(
            *("iv_2", "n", 1, {**OWN, "code": "n"}, Status.LIVE, "usr_1", START)
        )
        repository.insert_version(session, taken)
    world.changeover.once()
    assert world.catalogue.edition.indicators["n"] == OF_PACK


def test_the_thread_changes_over_when_asked_and_when_another_process_did(world: World) -> None:
    swapped = threading.Event()
    world.changeover._done = swapped.set
    world.changeover.start()
    world.changeover.poll()
    assert not world.changeover._wanted.is_set()
    own(world.database)
    world.changeover.poll()
    assert swapped.wait(20)
    assert "paid" in world.counter.engine.indicators


def test_stopping_drops_what_is_half_built(world: World) -> None:
    world.lane.write_now(range(50))
    own(world.database)
    world.changeover.stop()
    assert world.changeover.once() is False
    assert "paid" not in world.counter.engine.indicators
    assert "paid" not in world.catalogue.edition.indicators


def test_a_failure_leaves_the_old_edition_and_the_next_poll_tries_again(world: World) -> None:
    own(world.database)
    real = world.changeover._seat

    def broken(_action: object) -> bool:
        raise RuntimeError

    world.changeover._seat = Seat(world.counter, broken, lambda: None)
    with pytest.raises(RuntimeError):
        world.changeover.once()
    assert "paid" not in world.catalogue.edition.indicators
    assert world.changeover._behind()
    world.changeover._seat = real
    assert world.changeover.once() is True
