"""时区的偏移表：把“当地第几天”变成整数运算，Python 与 SQL 同用一张。

Offsets of a time zone as a table of integers, so that Python and SQL find the same local day
without depending on a time-zone library inside the database.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST_DAY = datetime(1950, 1, 1, tzinfo=UTC)
LAST_DAY = datetime(2100, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Offsets:
    """从某刻起，当地时间比 UTC 早多少。 From each instant on, how far local time is ahead of UTC.

    Args:
        starts: 各段的起点（微秒）；第一段没有起点。 Start of each period but the first, in µs.
        offsets: 各段的偏移（微秒），比起点多一个。 Offset of each period, one more than starts.
    """

    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def at(self, at_us: int) -> int:
        """某刻的偏移（微秒）。 Offset at an instant, in microseconds."""
        return self.offsets[bisect_right(self.starts, at_us)]


@lru_cache(maxsize=64)
def offsets_of(zone: str) -> Offsets:
    """一个时区的偏移表：1950 至 2100 年，此外取两端。

    The table of a zone from 1950 to 2100; beyond it the first and the last offset hold.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: 没有这个时区。 There is no such zone.
    """
    local = ZoneInfo(zone)
    days = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    found = [_offset(local, day) for day in days]
    changes = [n for n in range(1, len(days)) if found[n] != found[n - 1]]
    starts = tuple(_transition(local, days[n - 1], days[n]) for n in changes)
    return Offsets(starts, (found[0], *(found[n] for n in changes)))


def _transition(local: ZoneInfo, before: datetime, after: datetime) -> int:
    """第一个用新偏移的秒。 The first second with the new offset, by bisection."""
    low, high = _us(before) // 1_000_000, _us(after) // 1_000_000
    old = _offset(local, before)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(local, _EPOCH + timedelta(seconds=middle)) == old:
            low = middle
        else:
            high = middle
    return high * 1_000_000


def _offset(local: ZoneInfo, moment: datetime) -> int:
    return (moment.astimezone(local).utcoffset() or timedelta()) // _MICROSECOND


def _us(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND
