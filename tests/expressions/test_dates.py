"""时刻与历法：与标准库的北京时间一致。 Dates agree with Beijing time of the standard library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.expressions import dates

BEIJING = ZoneInfo("Asia/Shanghai")
MOMENTS = st.datetimes(datetime(1992, 1, 1), datetime(2199, 12, 31)).map(  # noqa: DTZ001  # in UTC below
    lambda moment: moment.replace(tzinfo=UTC)
)


def microseconds(moment: datetime) -> float:
    return float((moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))


@given(MOMENTS)
def test_parts_are_those_of_beijing(moment: datetime) -> None:
    at, local = microseconds(moment), moment.astimezone(BEIJING)
    assert dates.year(at) == local.year
    assert dates.month(at) == local.month
    assert dates.day(at) == local.day
    assert dates.hour(at) == local.hour
    assert dates.weekday(at) == local.isoweekday()
    assert dates.day_of_year(at) == local.timetuple().tm_yday
    assert dates.text(at) == local.strftime("%Y-%m-%d %H:%M:%S")


@given(MOMENTS)
def test_text_reads_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert dates.instant(whole.isoformat()) == microseconds(whole)
    assert dates.instant(whole.astimezone(BEIJING).isoformat()) == microseconds(whole)
    assert dates.instant(str(dates.text(microseconds(whole)))) == microseconds(whole)


@pytest.mark.parametrize(
    "value",
    ["2026-02-29", "2026-13-01", "2026-1-1", "yesterday", "", "2026-01-01T24:00:00", "2300-01-01",
     "2026-01-01T00:00:00+15:00", "2026-01-01T00:00:00+08:60", None, True, 1e17, float("inf"), []],
)  # fmt: skip
def test_what_is_not_an_instant_is_missing(value: object) -> None:
    assert dates.instant(value) is None
    assert dates.year(value) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1d", 86_400), ("1h30m", 5_400), ("2w", 1_209_600), ("10s", 10), ("90m", 5_400)],
)
def test_durations(text: str, seconds: int) -> None:
    assert dates.duration(text) == seconds * 1e6


@pytest.mark.parametrize("text", ["", "1", "d", "1x", "1d ", "-1d", "1d1", "1" * 60 + "d", None, 5])
def test_what_is_not_a_duration_is_missing(text: object) -> None:
    assert dates.duration(text) is None
