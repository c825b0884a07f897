"""A key with 100,000 events in its windows against cold keys, in the indicator engine."""

from __future__ import annotations

import random
from collections.abc import Sequence

from ballast.events.model import Event
from ballast.indicators.engine import Engine
from bench.indicators import START, definitions, event, scene
from bench.measure import Row, Table, interleaved, ratio_of_medians

HOUR_US = 3_600_000_000
COLD_KEYS = 10_000
COLD, HOT = "cold keys, 10 events each", "hot key, 100,000 events"


def run(rounds: int = 9, count: int = 100_000, slice_size: int = 2_000) -> Table:
    """Fill two engines alike but for the keys, then let each take the same number of events."""
    step = HOUR_US // count  # everything lies within one hour, so it is in every window of an hour
    engines = {name: Engine(definitions(), {"payment": scene()}) for name in (COLD, HOT)}
    wanted = frozenset(indicator.code for indicator in definitions())
    for name, engine in engines.items():
        _take(engine, _events(name, 1, count, step), wanted)
    taken = {name: _Slices(name, engine, wanted, count, step) for name, engine in engines.items()}
    for turn in taken.values():
        turn.prepare(rounds, slice_size)
    times = interleaved(taken, rounds, slice_size)
    rows = [
        Row(name, sorted(taken)[len(taken) // 2] * 1e6, "µs", COLD, _ratio(times, name))
        for name, taken in times.items()
    ]
    return Table("Indicator engine, 20 windows over 3 keys, update and read", rows)


class _Slices:
    """The next events, built beforehand; each call takes one slice of them."""

    def __init__(
        self, name: str, engine: Engine, wanted: frozenset[str], count: int, step: int
    ) -> None:
        self._name, self._engine, self._wanted = name, engine, wanted
        self._next, self._step = count + 1, step
        self._slices: list[list[Event]] = []

    def prepare(self, rounds: int, size: int) -> None:
        for _ in range(rounds):
            self._slices.append(_events(self._name, self._next, size, self._step))
            self._next += size

    def __call__(self) -> None:
        _take(self._engine, self._slices.pop(0), self._wanted)


def _events(name: str, first: int, count: int, step: int) -> list[Event]:
    draw = random.Random(first)  # noqa: S311 - a repeatable load, no secret
    return [
        event(seq, START + seq * step, 0 if name == HOT else seq % COLD_KEYS, draw)
        for seq in range(first, first + count)
    ]


def _take(engine: Engine, events: Sequence[Event], wanted: frozenset[str]) -> None:
    for item in events:
        engine.observe(item, wanted)


def _ratio(times: dict[str, list[float]], name: str) -> float:
    return ratio_of_medians(times, name, COLD)
