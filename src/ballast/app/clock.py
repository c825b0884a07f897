"""唯一读钟的地方；别处的时刻都是参数。 The one place that reads the clock; others are told."""

from __future__ import annotations

import time


def now_us() -> int:
    """现在，自 1970 年起的微秒（UTC）。 Now, microseconds since the epoch (UTC)."""
    return time.time_ns() // 1000
