from __future__ import annotations

from datetime import datetime, time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import ballast
from ballast.infra.packs import parse_yaml
from ballast.kit.cadence import Cadence, CadenceError, Every, Roll
from ballast.kit.calendar import Calendar
from ballast.kit.document import Document, DocumentError
from ballast.kit.span import DAY
from ballast.kit.text import Text
from ballast.kit.zone import SHANGHAI, instant_us, local_time

CORE = Path(ballast.__file__).parent / "packs" / "core"


def shipped(name: str) -> list[Document]:
    content, _ = parse_yaml((CORE / name).read_text("utf-8"), name)
    return Document({"all": content}).sections("all")


CN = Calendar.from_document(shipped("calendar_cn.yaml")[0])
SHIPPED = {
    document.string("code"): Cadence.from_document(document)
    for document in shipped("cadences.yaml")
}
START = "2026-09-28 12:00"


def us(text: str) -> int:
    return instant_us(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))


def coming(cadence: Cadence, after: str, count: int) -> list[str]:
    at_us, found = us(after), []
    for _ in range(count):
        at_us = cadence.next_after(at_us, CN).at_us
        found.append(f"{local_time(at_us):%Y-%m-%d %H:%M}")
    return found


@pytest.mark.parametrize(
    ("code", "after", "expected"),
    [
        (
            "daily_summary",
            "2026-09-29 09:00",
            ["2026-09-30 09:00", "2026-10-08 09:00", "2026-10-09 09:00", "2026-10-10 09:00"],
        ),
        ("risk_meeting", START, ["2026-10-08 10:00", "2026-10-12 10:00", "2026-10-19 10:00"]),
        # 10 May 2026 is a Sunday, and the Saturday before it is a make-up working day.
        ("regulator_monthly_report", "2026-04-11 00:00", ["2026-05-09 17:00", "2026-06-10 17:00"]),
        ("comprehensive_assessment", START, ["2026-09-30 17:00", "2026-12-31 17:00"]),
        ("process_review", START, ["2026-12-31 17:00", "2027-12-31 17:00"]),
    ],
)
def test_the_cadences_of_the_sources(code: str, after: str, expected: list[str]) -> None:
    assert coming(SHIPPED[code], after, len(expected)) == expected


def test_every_shipped_cadence_is_pinned_and_has_its_reference() -> None:
    assert {code: cadence.every.value for code, cadence in SHIPPED.items()} == {
        "daily_summary": "daily",
        "risk_meeting": "weekly",
        "regulator_monthly_report": "monthly",
        "comprehensive_assessment": "quarterly",
        "process_review": "yearly",
    }
    assert all(cadence.references for cadence in SHIPPED.values())


def test_a_short_month_gives_its_last_day() -> None:
    month_end = Cadence("m", Text("月末", "Month end"), Every.MONTHLY, time(9), day=31)
    assert coming(month_end, "2028-01-31 09:00", 3) == [
        "2028-02-29 09:00",
        "2028-03-31 09:00",
        "2028-04-30 09:00",
    ]


def test_a_date_that_moved_into_the_next_month_is_not_lost() -> None:
    month_end = Cadence("m", Text("月末", "Month end"), Every.MONTHLY, time(9), 31, roll=Roll.NEXT)
    assert coming(month_end, "2026-02-01 00:00", 2) == ["2026-02-02 09:00", "2026-02-28 09:00"]


def test_the_quarter_has_its_own_month() -> None:
    middle = Cadence("q", Text("季中", "Mid-quarter"), Every.QUARTERLY, time(9), day=15, month=2)
    assert coming(middle, "2026-01-01 00:00", 5) == [
        "2026-02-15 09:00",
        "2026-05-15 09:00",
        "2026-08-15 09:00",
        "2026-11-15 09:00",
        "2027-02-15 09:00",
    ]


def test_a_rolled_date_beyond_the_record_is_provisional() -> None:
    meeting = SHIPPED["risk_meeting"].next_after(us("2027-03-01 12:00"), CN)
    assert meeting.warning is not None
    assert SHIPPED["risk_meeting"].next_after(us(START), CN).warning is None


@pytest.mark.parametrize(
    ("every", "day", "month"),
    [
        (Every.WEEKLY, 8, 1),
        (Every.WEEKLY, 0, 1),
        (Every.MONTHLY, 32, 1),
        (Every.MONTHLY, 1, 2),
        (Every.QUARTERLY, 1, 4),
        (Every.YEARLY, 1, 13),
    ],
)
def test_an_impossible_cadence_is_refused(every: Every, day: int, month: int) -> None:
    with pytest.raises(CadenceError, match="must be 1 to"):
        Cadence("x", Text("节奏", "Cadence"), every, time(9), day, month)


def test_a_faulty_document_names_the_place() -> None:
    document = SHIPPED["risk_meeting"].to_document() | {"at": "9 o'clock"}
    with pytest.raises(DocumentError, match=r"document\.at"):
        Cadence.from_document(Document(document))


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_a_document_survives_a_round_trip(code: str) -> None:
    written = yaml.safe_dump(SHIPPED[code].to_document(), allow_unicode=True)
    content, _ = parse_yaml(written, code)
    assert Cadence.from_document(Document(content)) == SHIPPED[code]


@st.composite
def cadences(draw: st.DrawFn) -> Cadence:
    every = draw(st.sampled_from(Every))
    day = draw(st.integers(1, 7 if every is Every.WEEKLY else 31))
    months = {Every.QUARTERLY: 3, Every.YEARLY: 12}
    month = draw(st.integers(1, months.get(every, 1)))
    at = draw(st.times().map(lambda t: t.replace(microsecond=0)))
    return Cadence("c", Text("节奏", "Cadence"), every, at, day, month, draw(st.sampled_from(Roll)))


LONGEST_GAP = {
    Every.DAILY: 14,
    Every.WEEKLY: 7 + 14,
    Every.MONTHLY: 31 + 14,
    Every.QUARTERLY: 92 + 14,
    Every.YEARLY: 366 + 14,
}


@given(cadences(), st.integers(us("2004-03-01 00:00"), us("2028-01-01 00:00")))
def test_occurrences_go_forward_without_a_gap(cadence: Cadence, after: int) -> None:
    found = [after]
    for _ in range(4):
        found.append(cadence.next_after(found[-1], CN).at_us)
    for earlier, later in pairwise(found):
        assert 0 < later - earlier <= LONGEST_GAP[cadence.every] * DAY
    if cadence.roll is not Roll.KEEP:
        assert all(CN.is_workday(local_time(at_us).date()) for at_us in found[1:])


@given(cadences(), st.integers(us("2004-03-01 00:00"), us("2028-01-01 00:00")), st.data())
def test_nothing_lies_between_now_and_the_next(
    cadence: Cadence, after: int, data: st.DataObject
) -> None:
    following = cadence.next_after(after, CN).at_us
    between = data.draw(st.integers(after, following - 1))
    assert cadence.next_after(between, CN).at_us == following
