"""The lane: order, one commit for many, answers only after the commit, recovery after a failure."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballast.infra.db import Database
from ballast.infra.lane import BusyError, Lane, NotReadyError, NotStoredError
from ballast.kit.errors import BallastError, InvalidError
from ballast.kit.text import Text


class Ledger:
    """Work that writes each number and refuses the negative ones."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.batches: list[list[int]] = []
        self.recovered = 0
        self.broken = False
        with database.transaction() as session:
            session.execute(text("CREATE TABLE entry (n INTEGER PRIMARY KEY)"))

    def __call__(self, session: Session, items: Sequence[int]) -> list[int | BallastError]:
        self.batches.append(list(items))
        answers: list[int | BallastError] = []
        for n in items:
            if n < 0:
                answers.append(InvalidError(Text("负数", "negative")))
            else:
                session.execute(text("INSERT INTO entry VALUES (:n)"), {"n": n})
                answers.append(n * 10)
        if self.broken:
            raise OSError("disk full")
        return answers

    def recover(self) -> None:
        self.recovered += 1

    def stored(self) -> list[int]:
        with self.database.reading() as session:
            return list(session.scalars(text("SELECT n FROM entry ORDER BY n")))


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database)


def _lane(ledger: Ledger, **limits: int) -> Lane[int, int]:
    return Lane(ledger.database, ledger, ledger.recover, **limits)


def test_every_answer_belongs_to_its_request(ledger: Ledger) -> None:
    lane = _lane(ledger)
    lane.start()

    async def many() -> list[Sequence[int | BallastError]]:
        return await asyncio.gather(*(lane.write((n, n + 1000)) for n in range(200)))

    answers = asyncio.run(many())
    lane.stop()
    assert answers == [[n * 10, (n + 1000) * 10] for n in range(200)]
    assert ledger.stored() == [*range(200), *range(1000, 1200)]
    assert len(ledger.batches) < 200, "requests share commits"


def test_an_error_of_one_item_is_its_answer_only(ledger: Ledger) -> None:
    lane = _lane(ledger)
    lane.start()
    first, refused, last = lane.write_now((1, -1, 2))
    lane.stop()
    assert (first, last) == (10, 20)
    assert isinstance(refused, InvalidError)
    assert ledger.stored() == [1, 2]


def test_nothing_is_kept_when_the_commit_fails_and_the_state_is_rebuilt(ledger: Ledger) -> None:
    lane = _lane(ledger)
    lane.start()
    ledger.broken = True
    with pytest.raises(NotStoredError):
        lane.write_now((7,))
    assert ledger.stored() == []
    ledger.broken = False
    assert lane.write_now((7,)) == [70]
    lane.stop()
    assert ledger.recovered == 1
    assert ledger.stored() == [7]


def test_an_answer_is_given_only_after_the_commit(ledger: Ledger) -> None:
    lane = _lane(ledger)
    lane.start()
    for n in range(20):
        lane.write_now((n,))
        assert n in ledger.stored()
    lane.stop()


def test_too_long_a_queue_is_refused_before_it_is_taken(ledger: Ledger) -> None:
    gate = threading.Event()

    def slow(session: Session, items: Sequence[int]) -> Sequence[int | BallastError]:
        gate.wait(5)
        return ledger(session, items)

    lane: Lane[int, int] = Lane(ledger.database, slow, ledger.recover, waiting=2)
    lane.start()
    waiting = threading.Thread(target=lane.write_now, args=((1, 2),))
    waiting.start()
    while lane.waiting < 2:
        pass
    with pytest.raises(BusyError):
        lane.write_now((3,))
    gate.set()
    waiting.join()
    lane.stop()
    assert ledger.stored() == [1, 2]


def test_a_lane_that_is_not_open_says_so(ledger: Ledger) -> None:
    lane = _lane(ledger)
    with pytest.raises(NotReadyError):
        lane.write_now((1,))
    lane.start()
    lane.write_now((1,))
    lane.stop()
    with pytest.raises(NotReadyError):
        lane.write_now((2,))
    assert ledger.stored() == [1]


def test_stopping_finishes_what_is_waiting(ledger: Ledger) -> None:
    lane = _lane(ledger)
    lane.start()
    threads = [threading.Thread(target=lane.write_now, args=((n,),)) for n in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lane.stop()
    assert ledger.stored() == list(range(30))


def test_an_errand_runs_on_the_lanes_thread_between_batches(ledger: Ledger) -> None:
    lane = _lane(ledger)
    lane.start()
    name = lane.between(lambda: threading.current_thread().name)
    with pytest.raises(ZeroDivisionError):
        lane.between(lambda: 1 // 0)
    assert lane.write_now((1,)) == [10]
    lane.stop()
    assert name == "ballast-lane"


def test_an_errand_never_sees_the_state_of_a_failed_commit(ledger: Ledger) -> None:
    lane = _lane(ledger)
    lane.start()
    ledger.broken = True
    with pytest.raises(NotStoredError):
        lane.write_now((7,))
    assert lane.between(lambda: ledger.recovered) == 1
    with pytest.raises(NotStoredError):
        lane.write_now((8,))
    lane.stop()
    assert lane.between(lambda: ledger.recovered) == 2, "after the end as well"


def test_a_row_the_database_refuses_costs_its_neighbours_nothing(ledger: Ledger) -> None:
    gate = threading.Event()

    def held(session: Session, items: Sequence[int]) -> Sequence[int | BallastError]:
        gate.wait(5)
        return ledger(session, items)

    lane: Lane[int, int] = Lane(ledger.database, held, ledger.recover)
    lane.start()
    lane_is_busy = threading.Thread(target=lane.write_now, args=((0,),))
    lane_is_busy.start()
    answers: dict[int, object] = {}

    def ask(place: int, n: int) -> None:
        try:
            answers[place] = lane.write_now((n,))
        except NotStoredError as error:
            answers[place] = error

    # 1 twice: the second violates the key, and only its own request may suffer.
    threads = [threading.Thread(target=ask, args=pair) for pair in enumerate((1, 1, 2, 3))]
    for thread in threads:
        thread.start()
    while lane.waiting < 5:
        pass
    gate.set()
    for thread in [*threads, lane_is_busy]:
        thread.join()
    lane.stop()
    assert ledger.stored() == [0, 1, 2, 3]
    assert sorted(str(type(answer).__name__) for answer in answers.values()) == [
        "NotStoredError",
        "list",
        "list",
        "list",
    ]
