"""窗口的格：时间只以格号进入计算，全是整数。

Tiles of a window: time enters the computation only as the number of a tile, and all of it is
integers. A contribution counts iff its tile is greater than the reading tile minus `span`.
"""

from __future__ import annotations

from collections.abc import Callable

from ballast.indicators.model import SECOND_US, Window, WindowKind
from ballast.indicators.zone import Offsets, offsets_of

TILES = 60
"""滑动窗口分成几格。 Number of tiles of a sliding window."""

DAY_US = 86_400 * SECOND_US

Tiler = Callable[[int], int]
"""微秒 → 格号。 Microseconds to the number of the tile."""


def span(window: Window) -> int:
    """窗口占几格。 How many tiles a window covers."""
    match window.kind:
        case WindowKind.SLIDING:
            return TILES
        case WindowKind.EVER:
            return 1
        case _:
            return window.length


def divisor(window: Window) -> int:
    """滑动窗口的格号 = 3·微秒 // divisor。 A sliding tile is 3·µs // divisor.

    The same number as floor(µs·60 / W), but it stays within 64 bits for every date.
    """
    return window.length * SECOND_US * 3 // TILES


def tiler(window: Window) -> Tiler:
    """给窗口算格号的函数。 The function that numbers the tiles of a window."""
    match window.kind:
        case WindowKind.SLIDING:
            return _sliding(divisor(window))
        case WindowKind.DAYS:
            return _days(offsets_of(window.zone))
        case WindowKind.MONTHS:
            return _months(offsets_of(window.zone))
        case WindowKind.EVER:
            return lambda _at_us: 0


def _sliding(size: int) -> Tiler:
    return lambda at_us: at_us * 3 // size


def _days(offsets: Offsets) -> Tiler:
    at = offsets.at
    return lambda at_us: (at_us + at(at_us)) // DAY_US


def _months(offsets: Offsets) -> Tiler:
    day = _days(offsets)
    return lambda at_us: month_of(day(at_us))


def month_of(day: int) -> int:
    """1970-01-01 起的日数 → 公元 0 年 1 月起的月数。 Days since the epoch to months since 0000-01.

    The civil calendar in integers (years begin in March, so that the leap day is the last one).
    """
    shifted = day + 719_468
    era, of_era = divmod(shifted, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    return (era * 400 + year) * 12 + (5 * of_year + 2) // 153 + 2


def first_instant(window: Window, tile: int) -> int | None:
    """格的起点：第一个落在这一格里的微秒；“历来”没有起点。

    Start of a tile: the first microsecond in it; None for `ever`.
    """
    if window.kind is WindowKind.EVER:
        return None
    numbered = tiler(window)
    low = _guess(window, tile)
    high = low + 4 * DAY_US
    while high - low > 1:
        middle = (low + high) // 2
        if numbered(middle) >= tile:
            high = middle
        else:
            low = middle
    return high


def _guess(window: Window, tile: int) -> int:
    """早于起点、且差不到四天的一刻。 An instant less than four days before the start."""
    match window.kind:
        case WindowKind.SLIDING:
            return -(-tile * divisor(window) // 3) - DAY_US
        case WindowKind.DAYS:
            return (tile - 2) * DAY_US
        case _:
            return _days_before_month(tile) * DAY_US - 2 * DAY_US


def _days_before_month(month: int) -> int:
    year, of_year = divmod(month - 2, 12)
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * of_year + 2) // 5
    return days - 719_468
