"""线上的数是什么、哪里不完整。 What the numbers of a line are, and where they are not complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ballast.events.model import Scene
from ballast.indicators.columns import columns_of
from ballast.indicators.explain import AGGREGATES
from ballast.indicators.line import MEASURED
from ballast.indicators.model import Indicator
from ballast.kit.text import Text

_TODAY = Text("今日未过完，只到此刻", "Today is not over; it is counted up to now")
_EARLY = Text(
    "历史没有完整覆盖最早的几日；没有事件不等于没有发生",
    "History does not wholly cover the earliest days; no events there does not mean none happened",
)
_EMPTY = Text("这个场景还没有事件", "The scene has no events yet")


def day_measure(indicator: Indicator, scenes: Mapping[str, Scene]) -> Text:
    """全部对象的线。 The line over all subjects."""
    words = AGGREGATES[indicator.aggregate]
    if indicator.aggregate not in MEASURED:
        return Text(
            f"{words.zh}只对一个对象有意义；这里是当日计入的事件数",
            f"The {words.en} means something for one subject only; shown are the day's events",
        )
    if indicator.of is None:
        return Text(
            f"当日全部对象计入的事件：{words.zh}",
            f"Over the day's contributing events of all subjects: {words.en}",
        )
    field = columns_of(scenes[indicator.scene])[indicator.of].title
    return Text(
        f"当日全部对象计入的事件：{field.zh}的{words.zh}",
        f"Over the day's contributing events of all subjects: {words.en} of {field.en}",
    )


def subject_measure(indicator: Indicator) -> Text:
    """一个对象的线。 The line of one subject."""
    return Text(
        "当日末读到的值：计入至今已受理、且发生在当日末之前的事件",
        f"The value of {indicator.code} at the end of each day: of everything accepted so far,"
        " what had happened by then",
    )


def line_notes(complete: Sequence[bool], empty: bool) -> list[Text]:
    """不完整之处。 Where the line is not complete."""
    if empty:
        return [_EMPTY]
    early = [] if all(complete[:-1]) else [_EARLY]
    return [*early, _TODAY]
