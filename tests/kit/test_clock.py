from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import ballast
from ballast.infra.packs import parse_yaml
from ballast.kit.calendar import Calendar
from ballast.kit.clock import Clock, ClockError, Pause, Stage, Unit
from ballast.kit.document import Document, DocumentError
from ballast.kit.span import DAY, HOUR, MINUTE
from ballast.kit.text import Text
from ballast.kit.zone import SHANGHAI, instant_us, local_time

CORE = Path(ballast.__file__).parent / "packs" / "core"


def shipped(name: str) -> list[Document]:
    content, _ = parse_yaml((CORE / name).read_text("utf-8"), name)
    return Document({"all": content}).sections("all")


CN = Calendar.from_document(shipped("calendar_cn.yaml")[0])
CLOCKS = {
    document.string("code"): Clock.from_document(document) for document in shipped("clocks.yaml")
}


def us(text: str) -> int:
    return instant_us(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))


def shown(at_us: int) -> str:
    return f"{local_time(at_us):%Y-%m-%d %H:%M}"


def due(clock: Clock, start: str, *pauses: Pause, now: str | None = None) -> list[str]:
    readings = clock.read(us(start), us(now or start), CN, pauses)
    return [shown(reading.due_us) for reading in readings]


def clock(unit: Unit, amount: int, cutoff: time | None = None) -> Clock:
    stage = Stage("only", Text("办", "Do"), amount, unit, cutoff)
    return Clock("sample", Text("样例", "Sample"), (stage,), pausable=True)


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        ("major_event", "2026-10-01 23:50", ["2026-10-02 00:20", "2026-10-02 23:50"]),
        ("major_event_supervisory", "2026-10-01 23:50", ["2026-10-02 00:20", "2026-10-02 00:50"]),
        ("vulnerability", "2026-02-16 08:15", ["2026-02-17 08:15"]),
        ("regulator_inquiry", "2026-09-30 09:00", ["2026-10-11 00:00"]),  # the end of 10 October
        ("feedback", "2026-11-22 10:00", ["2026-11-23 10:00"]),
        ("operational_risk_event", "2026-02-12 09:00", ["2026-02-27 00:00"]),
        ("large_transaction", "2026-04-30 23:59", ["2026-05-12 00:00"]),
    ],
)
def test_the_deadlines_of_the_sources(code: str, start: str, expected: list[str]) -> None:
    assert due(CLOCKS[code], start) == expected


def test_every_shipped_clock_is_pinned_and_has_its_reference() -> None:
    amounts = {
        code: [(stage.amount, stage.unit.value) for stage in clock.stages]
        for code, clock in CLOCKS.items()
    }
    assert amounts == {
        "major_event": [(30, "minutes"), (24, "hours")],
        "major_event_supervisory": [(30, "minutes"), (1, "hours")],
        "vulnerability": [(24, "hours")],
        "regulator_inquiry": [(3, "workdays")],
        "feedback": [(24, "hours")],
        "operational_risk_event": [(5, "workdays")],
        "large_transaction": [(5, "workdays")],
    }
    assert all(clock.references for clock in CLOCKS.values())


def test_days_count_from_the_next_day_to_midnight_or_the_cutoff() -> None:
    assert due(clock(Unit.DAYS, 1), "2026-11-22 00:00") == ["2026-11-24 00:00"]
    assert due(clock(Unit.DAYS, 30), "2026-01-31 12:00") == ["2026-03-03 00:00"]
    assert due(clock(Unit.DAYS, 1, time(17)), "2026-11-22 18:00") == ["2026-11-23 17:00"]
    assert due(clock(Unit.WORKDAYS, 1, time(17, 30)), "2026-11-20 18:00") == ["2026-11-23 17:30"]


@pytest.mark.parametrize(
    ("now", "text", "overdue"),
    [
        ("2026-11-22 10:05", Text("剩余 25 分钟", "25 minutes left"), False),
        ("2026-11-22 10:30", Text("剩余 不足 1 秒", "under a second left"), False),
        ("2026-11-23 12:30", Text("已逾期 1 天 2 小时", "overdue by 1 day 2 hours"), True),
    ],
)
def test_the_state_at_an_instant(now: str, text: Text, overdue: bool) -> None:
    first, _ = CLOCKS["major_event"].read(us("2026-11-22 10:00"), us(now), CN)
    assert (first.text, first.overdue) == (text, overdue)
    assert first.left_us == us("2026-11-22 10:30") - us(now)
    assert first.stage.code == "initial"


def test_a_provisional_calendar_is_said_only_where_it_matters() -> None:
    start = us("2026-12-30 10:00")
    (inquiry,) = CLOCKS["regulator_inquiry"].read(start, start, CN)
    assert inquiry.warning is not None
    assert "2027" in inquiry.warning.zh
    (day,) = clock(Unit.DAYS, 10).read(start, start, CN)
    assert day.warning is None


def test_a_pause_of_hours_moves_the_deadline_by_its_length() -> None:
    pause = Pause(us("2026-11-22 12:00"), us("2026-11-22 15:00"))
    vulnerability = CLOCKS["vulnerability"]
    now = "2026-11-22 20:00"
    assert due(vulnerability, "2026-11-22 10:00", pause, now=now) == ["2026-11-23 13:00"]
    late = Pause(us("2026-11-23 10:00"), us("2026-11-23 11:00"))
    assert due(vulnerability, "2026-11-22 10:00", late, now="2026-11-24 00:00") == [
        "2026-11-23 10:00"
    ]
    early = Pause(us("2026-11-22 08:00"), us("2026-11-22 11:00"))
    assert due(vulnerability, "2026-11-22 10:00", early, now=now) == ["2026-11-23 11:00"]


def test_an_open_pause_freezes_the_time_left() -> None:
    start, pause = us("2026-11-22 10:00"), Pause(us("2026-11-22 12:00"))
    for now in ("2026-11-22 12:00", "2026-11-25 09:00"):
        (reading,) = CLOCKS["vulnerability"].read(start, us(now), CN, [pause])
        assert reading.left_us == 22 * HOUR
        assert reading.paused
        assert reading.text == Text("已暂停，剩余 22 小时", "paused, 22 hours left")
    (future,) = CLOCKS["vulnerability"].read(start, us("2026-11-22 11:00"), CN, [pause])
    assert not future.paused


@pytest.mark.parametrize(
    ("pause", "expected"),
    [
        (("2026-11-23 10:00", "2026-11-23 18:00"), "2026-11-25 00:00"),  # within the first day
        (("2026-11-23 10:00", "2026-11-24 11:00"), "2026-11-26 00:00"),  # over its end
        (("2026-11-24 10:00", "2026-11-25 11:00"), "2026-11-26 00:00"),  # over the end of the last
        (("2026-11-24 23:00", "2026-11-29 11:00"), "2026-12-01 00:00"),  # over a weekend
    ],
)
def test_a_working_day_that_ends_in_a_pause_is_lost(pause: tuple[str, str], expected: str) -> None:
    span = Pause(us(pause[0]), us(pause[1]))
    one_day = clock(Unit.WORKDAYS, 1)
    assert due(one_day, "2026-11-23 09:00", span, now="2026-12-31 00:00") == [expected]


@pytest.mark.parametrize(
    "pauses",
    [
        [Pause(5, 4)],
        [Pause(1, 5), Pause(4, 6)],
        [Pause(1), Pause(2, 3)],
    ],
)
def test_impossible_pauses_are_refused(pauses: list[Pause]) -> None:
    with pytest.raises(ClockError, match="overlap"):
        clock(Unit.HOURS, 1).read(0, 10, CN, pauses)


def test_a_clock_that_may_not_pause_says_so() -> None:
    with pytest.raises(ClockError, match="major_event"):
        CLOCKS["major_event"].read(0, 10, CN, [Pause(1, 2)])


@pytest.mark.parametrize(
    ("stage", "message"),
    [
        ({"amount": 0}, "from 1"),
        ({"amount": 10**9}, "from 1"),
        ({"cutoff": "17:00"}, "cut-off"),
        ({"unit": "workdays", "cutoff": "25:00"}, "cutoff"),
        ({"unit": "weeks"}, "unit"),
        ({"amount": "3"}, "amount"),
    ],
)
def test_a_faulty_stage_is_refused(stage: dict[str, Any], message: str) -> None:
    whole = {"code": "a", "title": {"zh": "办", "en": "Do"}, "amount": 1, "unit": "hours"} | stage
    document = {
        "code": "c",
        "title": {"zh": "钟", "en": "Clock"},
        "stages": [whole],
        "references": [],
    }
    with pytest.raises((ClockError, DocumentError), match=message):
        Clock.from_document(Document(document))


def test_a_clock_needs_distinct_stages() -> None:
    stage = Stage("a", Text("办", "Do"), 1, Unit.HOURS)
    for stages in ((), (stage, stage)):
        with pytest.raises(ClockError, match="at least one"):
            Clock("c", Text("钟", "Clock"), stages)


@pytest.mark.parametrize("code", sorted(CLOCKS))
def test_a_document_survives_a_round_trip(code: str) -> None:
    written = yaml.safe_dump(CLOCKS[code].to_document(), allow_unicode=True)
    content, _ = parse_yaml(written, code)
    assert Clock.from_document(Document(content)) == CLOCKS[code]


def test_a_cutoff_survives_a_round_trip() -> None:
    whole = clock(Unit.WORKDAYS, 2, time(16, 45))
    assert Clock.from_document(Document(whole.to_document())) == whole


starts = st.integers(us("2004-01-01 00:00"), us("2026-11-30 00:00"))
units = st.sampled_from(Unit)


@given(starts, units, st.integers(1, 50), st.integers(0, 60 * DAY), st.integers(0, 20 * DAY))
def test_a_pause_never_brings_a_deadline_forward(
    start: int, unit: Unit, amount: int, after: int, length: int
) -> None:
    sample, now = clock(unit, amount), start + 200 * DAY
    (plain,) = sample.read(start, now, CN)
    pause = Pause(start + after, start + after + length)
    (moved,) = sample.read(start, now, CN, [pause])
    assert moved.due_us >= plain.due_us > start
    if pause.from_us >= plain.due_us:
        assert moved.due_us == plain.due_us
    if unit in {Unit.MINUTES, Unit.HOURS} and pause.from_us < plain.due_us:
        assert moved.due_us == plain.due_us + length


@given(starts, units, st.integers(1, 50))
def test_more_time_is_never_an_earlier_deadline(start: int, unit: Unit, amount: int) -> None:
    (less,) = clock(unit, amount).read(start, start, CN)
    (more,) = clock(unit, amount + 1).read(start, start, CN)
    assert more.due_us - less.due_us >= MINUTE


@given(starts, st.integers(1, 50))
def test_working_days_end_after_a_working_day(start: int, amount: int) -> None:
    (reading,) = clock(Unit.WORKDAYS, amount).read(start, start, CN)
    assert CN.is_workday(local_time(reading.due_us - 1).date())
    assert local_time(reading.due_us).time() == time()
