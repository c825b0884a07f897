"""The online engine: order, reading, other scenes, snapshots, sweeping, memory."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indicators.worlds import DAY, SCENES, START, Batch, T, same, sets, streams

from ballast.events.model import Event
from ballast.indicators.distinct import CAP
from ballast.indicators.engine import Engine
from ballast.indicators.model import Aggregate, Current, Indicator, Window, WindowKind
from ballast.indicators.problems import OutOfOrderError, StaleSnapshotError, UnknownIndicatorError
from ballast.kit.text import Text

HOUR = Window(WindowKind.SLIDING, 3_600)
SECOND = 1_000_000


def indicator(code: str, aggregate: Aggregate, of: str | None = None, **more: object) -> Indicator:
    window = more.pop("window", HOUR)
    return Indicator(code, T, "payment", ("user",), aggregate, window, of, **more)  # type: ignore[arg-type]


def payment(seq: int, at_us: int, **data: object) -> Event:
    return Event(seq, "payment", str(seq), at_us, 0, {"user": "甲", **data})


@given(sets(), streams(), st.data())
def test_a_restart_in_mid_stream_changes_nothing(
    indicators: list[Indicator], events: list[Event], data: st.DataObject
) -> None:
    stop = data.draw(st.integers(0, len(events)))
    whole, before, after = (Engine(indicators, SCENES) for _ in range(3))
    expected = [whole.observe(e) for e in events]
    for event in events[:stop]:
        before.observe(event)
    assert after.restore(before.snapshot()) == (events[stop - 1].seq if stop else 0)
    for event, values in zip(events[stop:], expected[stop:], strict=True):
        read = after.observe(event)
        assert all(same(read[code], value) for code, value in values.items())
    assert after.snapshot() == whole.snapshot()


@given(sets(), streams())
def test_reading_changes_nothing(indicators: list[Indicator], events: list[Event]) -> None:
    engine, untouched = Engine(indicators, SCENES), Engine(indicators, SCENES)
    for event in events:
        for scene in SCENES:
            engine.read(scene, event.data, event.at_us + 90 * DAY)
        read, expected = engine.observe(event), untouched.observe(event)
        assert all(same(read[code], value) for code, value in expected.items())
    assert engine.snapshot() == untouched.snapshot()


@given(sets(), streams())
def test_what_is_foreseen_is_what_is_then_read_and_foreseeing_changes_nothing(
    indicators: list[Indicator], events: list[Event]
) -> None:
    engine, untouched = Engine(indicators, SCENES), Engine(indicators, SCENES)
    for event in events:
        foreseen = engine.foresee(event.scene, event.data, event.at_us)
        read, expected = engine.observe(event), untouched.observe(event)
        assert all(same(foreseen[code], value) for code, value in expected.items())
        assert all(same(read[code], value) for code, value in expected.items())
    assert engine.snapshot() == untouched.snapshot()


@settings(max_examples=200)
@given(sets(), streams(), st.sampled_from([0, 1, SECOND, 3_600 * SECOND, DAY, 30 * DAY]), st.data())
def test_sweeping_shows_in_no_answer_within_the_lateness(
    indicators: list[Indicator], events: list[Event], lateness: int, data: st.DataObject
) -> None:
    swept, whole = Engine(indicators, SCENES), Engine(indicators, SCENES)
    horizon = None
    for drawn in events:
        event = replace(drawn, at_us=max(drawn.at_us, drawn.at_us if horizon is None else horizon))
        read, expected = swept.observe(event), whole.observe(event)
        assert all(same(read[code], value) for code, value in expected.items())
        if data.draw(st.booleans()):
            now = event.at_us + data.draw(st.sampled_from([-DAY, 0, 90 * DAY]))
            swept.sweep(now, lateness)
            horizon = swept.horizon_us
    assert swept.memory().beyond_horizon == 0
    assert swept.memory().keys <= whole.memory().keys


def test_a_dead_key_is_dropped_exactly_when_its_tile_has_left() -> None:
    engine = Engine([indicator("n", Aggregate.COUNT)], SCENES)
    engine.observe(payment(1, START))
    engine.observe(payment(2, START + 2 * 3_600 * SECOND, user="乙"))
    tile = 60 * SECOND
    assert START % tile != 0
    last_in = (START // tile + 60) * tile - 1
    assert engine.sweep(last_in + 5, 5) == 0
    assert engine.sweep(last_in + 6, 5) == 1
    assert engine.memory().keys == 1


def test_an_event_beyond_the_horizon_is_counted() -> None:
    engine = Engine([indicator("n", Aggregate.COUNT)], SCENES)
    engine.observe(payment(1, START))
    engine.sweep(START + 90 * DAY, 3_600 * SECOND)  # the newest event bounds it, not the clock
    engine.observe(payment(2, START - 3_600 * SECOND))
    assert engine.memory().beyond_horizon == 0
    engine.observe(payment(3, START - 3_600 * SECOND - 1))
    assert engine.memory().beyond_horizon == 1


def test_a_hot_key_needs_no_more_memory() -> None:
    definitions = [
        indicator("n", Aggregate.COUNT),
        indicator("s", Aggregate.STDDEV, "amount"),
        indicator("m", Aggregate.MIN, "amount"),
        indicator("d", Aggregate.DISTINCT, "city"),
        indicator("f", Aggregate.FIRST, "city"),
    ]
    engine = Engine(definitions, SCENES)
    for n in range(1, 40_001):
        at = START + n * 300_000 - (n % 7) * 60 * SECOND
        values = engine.observe(payment(n, at, amount=float(n % 977), city=f"城{n}"))
    held = engine.memory()
    assert values["d"] == CAP
    assert values["n"] > 10_000
    assert held.tiles <= 5 * 61
    assert held.values <= 2 * CAP + 17


def test_distinct_is_exact_to_the_cap_although_values_are_forgotten() -> None:
    engine = Engine([indicator("d", Aggregate.DISTINCT, "city")], SCENES)
    for n in range(1, 10_001):  # 10,000 values in the oldest minute
        values = engine.observe(payment(n, START, city=f"旧{n}"))
        assert values["d"] == min(n, CAP)
    for n in range(1, 101):
        engine.observe(payment(10_000 + n, START + 1_800 * SECOND, city=f"新{n}"))
    late = engine.read("payment", {"user": "甲"}, START + 3_700 * SECOND)
    assert late["d"] == 100  # the old ones have left, none of the new ones was forgotten


def test_events_come_in_acceptance_order() -> None:
    engine = Engine([indicator("n", Aggregate.COUNT)], SCENES)
    engine.observe(payment(5, START))
    for seq in (5, 4):
        with pytest.raises(OutOfOrderError) as refused:
            engine.observe(payment(seq, START))
        assert refused.value.extra == {"seq": seq, "last": 5}
    assert engine.observe(payment(6, START))["n"] == 2


def test_only_what_is_wanted_is_read_but_everything_is_counted() -> None:
    definitions = [indicator("n", Aggregate.COUNT), indicator("s", Aggregate.SUM, "amount")]
    engine = Engine(definitions, SCENES)
    assert engine.observe(payment(1, START, amount=2.5), frozenset({"n"})) == {"n": 1}
    assert engine.observe(payment(2, START, amount=1), frozenset()) == {}
    assert engine.observe(payment(3, START)) == {"n": 3, "s": 3.5}
    with pytest.raises(UnknownIndicatorError, match="zzz"):
        engine.observe(payment(4, START), frozenset({"zzz"}))
    assert engine.seq == 3


def test_another_scene_reads_by_name_by_subject_or_by_match() -> None:
    by_card = replace(indicator("by_card", Aggregate.COUNT), key=("card",))
    by_amount = replace(indicator("by_ok", Aggregate.COUNT), key=("ok",))
    engine = Engine([indicator("by_user", Aggregate.COUNT), by_card, by_amount], SCENES)
    engine.observe(payment(1, START, card="tk_1", ok=True))
    values = engine.read("bind", {"user": "甲", "bank_card": "tk_1"}, START)
    assert values == {"by_user": 1, "by_card": 1}
    assert engine.readable("bind") == {"by_user", "by_card"}
    bound = Event(2, "bind", "b", START, 0, {"user": "乙", "bank_card": "tk_1"})
    assert engine.observe(bound, frozenset({"by_user", "by_card", "by_ok"})) == {
        "by_user": 0,
        "by_card": 1,
        "by_ok": None,
    }
    crossed = replace(by_card, match={"bind": ("bank_card",)})
    assert Engine([crossed], SCENES).readable("bind") == {"by_card"}


def test_a_snapshot_of_other_definitions_is_refused_and_changes_nothing() -> None:
    definition = indicator("n", Aggregate.COUNT)
    engine, other = Engine([definition], SCENES), Engine([definition], SCENES)
    engine.observe(payment(1, START))
    snapshot = engine.snapshot()
    changed = [
        replace(definition, window=Window(WindowKind.SLIDING, 3_601)),
        replace(definition, where="amount > 1"),
        replace(definition, key=("card",)),
        replace(definition, code="m"),
    ]
    for one in changed:
        with pytest.raises(StaleSnapshotError):
            Engine([one], SCENES).restore(snapshot)
    other.observe(payment(1, START))
    for damaged in (b"", b"\x00", snapshot[:-3]):
        with pytest.raises(StaleSnapshotError):
            other.restore(damaged)
    assert other.observe(payment(2, START))["n"] == 2
    renamed = replace(definition, title=Text("甲", "A"), unit=Text("次", "times"))
    assert Engine([renamed], SCENES).restore(snapshot) == 1


def test_huge_totals_survive_a_snapshot_and_agree_with_the_batch() -> None:
    definitions = [indicator(a.value, a, "amount") for a in (Aggregate.SUM, Aggregate.STDDEV)]
    big = 999_999_999_999.0
    events = [payment(n, START + n, amount=big if n % 3 else -big) for n in range(1, 2_001)]
    engine = Engine(definitions, SCENES)
    for event in events[:1_500]:
        engine.observe(event)
    restored = Engine(definitions, SCENES)
    restored.restore(engine.snapshot())
    values = [restored.observe(event) for event in events[1_500:]]
    batch = Batch(events)
    for definition in definitions:
        answers = batch.values(definition, "payment")
        for event, read in zip(events[1_500:], values, strict=True):
            assert same(read[definition.code], answers[event.seq])


def test_time_since_last_never_counts_itself_and_is_never_negative() -> None:
    since = indicator("since", Aggregate.TIME_SINCE_LAST, current=Current.EXCLUDED)
    engine = Engine([since], SCENES)
    assert engine.observe(payment(1, START))["since"] is None
    assert engine.observe(payment(2, START + 90 * SECOND + 1))["since"] == 90.000001
    assert engine.observe(payment(3, START))["since"] == 0.0
    assert engine.observe(payment(4, START + 91 * SECOND))["since"] == 0.999999
