from __future__ import annotations

import pytest

from ballast.kit.span import DAY, HOUR, MINUTE, SECOND, spoken
from ballast.kit.text import Text


@pytest.mark.parametrize(
    ("span_us", "text"),
    [
        (0, Text("不足 1 秒", "under a second")),
        (SECOND - 1, Text("不足 1 秒", "under a second")),
        (MINUTE - 1, Text("59 秒", "59 seconds")),
        (MINUTE, Text("1 分钟", "1 minute")),
        (25 * HOUR + 59 * MINUTE, Text("1 天 1 小时", "1 day 1 hour")),
        (DAY + 5 * MINUTE, Text("1 天", "1 day")),
        (-(2 * HOUR + 5 * MINUTE), Text("2 小时 5 分钟", "2 hours 5 minutes")),
    ],
)
def test_the_two_largest_units_are_said(span_us: int, text: Text) -> None:
    assert spoken(span_us) == text
