"""Percentiles of durations over the last hour, known to a twentieth."""

from __future__ import annotations

import random

import pytest

from ballast.app.latencies import Latencies, Spread


class Seconds:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = 5_000.0

    def __call__(self) -> float:
        return self.now


def test_percentiles_are_those_of_the_durations() -> None:
    latencies = Latencies(Seconds())
    rng = random.Random(7)  # noqa: S311 - a test's dice
    durations = sorted(rng.lognormvariate(-6.0, 1.0) for _ in range(5_000))
    for duration in durations:
        latencies.note(duration)
    spread = latencies.spread()
    assert spread.count == 5_000
    for found, share in ((spread.p50_us, 0.5), (spread.p95_us, 0.95), (spread.p99_us, 0.99)):
        exact = durations[int(len(durations) * share) - 1] * 1e6
        assert found == pytest.approx(exact, rel=0.05)


def test_only_the_last_hour_counts() -> None:
    clock = Seconds()
    latencies = Latencies(clock)
    latencies.note(1.0)
    clock.now += 30 * 60
    latencies.note(0.001)
    assert latencies.spread().count == 2
    clock.now += 31 * 60
    spread = latencies.spread()
    assert (spread.count, spread.p99_us) == (1, pytest.approx(1_000, rel=0.05))
    clock.now += 60 * 60
    assert latencies.spread() == Spread(0, None, None, None)


def test_nothing_is_too_short_to_count() -> None:
    latencies = Latencies(Seconds())
    latencies.note(0.0)
    assert latencies.spread().count == 1
