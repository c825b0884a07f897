"""决策耗时的分布：最近一小时，逐分钟，按对数分格。

How long decisions take, over the last hour: minute by minute, in cells a twentieth apart, so that
a percentile is known to five per cent whatever the number of decisions. From the request to the
answer that is on disk; of this process, since it started.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

MINUTES = 60
_STEP = math.log(1.05)


@dataclass(frozen=True, slots=True)
class Spread:
    """耗时的分位数，微秒；没有决策时为 None。 Percentiles, microseconds; None without any."""

    count: int
    p50_us: int | None
    p95_us: int | None
    p99_us: int | None


class Latencies:
    """记耗时。 Keeps durations.

    Args:
        seconds: 单调的钟。 A clock that only goes forward.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._cells: dict[int, Counter[int]] = {}

    def note(self, seconds: float) -> None:
        """记一次。 Keep one."""
        cell = int(math.log(max(seconds * 1e6, 1.0)) / _STEP)
        minute = int(self._seconds() // 60)
        with self._lock:
            if minute not in self._cells:
                self._cells = {m: c for m, c in self._cells.items() if m > minute - MINUTES}
                self._cells[minute] = Counter()
            self._cells[minute][cell] += 1

    def spread(self) -> Spread:
        """最近一小时的分布。 The spread of the last hour."""
        oldest = int(self._seconds() // 60) - MINUTES
        whole: Counter[int] = Counter()
        with self._lock:
            for minute, cells in self._cells.items():
                if minute > oldest:
                    whole.update(cells)
        p50, p95, p99 = (_percentile(whole, share) for share in (0.5, 0.95, 0.99))
        return Spread(whole.total(), p50, p95, p99)


def _percentile(cells: Counter[int], share: float) -> int | None:
    wanted = math.ceil(cells.total() * share)
    passed = 0
    for cell in sorted(cells):
        passed += cells[cell]
        if passed >= wanted:
            return round(math.exp((cell + 0.5) * _STEP))
    return None
