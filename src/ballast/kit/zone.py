"""当地时间：期限与日历按北京时间计。 Local time: calendars run on China Standard Time.

China has kept UTC+8 without daylight saving since 1991-09-15, so a fixed offset is exact and no
time-zone database is read.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def local_time(at_us: int) -> datetime:
    """微秒 → 北京时间。 Microseconds since the epoch to local time."""
    return (_EPOCH + at_us * _MICROSECOND).astimezone(SHANGHAI)


def instant_us(moment: datetime) -> int:
    """带时区的时刻 → 微秒。 An aware time to microseconds since the epoch."""
    return (moment - _EPOCH) // _MICROSECOND
