"""把指标说给人听：定义、窗口实际的边、带单位的值。

Indicators in words: the definition, the effective edges of the window, and the value with its unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ballast.events.model import Scene
from ballast.indicators.columns import Column, columns_of
from ballast.indicators.definition import SECONDS
from ballast.indicators.distinct import CAP
from ballast.indicators.model import DEFAULT_ZONE, Aggregate, Current, Indicator, Window, WindowKind
from ballast.indicators.window import TILES, first_instant, span, tiler
from ballast.kit.text import Text

AGGREGATES: Mapping[Aggregate, Text] = {
    Aggregate.COUNT: Text("次数", "number of events"),
    Aggregate.SUM: Text("合计", "sum"),
    Aggregate.MEAN: Text("平均", "mean"),
    Aggregate.MIN: Text("最小", "minimum"),
    Aggregate.MAX: Text("最大", "maximum"),
    Aggregate.STDDEV: Text("样本标准差", "sample standard deviation"),
    Aggregate.DISTINCT: Text("不同值的个数", "number of distinct values"),
    Aggregate.FIRST: Text("最早的值", "earliest value"),
    Aggregate.LAST: Text("最近的值", "latest value"),
    Aggregate.TIME_SINCE_LAST: Text("距最近一次的时间", "time since the latest event"),
}
"""汇总方式的名称。 Names of the aggregates."""

_UNITS = {
    "s": Text("秒", "second(s)"),
    "min": Text("分钟", "minute(s)"),
    "h": Text("小时", "hour(s)"),
    "d": Text("天", "day(s)"),
}
_SECONDS = Text("秒", "s")


def describe(indicator: Indicator, scenes: Mapping[str, Scene]) -> Text:
    """定义的一句话。 The definition in one sentence."""
    scene = scenes[indicator.scene]
    columns = columns_of(scene)
    keys = [_title(columns, name) for name in indicator.key]
    what, window = _what(indicator, columns), window_words(indicator.window)
    where = indicator.where
    excluded = indicator.current is Current.EXCLUDED
    zh = [
        f"{window.zh}，同一{'与'.join(k.zh for k in keys)}的“{scene.title.zh}”",
        f"（只计 {where}）" if where else "",
        f"：{what.zh}，{'不含' if excluded else '含'}当前事件",
    ]
    en = [
        f"{what.en} over “{scene.title.en}” events",
        f" where {where}" if where else "",
        f" with the same {' and '.join(k.en for k in keys)}, {window.en}, ",
        f"{'without' if excluded else 'with'} the current event",
    ]
    return Text("".join(zh), "".join(en))


def window_words(window: Window) -> Text:
    """窗口的说法。 The window in words, saying where its edge lies."""
    match window.kind:
        case WindowKind.EVER:
            return Text("历来", "ever")
        case WindowKind.DAYS:
            zone = window.zone
            return Text(
                f"含当天的 {window.length} 个自然日（{zone}）",
                f"in {window.length} natural day(s) including today ({zone})",
            )
        case WindowKind.MONTHS:
            zone = window.zone
            return Text(
                f"含当月的 {window.length} 个自然月（{zone}）",
                f"in {window.length} natural month(s) including this one ({zone})",
            )
        case WindowKind.SLIDING:
            return _sliding(window)


def _sliding(window: Window) -> Text:
    unit = next(u for u in reversed(SECONDS) if window.length % SECONDS[u] == 0)
    length, words = window.length // SECONDS[unit], _UNITS[unit]
    return Text(
        f"最近 {length} {words.zh}（起点取整到窗口的 1/{TILES}）",
        f"in the last {length} {words.en} (the start lies on a 1/{TILES} of the window)",
    )


def edges(
    indicator: Indicator, at_us: int, newest_us: int | None = None
) -> tuple[int | None, int | None]:
    """窗口实际的边 [起, 止)，微秒；“历来”两端为 None。

    The effective window [from, to) in microseconds of a reader at `at_us` whose key has been seen
    as late as `newest_us`; None where there is no edge.
    """
    window = indicator.window
    newest = tiler(window)(max(at_us, at_us if newest_us is None else newest_us))
    first = first_instant(window, newest - span(window) + 1)
    return first, first_instant(window, newest + 1)


def edge_words(indicator: Indicator, at_us: int, newest_us: int | None = None) -> Text:
    """窗口实际从何时起。 From when the window effectively counts."""
    first, _ = edges(indicator, at_us, newest_us)
    if first is None:
        return Text("计入此前全部事件", "All events before are counted")
    sliding = indicator.window.kind is WindowKind.SLIDING
    zone = DEFAULT_ZONE if sliding else indicator.window.zone
    moment = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=first)).astimezone(
        ZoneInfo(zone)
    )
    since = moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
    return Text(f"计入 {since} 及以后的事件", f"Events at or after {since} are counted")


def value_words(indicator: Indicator, value: object) -> Text:
    """带单位的值。 The value with its unit."""
    if value is None:
        return Text("缺失（窗口内没有可算的事件）", "missing (nothing to compute from)")
    unit = indicator.unit
    if unit is None and indicator.aggregate is Aggregate.TIME_SINCE_LAST:
        unit = _SECONDS
    shown = _shown(value)
    at_least = indicator.aggregate is Aggregate.DISTINCT and value == CAP
    zh, en = ("至少 ", "at least ") if at_least else ("", "")
    if unit is None:
        return Text(f"{zh}{shown}", f"{en}{shown}")
    return Text(f"{zh}{shown} {unit.zh}", f"{en}{shown} {unit.en}")


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)


def _what(indicator: Indicator, columns: Mapping[str, Column]) -> Text:
    words = AGGREGATES[indicator.aggregate]
    if indicator.of is None:
        return words
    field = _title(columns, indicator.of)
    return Text(f"{field.zh}的{words.zh}", f"{words.en} of {field.en}")


def _title(columns: Mapping[str, Column], name: str) -> Text:
    return columns[name].title
