"""接口里的时刻：外为 RFC 3339，内为微秒。 Instants: RFC 3339 outside, microseconds inside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_YEAR = 9999


class FarMomentError(InvalidError):
    """时刻太远。 The moment is too far away."""

    code = "moment"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "时刻须在公元 2 年与 9998 年之间。", "Give a moment between the years 2 and 9998."
            ),
            {"field": "expires_at"},
        )


def written(at_us: int) -> str:
    """微秒 → RFC 3339。 Microseconds to RFC 3339."""
    return (_EPOCH + timedelta(microseconds=at_us)).isoformat()


def written_or_none(at_us: int | None) -> str | None:
    """微秒 → RFC 3339；没有则无。 The same, where there may be no instant."""
    return None if at_us is None else written(at_us)


def read(moment: datetime | None) -> int | None:
    """带时区的时刻 → 微秒；没有则无。 An aware moment to microseconds, if there is one.

    Raises:
        FarMomentError: 有的时区写不出来。 Some zone could not write it.
    """
    if moment is None:
        return None
    if not 1 < moment.year < _LAST_YEAR:
        raise FarMomentError
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
