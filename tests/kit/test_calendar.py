from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ballast
from ballast.infra.packs import parse_yaml
from ballast.kit.calendar import FARTHEST, Calendar, CalendarError
from ballast.kit.document import Document, DocumentError
from ballast.kit.text import Text

PACK = Path(ballast.__file__).parent / "packs" / "core" / "calendar_cn.yaml"
CONTENT, _ = parse_yaml(PACK.read_text("utf-8"), "core/calendar_cn.yaml")
CN = Calendar.from_document(Document({"all": CONTENT}).sections("all")[0])
days = st.dates(date(2000, 1, 1), date(2035, 12, 31))


# T+n from the next day, by the official arrangement of 2026.
@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        (date(2026, 4, 30), 5, date(2026, 5, 11)),
        (date(2026, 9, 24), 5, date(2026, 10, 9)),
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 10, 10), -3, date(2026, 9, 30)),
        (date(2026, 10, 3), 0, date(2026, 10, 3)),
    ],
)
def test_working_days_of_the_official_calendar(start: date, count: int, expected: date) -> None:
    answer = CN.plus_workdays(start, count)
    assert answer.day == expected
    assert answer.warning is None


def test_the_shipped_years_are_complete_and_consistent() -> None:
    assert CN.years == frozenset(range(2004, 2027))
    assert {day.year for day in CN.holidays} == CN.years
    assert all(day.weekday() >= 5 for day in CN.workdays)
    assert {day for day in CN.workdays if day.year == 2026} == {
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    }
    assert len(CN.holidays) == 621
    assert len(CN.workdays) == 150
    assert CN.references
    for year in CN.years:
        assert date(year, 1, 1) in CN.holidays
        assert all(date(year, 10, day) in CN.holidays for day in (1, 2, 3))


def test_it_agrees_with_the_package_it_was_compiled_from() -> None:
    chinese_calendar = pytest.importorskip("chinese_calendar")
    day = date(2004, 1, 1)
    while day.year < 2027:
        assert CN.is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_a_holiday_has_a_name() -> None:
    assert CN.holidays[date(2026, 2, 17)] == Text("春节", "Spring Festival")


@pytest.mark.parametrize(
    ("start", "count", "years"),
    [
        (date(2026, 12, 28), 5, "2027"),
        (date(2027, 1, 29), 1, "2027"),
        (date(2004, 1, 5), -5, "2003"),
        (date(2026, 12, 28), 600, "2027、2028、2029"),
    ],
)
def test_a_year_not_on_record_is_provisional_and_never_an_error(
    start: date, count: int, years: str
) -> None:
    answer = CN.plus_workdays(start, count)
    assert answer.warning is not None
    assert years in answer.warning.zh
    assert "Provisional" in answer.warning.en


def test_beyond_the_record_weekends_are_left_out() -> None:
    assert CN.plus_workdays(date(2027, 1, 29), 1).day == date(2027, 2, 1)


def test_the_end_of_the_record_is_announced() -> None:
    assert CN.expiry_warning(date(2026, 10, 1), timedelta(days=60)) is None
    assert CN.expiry_warning(date(2026, 11, 22), timedelta(days=60)) is not None


def override() -> Calendar:
    return Calendar.from_document(
        Document(
            {
                "code": "institution",
                "title": {"zh": "本行日历", "en": "Our calendar"},
                "years": [
                    {
                        "year": 2027,
                        "holidays": [
                            {"title": {"zh": "元旦", "en": "New Year"}, "days": ["2027-01-01"]}
                        ],
                        "workdays": ["2027-01-02"],
                    }
                ],
                "holidays": [
                    {
                        "title": {"zh": "行庆", "en": "Founding day"},
                        "days": ["2026-10-10", "2026-11-02"],
                    }
                ],
                "workdays": ["2026-10-07"],
            }
        )
    )


def test_the_file_of_an_institution_merges_over_the_official_calendar() -> None:
    ours = CN.merged(override())
    assert ours.is_workday(date(2026, 10, 7))
    assert not ours.is_workday(date(2026, 10, 10))
    assert not ours.is_workday(date(2026, 11, 2))
    assert ours.plus_workdays(date(2026, 9, 30), 3).day == date(2026, 10, 9)
    assert ours.plus_workdays(date(2026, 12, 31), 1).day == date(2027, 1, 2)
    assert ours.plus_workdays(date(2026, 12, 31), 1).warning is None
    assert ours.code == "institution"
    assert CN.is_workday(date(2026, 10, 10))


def test_a_day_cannot_be_both() -> None:
    with pytest.raises(CalendarError, match="2026-05-01"):
        Calendar(
            "x",
            Text("历", "C"),
            frozenset(),
            {date(2026, 5, 1): Text("节", "H")},
            frozenset({date(2026, 5, 1)}),
        )


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"years": [{"year": 2027, "workdays": ["2026-01-03"]}]}, "2026-01-03"),
        ({"holiday": []}, "holiday"),
        ({"workdays": ["2026-13-01"]}, r"workdays\[0\]"),
    ],
)
def test_a_faulty_file_names_the_place(change: dict[str, object], place: str) -> None:
    base: dict[str, object] = {"code": "x", "title": {"zh": "历", "en": "C"}}
    with pytest.raises((CalendarError, DocumentError), match=place):
        Calendar.from_document(Document(base | change))


def test_an_absurd_distance_is_refused() -> None:
    with pytest.raises(CalendarError, match=str(FARTHEST)):
        CN.plus_workdays(date(2026, 1, 1), FARTHEST + 1)


@given(days, st.integers(1, 300))
def test_counting_there_and_counting_between_agree(start: date, count: int) -> None:
    reached = CN.plus_workdays(start, count).day
    assert CN.is_workday(reached)
    assert CN.workdays_between(start, reached) == count
    assert CN.workdays_between(start, reached - timedelta(days=1)) == count - 1


@given(days, st.integers(1, 300))
def test_counting_back_returns_to_a_working_day(start: date, count: int) -> None:
    origin = CN.on_or_before(start).day
    reached = CN.plus_workdays(origin, count).day
    assert CN.plus_workdays(reached, -count).day == origin


@given(days)
def test_the_nearest_working_days_enclose_a_day(day: date) -> None:
    before, after = CN.on_or_before(day).day, CN.on_or_after(day).day
    assert before <= day <= after
    assert (before == after) == CN.is_workday(day)
    assert CN.workdays_between(before, after) <= 1
