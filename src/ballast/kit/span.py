"""一段时间的说法。 How a span of time is said."""

from __future__ import annotations

from ballast.kit.text import Text

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_UNITS = (
    (DAY, "天", "day"),
    (HOUR, "小时", "hour"),
    (MINUTE, "分钟", "minute"),
    (SECOND, "秒", "second"),
)


def spoken(span_us: int) -> Text:
    """最大的两个单位，如 `1 天 3 小时`，向下取整。 The two largest units, rounded down."""
    left, parts = abs(span_us), []
    for size, zh, en in _UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append((f"{count} {zh}", f"{count} {en}{'s' if count > 1 else ''}"))
        if len(parts) == 2 or (parts and not count):
            break
    if not parts:
        return Text("不足 1 秒", "under a second")
    return Text(" ".join(zh for zh, _ in parts), " ".join(en for _, en in parts))
