"""One definition, three answers: the oracle, the online engine and DuckDB agree on every event."""

from __future__ import annotations

from hypothesis import given, settings
from tests.indicators import oracle
from tests.indicators.worlds import CONDITIONS, READ_KEYS, SCENES, TYPES, Batch, same, sets, streams

from ballast.events.model import Event
from ballast.indicators.engine import Engine
from ballast.indicators.model import Indicator


def expected(indicator: Indicator, events: list[Event]) -> dict[int, object]:
    holds = {e.seq: e.scene != "payment" or meets(indicator, e) for e in events}
    return oracle.values(indicator, events, TYPES, holds, READ_KEYS[indicator.key])


def meets(indicator: Indicator, event: Event) -> bool:
    typed = {n: oracle.typed(kind, event.data.get(n)) for n, kind in TYPES["payment"].items()}
    return CONDITIONS[indicator.where](typed)


@settings(max_examples=300)
@given(sets(), streams())
def test_the_online_engine_is_the_contract(
    indicators: list[Indicator], events: list[Event]
) -> None:
    engine = Engine(indicators, SCENES)
    read = {event.seq: engine.observe(event) for event in events}
    for indicator in indicators:
        for seq, value in expected(indicator, events).items():
            assert same(read[seq][indicator.code], value), (indicator, seq, read[seq], value)


@settings(max_examples=60)
@given(sets(), streams())
def test_the_batch_engine_is_the_contract(indicators: list[Indicator], events: list[Event]) -> None:
    batch = Batch(events)
    for indicator in indicators:
        answers = expected(indicator, events)
        for code in READ_KEYS[indicator.key]:
            found = batch.values(indicator, code)
            assert found.keys() == {e.seq for e in events if e.scene == code}
            for seq, value in found.items():
                assert same(value, answers[seq]), (indicator, seq, value, answers[seq])
