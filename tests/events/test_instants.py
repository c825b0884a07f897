from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.events.scenery import ZONE

from ballast.events.instants import day_of, parse_instant, text_of

OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda m: timezone(timedelta(minutes=m)))


@pytest.mark.parametrize(
    ("text", "at_us"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T08:00:00+08:00", 0),
        ("1970-01-01t00:00:00z", 0),
        ("1970-01-01 00:00:00.5Z", 500_000),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("2026-01-31T09:30:00.123456789+08:00", 1_769_823_000_123_456),
    ],
)
def test_golden(text: str, at_us: int) -> None:
    assert parse_instant(text) == at_us


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31T09:30:00",
        "2026-01-31",
        "20260131T093000Z",
        "2026-W05-6T09:30:00Z",
        "2026-02-30T09:30:00Z",
        "2026-01-31T09:30:60Z",
        "2026-01-31T24:00:01Z",
        "2026-01-31T09:30:00+24:00",
        "2026-01-31T09:30:00Z\n",
        "２026-01-31T09:30:00Z",
        "1769823000",
        "",
    ],
)
def test_anything_else_is_no_instant(text: str) -> None:
    assert parse_instant(text) is None


# Before 1901 Shanghai kept a local time whose offset has seconds, which RFC 3339 cannot write.
@given(st.datetimes(datetime(1902, 1, 1), datetime(2200, 1, 1)), OFFSETS)  # noqa: DTZ001 -- the offset is drawn apart
def test_round_trip(moment: datetime, offset: timezone) -> None:
    aware = moment.replace(tzinfo=offset)
    at_us = parse_instant(aware.isoformat())
    assert at_us is not None
    assert datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at_us) == aware
    assert parse_instant(text_of(at_us, ZONE)) == at_us


def test_the_day_is_local() -> None:
    at_us = parse_instant("2026-01-31T16:00:00Z")
    assert at_us is not None
    assert day_of(at_us, ZONE).isoformat() == "2026-02-01"
    assert day_of(at_us - 1, ZONE).isoformat() == "2026-01-31"


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_what_some_zone_could_not_write_is_no_instant(text: str) -> None:
    assert parse_instant(text) is None
    for edge in ("0002-01-01T00:00:00Z", "9998-12-31T23:59:59Z"):
        at_us = parse_instant(edge)
        assert at_us is not None
        assert parse_instant(text_of(at_us)) == at_us
