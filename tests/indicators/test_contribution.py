"""The events behind a value: those and no others, and the value follows from them."""

from __future__ import annotations

from hypothesis import given
from tests.indicators.worlds import SCENES, START, T, indicators, same, streams

from ballast.events.model import Event
from ballast.indicators.contribution import Contributions
from ballast.indicators.engine import Engine
from ballast.indicators.model import Aggregate, Indicator, Window, WindowKind

NOON = START - START % 3_600_000_000


def counted_for(rule: Contributions, reader: Event, events: list[Event]) -> list[Event] | None:
    key = rule.key_read(reader)
    if key is None:
        return None
    last = reader.seq if rule.includes(reader) else reader.seq - 1
    earliest = rule.earliest(reader.at_us)
    return [
        event
        for event in events
        if event.scene == rule.indicator.scene
        and event.seq <= last
        and (earliest is None or event.at_us >= earliest)
        and rule.counts(key, event.data)
    ]


@given(indicators(), streams())
def test_the_value_follows_from_the_contributions_alone(
    indicator: Indicator, events: list[Event]
) -> None:
    rule, engine = Contributions(indicator, SCENES), Engine([indicator], SCENES)
    for reader in events:
        value = engine.observe(reader)["x"] if "x" in engine.readable(reader.scene) else None
        counted = counted_for(rule, reader, events)
        if counted is None:
            assert value is None
        elif "x" in engine.readable(reader.scene):
            assert same(rule.computed(reader, counted), value)


@given(indicators(), streams())
def test_what_is_within_the_window_is_what_is_counted(
    indicator: Indicator, events: list[Event]
) -> None:
    rule, engine = Contributions(indicator, SCENES), Engine([indicator], SCENES)
    for reader in events:
        values = engine.observe(reader)
        counted = counted_for(rule, reader, events)
        if counted is not None and indicator.aggregate is Aggregate.COUNT:
            assert len(rule.within(reader.at_us, counted)) == values["x"]


def test_a_late_reader_sees_the_window_of_its_keys_clock() -> None:
    hour = Window(WindowKind.SLIDING, 3_600)
    indicator = Indicator("x", T, "payment", ("user",), Aggregate.COUNT, hour)
    rule = Contributions(indicator, SCENES)
    minutes = (0, 30, 31, 90)
    events = [
        Event(seq, "payment", str(seq), NOON + minute * 60_000_000, 0, {"user": "u"})
        for seq, minute in enumerate(minutes, 1)
    ]
    late = Event(9, "payment", "9", NOON + 40 * 60_000_000, 0, {"user": "u"})
    counted = [*events, late]
    # The tile of 12:30 has left by 13:30, whoever reads; the reader's own of 12:40 has not.
    assert [each.id for each in rule.within(late.at_us, counted)] == ["3", "4", "9"]
    assert rule.computed(late, counted) == 3
