"""定时的下一次，与引擎同一种算法。 When a schedule fires next, reckoned as the engine does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from croniter import croniter

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def next_us(schedule: str, zone: tzinfo, now_us: int) -> int:
    """此刻之后的下一次。 The next time after now, microseconds."""
    now = (_EPOCH + now_us * _MICROSECOND).astimezone(zone)
    following: datetime = croniter(schedule, now, second_at_beginning=True).get_next(datetime)
    return (following - _EPOCH) // _MICROSECOND


def text_of(at_us: int) -> str:
    """微秒 → RFC 3339 文本。 Microseconds as RFC 3339 text."""
    return (_EPOCH + at_us * _MICROSECOND).isoformat()
