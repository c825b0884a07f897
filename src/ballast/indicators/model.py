"""指标的定义：一个对象在一段时间里的一个数。

Definitions of indicators: one number about a subject over a window of time. Definitions are data;
the mathematical contract is in `docs/indicators.md`, and every engine follows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ballast.kit.reference import Reference
from ballast.kit.text import Text

SECOND_US = 1_000_000
DAY_SECONDS = 86_400
LONGEST_DAYS = 400
LONGEST_MONTHS = 13
DEFAULT_ZONE = "Asia/Shanghai"


class Aggregate(StrEnum):
    """汇总方式。 How contributions become one value."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"
    STDDEV = "stddev"
    DISTINCT = "distinct"
    FIRST = "first"
    LAST = "last"
    TIME_SINCE_LAST = "time_since_last"


NUMERIC = frozenset({Aggregate.SUM, Aggregate.MEAN, Aggregate.MIN, Aggregate.MAX, Aggregate.STDDEV})
"""按万分之一的整数计算的汇总。 Aggregates computed on integers of 1/10000."""

VALUED = frozenset({Aggregate.DISTINCT, Aggregate.FIRST, Aggregate.LAST})
"""按原值计算的汇总。 Aggregates of the values as they are."""


class Current(StrEnum):
    """当前事件算不算在内。 Whether the event that reads counts itself."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


class WindowKind(StrEnum):
    """窗口的种类。 Kind of window."""

    SLIDING = "sliding"  # length in seconds
    DAYS = "days"  # natural days of the zone
    MONTHS = "months"  # natural months of the zone
    EVER = "ever"


LONGEST: Mapping[WindowKind, int] = {
    WindowKind.SLIDING: LONGEST_DAYS * DAY_SECONDS,
    WindowKind.DAYS: LONGEST_DAYS,
    WindowKind.MONTHS: LONGEST_MONTHS,
    WindowKind.EVER: 1,
}
"""各类窗口的最大长度。 Longest window of each kind, in its own unit."""


@dataclass(frozen=True, slots=True)
class Window:
    """一段时间：种类与长度。 A window: its kind and its length.

    Args:
        kind: 种类。 Kind.
        length: 滑动窗口为秒数，自然日、自然月为个数。 Seconds if sliding, else days or months.
        zone: 自然日、自然月所在时区。 Time zone of natural days and months.
    """

    kind: WindowKind
    length: int = 1
    zone: str = DEFAULT_ZONE

    def __post_init__(self) -> None:
        if not 1 <= self.length <= LONGEST[self.kind]:
            limits = f"1..{LONGEST[self.kind]}"
            raise ValueError(f"window length {self.length} is outside {limits} ({self.kind})")
        if self.kind in (WindowKind.SLIDING, WindowKind.EVER):
            # The zone means nothing here, and equal windows must be equal to share their state.
            object.__setattr__(self, "zone", "UTC")


@dataclass(frozen=True, slots=True)
class Indicator:
    """一个指标的定义。 Definition of an indicator.

    Args:
        code: 代码。 ASCII code, unique.
        title: 名称。 Title.
        scene: 计入哪个场景的事件。 Scene whose events contribute.
        key: 按哪些字段分组。 Fields of that scene which identify the subject.
        aggregate: 汇总方式。 Aggregate.
        window: 时间窗口。 Window.
        of: 汇总哪个字段；计数可不写。 Field that is aggregated; None for plain counts.
        where: 只计满足条件的事件。 Expression; only events for which it is true contribute.
        unit: 单位。 Unit of the value; None if it is a plain value.
        source: 出处。 Reference of a value or rule that comes from a regulation.
        current: 当前事件算不算。 Whether the reading event counts itself.
        match: 在别的场景里从哪些字段读键。 Key fields in other scenes, by scene.
    """

    code: str
    title: Text
    scene: str
    key: tuple[str, ...]
    aggregate: Aggregate
    window: Window
    of: str | None = None
    where: str | None = None
    unit: Text | None = None
    source: Reference | None = None
    current: Current = Current.INCLUDED
    match: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
