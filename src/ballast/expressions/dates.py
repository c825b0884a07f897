"""时刻：自 1970 年起的微秒，北京时间（UTC+8，无夏令时）。

Instants are microseconds since the epoch; calendar parts are Beijing time (UTC+8 without summer
time), the natural day of the indicators. Text without an offset is Beijing time too.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from ballast.expressions.scalars import finite

OFFSET_US: Final = 8 * 3_600 * 1_000_000
"""北京时间与 UTC 的差。 Beijing time minus UTC, in microseconds."""

DAY_US: Final = 86_400_000_000
"""一天的微秒数。 Microseconds of a day."""

LATEST_US: Final = 7_258_118_400_000_000
"""可用的最晚时刻，2200 年；最早是其负值。 Instants must lie within ± this (year 2200)."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TEXT: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_PART: Final = re.compile(r"([0-9]{1,9})(w|d|h|m|s)")
_UNITS: Final = {"w": 7 * 86_400, "d": 86_400, "h": 3_600, "m": 60, "s": 1}


def instant(value: object) -> float | None:
    """时刻：数照旧，文本须如 2026-01-31 或 2026-01-31T08:00:00+08:00。

    An instant: a number as it is; text like 2026-01-31 08:00:00, `T` and an offset allowed.
    """
    if not isinstance(value, str):
        number = finite(value)
        return number if number is not None and abs(number) <= LATEST_US else None
    match = _TEXT.fullmatch(value)
    return _of_parts(match) if match else None


def _of_parts(match: re.Match[str]) -> float | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    offset = _offset(match.group(7))
    microseconds = (moment - _EPOCH) // timedelta(microseconds=1)
    return None if offset is None else instant(float(microseconds - offset))


def _offset(text: str | None) -> int | None:
    if text is None:
        return OFFSET_US
    if text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59:
        return None
    return (-1 if text[0] == "-" else 1) * (hours * 60 + minutes) * 60_000_000


def duration(value: object) -> float | None:
    """时长，如 1d、1h30m、2w。 A length of time such as 1d, 1h30m, 2w, in microseconds."""
    if not isinstance(value, str) or not 2 <= len(value) <= 50:
        return None
    parts = _PART.findall(value)
    if "".join(count + unit for count, unit in parts) != value:
        return None
    return finite(sum(int(count) * _UNITS[unit] for count, unit in parts) * 1_000_000)


def _local(value: object) -> datetime | None:
    at = instant(value)
    return None if at is None else _EPOCH + timedelta(microseconds=math.floor(at) + OFFSET_US)


def year(value: object) -> float | None:
    """年。 Year."""
    local = _local(value)
    return None if local is None else float(local.year)


def month(value: object) -> float | None:
    """月。 Month, 1 to 12."""
    local = _local(value)
    return None if local is None else float(local.month)


def day(value: object) -> float | None:
    """日。 Day of the month."""
    local = _local(value)
    return None if local is None else float(local.day)


def weekday(value: object) -> float | None:
    """星期，周一为 1。 Day of the week; Monday is 1."""
    local = _local(value)
    return None if local is None else float(local.isoweekday())


def day_of_year(value: object) -> float | None:
    """一年中的第几天。 Day of the year, from 1."""
    local = _local(value)
    if local is None:
        return None
    return float((local.date() - date(local.year, 1, 1)).days + 1)


def hour(value: object) -> float | None:
    """小时。 Hour of the day, 0 to 23."""
    local = _local(value)
    return None if local is None else float(local.hour)


def text(value: object) -> str | None:
    """写成 年-月-日 时:分:秒。 As YYYY-MM-DD HH:MM:SS."""
    local = _local(value)
    return None if local is None else f"{local:%Y-%m-%d %H:%M:%S}"
