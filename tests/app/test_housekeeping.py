"""Housekeeping goes round, and one failing chore does not stop the others."""

from __future__ import annotations

import threading

from ballast.app.housekeeping import Housekeeping


def test_a_failing_chore_does_not_stop_the_others() -> None:
    done: list[int] = []
    house = Housekeeping([lambda: 1 // 0, lambda: done.append(1)])
    house.once()
    house.once()
    assert done == [1, 1]


def test_it_goes_round_until_it_is_stopped() -> None:
    twice = threading.Semaphore(0)
    house = Housekeeping([twice.release], seconds=0.01)
    house.start()
    assert twice.acquire(timeout=10)
    assert twice.acquire(timeout=10)
    house.stop()
    while twice.acquire(blocking=False):
        pass
    assert not twice.acquire(timeout=0.05)
