"""脉搏：每分钟各结论、各理由有多少个决策，最近一天。

The pulse: how many decisions of each outcome and reason, minute by minute, over the last day. What
is past does not change, so each minute is counted once and kept.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.decisions import repository
from ballast.decisions.repository import Tally

MINUTE_US = 60_000_000
HOUR_US = 60 * MINUTE_US
DAY_MINUTES = 24 * 60
# A decision is stored a moment after it was made: a minute is past only a little later.
_SETTLED_US = 15_000_000


@dataclass(frozen=True, slots=True)
class Slot:
    """一段时间里各结论的个数。 Decisions by outcome in a stretch of time."""

    at_us: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Beat:
    """一天的脉搏。 The pulse of a day.

    Args:
        minutes: 最近一小时，每分钟。 The last hour by minutes.
        hours: 最近一天，每小时。 The last day by hours.
        reasons: 最近一天的理由，多的在前。 The reasons of the last day, the most frequent first.
    """

    minutes: list[Slot]
    hours: list[Slot]
    reasons: list[tuple[str, int]]


class Pulse:
    """数脉搏，记住已经过去的分钟。 Counts the pulse; keeps the minutes that are past."""

    def __init__(self, now_us: Callable[[], int]) -> None:
        self._now_us = now_us
        self._lock = threading.Lock()
        self._past: dict[int, list[Tally]] = {}
        self._upto = 0

    def beat(self, session: Session, scenes: frozenset[str] | None) -> Beat:
        """最近一天，只数看得见的场景。 The last day, in the scenes that may be seen (None: all)."""
        now = self._now_us()
        with self._lock:
            tallies = self._day(session, now)
        seen = [t for t in tallies if scenes is None or t.scene in scenes]
        return Beat(
            minutes=_slots(seen, now, MINUTE_US, 60),
            hours=_slots(seen, now, HOUR_US, 24),
            reasons=_reasons(seen),
        )

    def _day(self, session: Session, now: int) -> list[Tally]:
        oldest = now // MINUTE_US - DAY_MINUTES
        start = max(self._upto, oldest)
        settled = max((now - _SETTLED_US) // MINUTE_US, start)
        fresh: list[Tally] = []
        for tally in repository.tallies(session, start * MINUTE_US, now + MINUTE_US):
            if tally.minute < settled:
                self._past.setdefault(tally.minute, []).append(tally)
            else:
                fresh.append(tally)
        self._upto = settled
        self._past = {m: kept for m, kept in self._past.items() if m >= oldest}
        return [tally for kept in self._past.values() for tally in kept] + fresh


def _slots(tallies: Iterable[Tally], now: int, size_us: int, count: int) -> list[Slot]:
    last = now // size_us
    slots = {n: Slot(n * size_us, {}) for n in range(last - count + 1, last + 1)}
    for tally in tallies:
        slot = slots.get(tally.minute * MINUTE_US // size_us)
        if slot is not None:
            slot.counts[tally.outcome] = slot.counts.get(tally.outcome, 0) + tally.count
    return list(slots.values())


def _reasons(tallies: Iterable[Tally]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for tally in tallies:
        for code in _codes(tally.reasons):
            counts[code] += tally.count
    return counts.most_common()


def _codes(marked: str) -> Iterator[str]:
    return (code for code in marked.split("\n") if code)
