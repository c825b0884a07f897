"""The worked examples of docs/indicators.md, computed by hand, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.indicators.worlds import SCENES, Batch, T, same

from ballast.events.model import Event
from ballast.indicators.engine import Engine
from ballast.indicators.model import Aggregate, Current, Indicator, Window, WindowKind

MINUTE = 60_000_000
NOON = 1_767_240_000_000_000  # 2026-01-01T12:00:00+08:00, a whole hour
HOUR = Window(WindowKind.SLIDING, 3_600)


def made(aggregate: Aggregate, window: Window = HOUR, of: str | None = None) -> Indicator:
    return Indicator("x", T, "payment", ("user",), aggregate, window, of)


def run(indicator: Indicator, rows: list[tuple[int, object]]) -> list[object]:
    """Values for rows of (microseconds after noon, amount), equal on both engines."""
    events = [
        Event(n, "payment", str(n), NOON + after, 0, {"user": "甲", "amount": amount})
        for n, (after, amount) in enumerate(rows, 1)
    ]
    engine = Engine([indicator], SCENES)
    online = [engine.observe(event)["x"] for event in events]
    batch = Batch(events).values(indicator, "payment")
    assert all(same(value, batch[n]) for n, value in enumerate(online, 1)), (online, batch)
    return online


@pytest.mark.parametrize(
    ("current", "counts"),
    [(Current.INCLUDED, [1, 2, 2, 3]), (Current.EXCLUDED, [0, 1, 1, 2])],
)
def test_the_edge_lies_on_a_sixtieth(current: Current, counts: list[int]) -> None:
    # An hour has tiles of one minute. The event of 12:00:59 leaves when 13:00:00 begins.
    counting = replace(made(Aggregate.COUNT), current=current)
    rows = [(59_000_000, 1), (60 * MINUTE - 1, 1), (60 * MINUTE, 1), (60 * MINUTE, 1)]
    assert run(counting, rows) == counts


def test_a_late_event_reads_the_newest_window() -> None:
    rows = [(0, 10), (90 * MINUTE, 20), (40 * MINUTE, 5), (20 * MINUTE, 7), (91 * MINUTE, 0)]
    # 12:40 is within the hour before 13:30, 12:20 is not: it counts nowhere, not even for itself.
    assert run(made(Aggregate.SUM, of="amount"), rows) == [10.0, 20.0, 25.0, 25.0, 25.0]
    assert run(made(Aggregate.FIRST, of="amount"), rows) == [10.0, 20.0, 5.0, 5.0, 5.0]
    assert run(made(Aggregate.LAST, of="amount"), rows) == [10.0, 20.0, 20.0, 20.0, 0.0]


def test_ties_go_by_acceptance() -> None:
    rows = [(0, 1), (0, 2), (0, 3)]
    assert run(made(Aggregate.FIRST, of="amount"), rows) == [1.0, 1.0, 1.0]
    assert run(made(Aggregate.LAST, of="amount"), rows) == [1.0, 2.0, 3.0]


def test_missing_numbers_do_not_contribute_and_do_not_turn_the_clock() -> None:
    rows = [(0, 10), (50 * MINUTE, None), (51 * MINUTE, "8"), (52 * MINUTE, 1e12), (59 * MINUTE, 4)]
    assert run(made(Aggregate.MEAN, of="amount"), rows) == [10.0, 10.0, 10.0, 10.0, 7.0]
    assert run(made(Aggregate.COUNT, of="amount"), rows) == [1, 1, 1, 2, 3]
    assert run(made(Aggregate.COUNT), rows) == [1, 2, 3, 4, 5]
    # The reader without an amount reads at its own time, and leaves no trace of it.
    rows = [(0, 10), (61 * MINUTE, None), (10 * MINUTE, 5)]
    assert run(made(Aggregate.SUM, of="amount"), rows) == [10.0, 0.0, 15.0]

    # A reader two hours on sees nothing, although later events of its past are still to come.
    rows = [(0, 10), (120 * MINUTE, None), (30 * MINUTE, 5)]
    assert run(made(Aggregate.SUM, of="amount"), rows) == [10.0, 0.0, 15.0]


def test_money_adds_up() -> None:
    assert run(made(Aggregate.SUM, of="amount"), [(0, 0.1)] * 10)[-1] == 1.0


@pytest.mark.parametrize(
    ("aggregate", "value"),
    [
        (Aggregate.COUNT, 0),
        (Aggregate.SUM, 0.0),
        (Aggregate.DISTINCT, 0),
        (Aggregate.MEAN, None),
        (Aggregate.MIN, None),
        (Aggregate.MAX, None),
        (Aggregate.STDDEV, None),
        (Aggregate.FIRST, None),
        (Aggregate.LAST, None),
        (Aggregate.TIME_SINCE_LAST, None),
    ],
)
def test_the_empty_window(aggregate: Aggregate, value: object) -> None:
    of = None if aggregate in (Aggregate.COUNT, Aggregate.TIME_SINCE_LAST) else "amount"
    indicator = replace(made(aggregate, of=of), current=Current.EXCLUDED)
    assert same(run(indicator, [(0, 1)])[0], value)
    engine = Engine([indicator], SCENES)
    assert engine.read("payment", {"user": "甲"}, NOON) == {"x": value}
    assert engine.read("payment", {"user": None}, NOON) == {"x": None}  # no key, no value


def test_a_natural_day_begins_at_midnight_of_the_zone() -> None:
    today = Window(WindowKind.DAYS, 1)
    midnight = 12 * 60 * MINUTE
    assert run(made(Aggregate.COUNT, today), [(0, 1), (midnight - 1, 1), (midnight, 1)]) == [
        1,
        2,
        1,
    ]
    both = Window(WindowKind.DAYS, 2)
    assert run(made(Aggregate.COUNT, both), [(0, 1), (midnight, 1), (3 * midnight, 1)]) == [1, 2, 2]


def test_a_natural_month_begins_on_its_first_day() -> None:
    month = Window(WindowKind.MONTHS, 1)
    february = 31 * 24 * 60 * MINUTE - 12 * 60 * MINUTE
    assert run(made(Aggregate.COUNT, month), [(0, 1), (february - 1, 1), (february, 1)]) == [
        1,
        2,
        1,
    ]
