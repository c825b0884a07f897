"""The contract of docs/indicators.md, word for word: slow, on lists of all events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import floor, isfinite, sqrt
from typing import Any
from zoneinfo import ZoneInfo

from ballast.events.model import Event
from ballast.indicators.model import Indicator, WindowKind

Counted = tuple[int, int, Any]  # instant, sequence, value
Types = Mapping[str, Mapping[str, str]]  # scene -> field -> string, number, boolean, time


def typed(kind: str, value: object) -> object:
    if kind == "string":
        return value if isinstance(value, str) else None
    if kind == "boolean":
        return value if isinstance(value, bool) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) else None


def tile(indicator: Indicator, at_us: int) -> int:
    window = indicator.window
    if window.kind is WindowKind.SLIDING:
        return floor(Fraction(at_us * 60, window.length * 1_000_000))
    if window.kind is WindowKind.EVER:
        return 0
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at_us)
    day = moment.astimezone(ZoneInfo(window.zone)).date()
    if window.kind is WindowKind.DAYS:
        return day.toordinal()
    return day.year * 12 + day.month


def tiles(indicator: Indicator) -> int:
    kind = indicator.window.kind
    return {WindowKind.SLIDING: 60, WindowKind.EVER: 1}.get(kind, indicator.window.length)


def key(event: Event, names: Sequence[str], types: Types) -> tuple[object, ...] | None:
    found = tuple(typed(types[event.scene][n], event.data.get(n)) for n in names)
    return None if None in found else found


def amount(indicator: Indicator, event: Event, types: Types) -> object:
    if indicator.of is None:
        return True
    value = typed(types[event.scene][indicator.of], event.data.get(indicator.of))
    if value is None or indicator.aggregate.value in ("count", "distinct", "first", "last"):
        return value
    assert isinstance(value, float)
    return round(value * 10_000) if abs(value) < 1e12 else None


def values(
    indicator: Indicator,
    events: Sequence[Event],
    types: Types,
    holds: Mapping[int, bool],
    read_key: Mapping[str, Sequence[str]],
) -> dict[int, object]:
    """The value each event reads; events without a key read nothing (None)."""
    answers: dict[int, object] = {}
    for place, reader in enumerate(events):
        if reader.scene not in read_key:
            continue
        who = key(reader, read_key[reader.scene], types)
        visible = events[: place + 1] if indicator.current.value == "included" else events[:place]
        contributions = [
            (e, amount(indicator, e, types))
            for e in visible
            if e.scene == indicator.scene
            and key(e, indicator.key, types) == who
            and holds.get(e.seq, True)
        ]
        answers[reader.seq] = who and value(
            indicator, reader, [(e, v) for e, v in contributions if v is not None]
        )
    return answers


def value(
    indicator: Indicator, reader: Event, contributions: Sequence[tuple[Event, object]]
) -> object:
    newest = max(tile(indicator, e.at_us) for e in [reader, *(e for e, _ in contributions)])
    inside = [
        (e.at_us, e.seq, v)
        for e, v in contributions
        if tile(indicator, e.at_us) > newest - tiles(indicator)
    ]
    return aggregate(indicator.aggregate.value, reader, inside)


def earliest(inside: list[Counted]) -> Counted:
    return min(inside, key=lambda c: c[:2])


def latest(inside: list[Counted]) -> Counted:
    return max(inside, key=lambda c: c[:2])


def elapsed(reader: Event, inside: list[Counted]) -> float:
    return max(reader.at_us - latest(inside)[0], 0) / 1_000_000


AGGREGATES: dict[str, Callable[[Event, list[Counted]], object]] = {
    "mean": lambda _, c: float(sum(v for *_, v in c)) / float(10_000 * len(c)),
    "min": lambda _, c: min(v for *_, v in c) / 10_000,
    "max": lambda _, c: max(v for *_, v in c) / 10_000,
    "first": lambda _, c: earliest(c)[2],
    "last": lambda _, c: latest(c)[2],
    "time_since_last": elapsed,
    "stddev": lambda _, c: deviation([v for *_, v in c]),
}


def aggregate(kind: str, reader: Event, inside: list[Counted]) -> object:
    if kind == "count":
        return len(inside)
    if kind == "distinct":
        return min(len({v for *_, v in inside}), 4096)
    if kind == "sum":
        return sum(v for *_, v in inside) / 10_000
    return AGGREGATES[kind](reader, inside) if inside else None


def deviation(numbers: list[int]) -> float | None:
    """Sample standard deviation in the float steps that the contract prescribes."""
    count = len(numbers)
    if count < 2:
        return None
    nearest = floor(Fraction(sum(numbers), count) + Fraction(1, 2))
    spread = sum((x - nearest) ** 2 for x in numbers)
    rest = sum(x - nearest for x in numbers)
    return sqrt((float(spread) - float(rest**2) / float(count)) / float(count - 1)) / 10_000
