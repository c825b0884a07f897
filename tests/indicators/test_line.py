"""Daily lines: each point is what the online engine would say of what had happened by then."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indicators.past import Past
from tests.indicators.worlds import DAY, SCENES, START, T, indicators, same, streams

from ballast.events.model import Event
from ballast.indicators.columns import columns_of
from ballast.indicators.engine import Engine
from ballast.indicators.line import all_subjects, days_until, one_subject
from ballast.indicators.model import Aggregate, Indicator, Window, WindowKind
from ballast.indicators.values import TYPED

ZONES = st.sampled_from(["Asia/Shanghai", "UTC", "America/New_York"])


@settings(max_examples=60)
@given(indicators(), streams(), ZONES)
def test_the_line_of_a_subject_is_what_a_reader_finds(
    indicator: Indicator, events: list[Event], zone: str
) -> None:
    own = columns_of(SCENES["payment"])
    asked = events[-1]
    key = [TYPED[own[name].type](asked.data.get(name)) for name in indicator.key]
    days = days_until(max(e.at_us for e in events), 3, zone)
    if asked.scene != "payment" or None in key:
        return
    values = one_subject(Past(events), indicator, key, days)
    for day, value in zip(days, values, strict=True):
        engine = Engine([indicator], SCENES)
        for event in events:
            if event.at_us < day.until_us:
                engine.observe(event)
        data = dict(zip(indicator.key, key, strict=True))
        expected = engine.read("payment", data, day.until_us - 1)[indicator.code]
        assert same(value, expected), (day, value, expected)


@settings(max_examples=60)
@given(streams(), ZONES)
def test_the_line_of_all_subjects_counts_each_event_on_its_day(
    events: list[Event], zone: str
) -> None:
    indicator = Indicator(
        *("x", T, "payment", ("user",), Aggregate.SUM, Window(WindowKind.EVER)), of="amount"
    )
    days = days_until(max(e.at_us for e in events), 4, zone)
    found = all_subjects(Past(events), indicator, days, zone)
    for day, tally in zip(days, found, strict=True):
        mine = [e for e in events if e.scene == "payment" and day.from_us <= e.at_us < day.until_us]
        counted = [e for e in mine if isinstance(e.data.get("user"), str) and _amount(e)]
        assert tally.events == len(counted)
        assert tally.subjects == len({e.data["user"] for e in counted})
        engine = Engine([indicator], SCENES)
        for event in counted:
            engine.observe(_of_one(event))
        expected = engine.read("payment", {"user": "all"}, day.until_us)["x"]
        assert same(tally.value, expected)


def _amount(event: Event) -> bool:
    value = TYPED[columns_of(SCENES["payment"])["amount"].type](event.data.get("amount"))
    return isinstance(value, float) and abs(value) < 1e12 and not math.isnan(value)


def _of_one(event: Event) -> Event:
    data = {**event.data, "user": "all"}
    return Event(event.seq, "payment", event.id, event.at_us, 0, data)


def test_the_last_day_ends_now_and_days_follow_each_other() -> None:
    days = days_until(START, 30, "Asia/Shanghai")
    assert len(days) == 30
    assert [d.until_us for d in days[:-1]] == [d.from_us for d in days[1:]]
    assert all(d.until_us - d.from_us == DAY for d in days[:-1])
    assert days[-1].until_us == START + 1
    assert [d.whole for d in days] == [True] * 29 + [False]


def test_a_day_ends_before_the_next_and_windows_reach_back_beyond_the_first() -> None:
    days = days_until(START, 3, "UTC")
    midnight = days[1].from_us
    ats = (midnight - 3 * DAY, midnight - 1, midnight, midnight + DAY)
    past = [Event(n, "payment", str(n), at, 0, {"user": "甲"}) for n, at in enumerate(ats, 1)]
    week = Indicator(
        *("x", T, "payment", ("user",), Aggregate.COUNT, Window(WindowKind.SLIDING, 7 * 86_400))
    )
    assert one_subject(Past(past), week, ["甲"], days) == [2, 3, 4]
    assert [t.events for t in all_subjects(Past(past), week, days, "UTC")] == [1, 1, 1]
