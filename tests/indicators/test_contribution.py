"""The events behind a value: those and no others, and the value follows from them."""

from __future__ import annotations

from hypothesis import given
from tests.indicators.worlds import SCENES, indicators, same, streams

from ballast.events.model import Event
from ballast.indicators.contribution import Contributions
from ballast.indicators.engine import Engine
from ballast.indicators.model import Aggregate, Indicator


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
