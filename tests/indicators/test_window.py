"""Tiles, zones and the edges of windows."""

# ruff: noqa: S608 - the query is made of our own expression

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.worlds import windows

from ballast.indicators.model import Window, WindowKind
from ballast.indicators.sql_window import tile
from ballast.indicators.window import first_instant, month_of, span, tiler
from ballast.indicators.zone import offsets_of

YEAR = 31_557_600_000_000
instants = st.integers(-19 * YEAR, 129 * YEAR)
ZONES = ["Asia/Shanghai", "UTC", "America/New_York", "Europe/London", "Pacific/Apia"]


def us(text: str) -> int:
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        microseconds=1
    )


@given(instants, st.integers(1, 400 * 86_400))
def test_a_sliding_tile_is_a_sixtieth_of_the_window(at_us: int, seconds: int) -> None:
    expected = floor(Fraction(at_us * 60, seconds * 1_000_000))
    assert tiler(Window(WindowKind.SLIDING, seconds))(at_us) == expected


@given(instants, st.sampled_from(ZONES))
def test_natural_days_and_months_are_those_of_the_zone(at_us: int, zone: str) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at_us)
    local = moment.astimezone(ZoneInfo(zone)).date()
    day = tiler(Window(WindowKind.DAYS, 1, zone))(at_us)
    assert date(1970, 1, 1) + timedelta(days=day) == local
    assert tiler(Window(WindowKind.MONTHS, 1, zone))(at_us) == local.year * 12 + local.month - 1


@given(st.dates())
def test_months_follow_the_civil_calendar(day: date) -> None:
    number = (day - date(1970, 1, 1)).days
    assert month_of(number) == day.year * 12 + day.month - 1


@given(instants, windows)
def test_the_first_instant_of_a_tile_is_its_first(at_us: int, window: Window) -> None:
    number = tiler(window)
    first = first_instant(window, number(at_us))
    if window.kind is WindowKind.EVER:
        assert first is None
    else:
        assert first is not None
        assert first <= at_us
        assert number(first) == number(at_us) == number(first - 1) + 1


@given(st.lists(instants, min_size=1, max_size=20), windows)
def test_sql_numbers_tiles_alike(ats: list[int], window: Window) -> None:
    expression = tile(window, "at_us")
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT {expression} FROM (SELECT unnest(CAST(? AS BIGINT[])) AS at_us)", [ats]
        ).fetchall()
    assert [n for (n,) in rows] == [tiler(window)(at) for at in ats]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-02-28T15:59:59.999999+00:00", "2026-02-28"),
        ("2026-02-28T16:00:00+00:00", "2026-03-01"),  # midnight in Shanghai
        ("1988-07-01T15:30:00+00:00", "1988-07-02"),  # summer time of 1988 (UTC+9)
    ],
)
def test_shanghai_midnight(at: str, day: str) -> None:
    number = tiler(Window(WindowKind.DAYS, 1))(us(at))
    assert date(1970, 1, 1) + timedelta(days=number) == date.fromisoformat(day)


def test_shanghai_has_been_eight_hours_ahead_since_1991() -> None:
    table = offsets_of("Asia/Shanghai")
    assert table.starts[-1] == us("1991-09-14T17:00:00+00:00")
    assert table.offsets[-1] == 8 * 3_600_000_000


@pytest.mark.parametrize(
    ("window", "tiles"),
    [
        (Window(WindowKind.SLIDING, 7), 60),
        (Window(WindowKind.DAYS, 3), 3),
        (Window(WindowKind.MONTHS, 2), 2),
        (Window(WindowKind.EVER), 1),
    ],
)
def test_how_many_tiles_a_window_has(window: Window, tiles: int) -> None:
    assert span(window) == tiles


@pytest.mark.parametrize(
    ("kind", "length"),
    [
        (WindowKind.SLIDING, 0),
        (WindowKind.SLIDING, 400 * 86_400 + 1),
        (WindowKind.DAYS, 401),
        (WindowKind.MONTHS, 14),
        (WindowKind.EVER, 2),
    ],
)
def test_a_window_out_of_range_is_refused(kind: WindowKind, length: int) -> None:
    with pytest.raises(ValueError, match=f"window length {length} is outside"):
        Window(kind, length)
