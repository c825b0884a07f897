"""查询参数里的时刻。 Instants in query parameters."""

from __future__ import annotations

from ballast.events.instants import parse_instant
from ballast.kit.errors import InvalidError
from ballast.kit.text import Text


class WrongInstantError(InvalidError):
    """参数不是 RFC 3339 时刻。 The parameter is not an RFC 3339 instant."""

    code = "instant"
    title = Text("时刻写法不对", "Not an instant")

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                f"{name} 应是带时区的 RFC 3339 时刻，如 2026-11-22T10:15:30+08:00（+ 写作 %2B）",
                f"{name} must be RFC 3339 with an offset, as in 2026-11-22T10:15:30+08:00"
                " (write + as %2B)",
            ),
            {"field": name},
        )


def optional_instant(name: str, text: str | None) -> int | None:
    """参数的微秒值；没有给则为 None。 Microseconds of a parameter, or None if it was not given.

    Raises:
        WrongInstantError: 写法不对。 It is not an instant.
    """
    if text is None:
        return None
    at_us = parse_instant(text)
    if at_us is None:
        raise WrongInstantError(name)
    return at_us
