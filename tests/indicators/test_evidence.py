"""The events behind a value are exactly those that make it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from tests.indicators.past import Past
from tests.indicators.worlds import SCENES, START, T, indicators, same, streams

from ballast.events.model import Event
from ballast.indicators.columns import columns_of
from ballast.indicators.engine import Engine
from ballast.indicators.evidence import Moment, behind
from ballast.indicators.group import counts_itself
from ballast.indicators.model import NUMERIC, Aggregate, Indicator, Window, WindowKind
from ballast.indicators.values import TYPED

EVERY = Indicator("x", T, "payment", ("user",), Aggregate.COUNT, Window(WindowKind.EVER))


@settings(max_examples=200)
@given(indicators(), streams())
def test_the_events_behind_a_decision_are_those_that_made_its_value(
    indicator: Indicator, events: list[Event]
) -> None:
    own = columns_of(SCENES["payment"])
    asked = events[-1]
    key = [TYPED[own[name].type](asked.data.get(name)) for name in indicator.key]
    if asked.scene != "payment" or None in key:
        return
    upto = asked.seq if counts_itself(indicator) else asked.seq - 1
    found = behind(Past(events), indicator, key, Moment(asked.at_us, upto), 1_000)
    assert found.total == len(found.events)
    # As many as the count of the same window, and nothing but them gives the same value.
    count = replace(indicator, aggregate=Aggregate.COUNT)
    if indicator.aggregate not in NUMERIC:
        engine = Engine([count], SCENES)
        assert [engine.observe(e) for e in events][-1]["x"] == found.total
    seqs = {event.seq for event in found.events}
    engine = Engine([indicator], SCENES)
    only = [e for e in events if e.seq in seqs and e is not asked]
    for event in only:
        engine.observe(event)
    whole = Engine([indicator], SCENES)
    values = [whole.observe(event) for event in events]
    assert same(engine.observe(asked)["x"], values[-1]["x"])


@given(streams())
def test_the_newest_come_first_and_no_more_than_asked(events: list[Event]) -> None:
    found = behind(Past(events), EVERY, ["甲"], Moment(events[-1].at_us, 10**9), 2)
    assert len(found.events) == min(found.total, 2)
    times = [(event.at_us, event.seq) for event in found.events]
    assert times == sorted(times, reverse=True)


def test_a_late_reader_finds_the_window_of_the_newest_event() -> None:
    minute = 60_000_000
    noon = START // (60 * minute) * 60 * minute
    past = [
        Event(seq, "payment", str(seq), noon + at * minute, 0, {"user": "甲"})
        for seq, at in ((1, 0), (2, 90), (3, 40))
    ]
    hour = replace(EVERY, window=Window(WindowKind.SLIDING, 3_600))
    found = behind(Past(past), hour, ["甲"], Moment(past[-1].at_us, 3), 10)
    assert [event.id for event in found.events] == ["2", "3"]
    assert found.from_us == noon + 31 * minute
    assert behind(Past(past), hour, ["甲"], Moment(past[-1].at_us, 1), 10).total == 1
