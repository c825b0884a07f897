"""Interleaved measurement: every contender runs in every round, so drift hits all alike."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One measured number; `ratio` is this value over the peer's, measured side by side."""

    name: str
    value: float
    unit: str
    peer: str | None = None
    ratio: float | None = None

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Table:
    """What one benchmark found, ready for the screen and for the page."""

    title: str
    rows: Sequence[Row]
    notes: Sequence[str] = ()


def interleaved(
    contenders: Mapping[str, Callable[[], object]], rounds: int, calls: int
) -> dict[str, list[float]]:
    """Seconds per call of each contender, round by round; `calls` is what one call stands for."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    names = list(contenders)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            times[name].append(_once(contenders[name]) / calls)
    return times


def _once(function: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        began = time.perf_counter()
        function()
        return time.perf_counter() - began
    finally:
        gc.enable()


def ratio_of_medians(times: Mapping[str, Sequence[float]], name: str, peer: str) -> float:
    """The median over rounds of name/peer, each pair measured side by side."""
    return median(a / b for a, b in zip(times[name], times[peer], strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]
