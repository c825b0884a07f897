"""从内容包读取指标，出错时说出哪个指标、哪一项、怎么改。

Read indicators from pack documents. What is wrong names the indicator, the entry and the remedy.

    indicators:
      - code: card_amount_1h
        title: {zh: 该卡一小时金额, en: Amount of the card in one hour}
        scene: payment
        key: card
        aggregate: sum
        of: amount
        window: 1h            # or {days: 1}, {months: 1}, ever
        unit: {zh: 元, en: CNY}
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ballast.indicators.model import (
    DEFAULT_ZONE,
    LONGEST,
    Aggregate,
    Current,
    Indicator,
    Window,
    WindowKind,
)
from ballast.kit.document import Document, DocumentError
from ballast.kit.reference import Reference
from ballast.kit.text import Text

SECONDS = {"s": 1, "min": 60, "h": 3_600, "d": 86_400}
"""滑动窗口的单位（m 有歧义，写 min）。 Units of sliding windows; minutes are `min`."""

_SLIDING = re.compile(r"([0-9]{1,9})(s|min|h|d)")
_KEYS = ("code", "title", "scene", "key", "aggregate", "of", "where", "window", "unit", "source")
_MORE = ("current", "match")
_WINDOW = Text(
    "1s 至 400d 的滑动窗口（如 10min、1h、7d）、{days: 1} 至 400 个自然日、"
    "{months: 1} 至 13 个自然月，或 ever",
    "a sliding window of 1s to 400d (10min, 1h, 7d), {days: 1} to 400 natural days, "
    "{months: 1} to 13 natural months, or ever",
)
_FIELDS = Text("一个字段名，或字段名的列表", "a field name or a list of field names")


def load_indicators(
    content: object, place: str = "indicators.yaml", zone: str = DEFAULT_ZONE
) -> tuple[Indicator, ...]:
    """读一个文件的全部指标。 Read all indicators of one file.

    Args:
        content: YAML 读出的值。 What YAML gave.
        place: 文件名，用于报错。 The file, for messages.
        zone: 自然日、自然月的时区。 Zone of natural days and months.

    Raises:
        DocumentError: 有一项不合格式。 An entry is malformed.
    """
    document = Document(content, place)
    document.allow("indicators")
    return tuple(load_indicator(section, zone) for section in document.sections("indicators"))


def load_indicator(document: Document, zone: str = DEFAULT_ZONE) -> Indicator:
    """读一个指标。 Read one indicator.

    Raises:
        DocumentError: 有一项不合格式。 An entry is malformed.
    """
    document.allow(*_KEYS, *_MORE)
    code = document.string("code")
    document.place = f"{document.place}({code})"
    aggregate = document.choice("aggregate", Aggregate)
    return Indicator(
        code=code,
        title=document.text("title"),
        scene=document.string("scene"),
        key=_names(document, "key"),
        aggregate=aggregate,
        window=_window(document, zone),
        of=document.string("of") if document.has("of") else None,
        where=document.string("where") if document.has("where") else None,
        unit=document.text("unit") if document.has("unit") else None,
        source=Reference.from_document(document.section("source"))
        if document.has("source")
        else None,
        current=_current(document, aggregate),
        match=_match(document),
    )


def _names(document: Document, key: str) -> tuple[str, ...]:
    value = document.value.get(key)
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
        raise DocumentError(f"{document.place}.{key}", _FIELDS)
    return tuple(names)


def _match(document: Document) -> Mapping[str, tuple[str, ...]]:
    if not document.has("match"):
        return {}
    section = document.section("match")
    return {scene: _names(section, scene) for scene in section.value}


def _current(document: Document, aggregate: Aggregate) -> Current:
    if document.has("current"):
        return document.choice("current", Current)
    excluded = aggregate is Aggregate.TIME_SINCE_LAST
    return Current.EXCLUDED if excluded else Current.INCLUDED


def _window(document: Document, zone: str) -> Window:
    try:
        return parse_window(document.value.get("window"), zone)
    except ValueError as wrong:
        raise DocumentError(f"{document.place}.window", _WINDOW) from wrong


def parse_window(value: object, zone: str = DEFAULT_ZONE) -> Window:
    """窗口的写法 → 窗口。 A window as it is written: `1h`, `{days: 1}`, `{months: 1}`, `ever`.

    Raises:
        ValueError: 写法不对或超出范围。 It is malformed or out of range.
    """
    if value == WindowKind.EVER:
        return Window(WindowKind.EVER)
    if isinstance(value, str) and (found := _SLIDING.fullmatch(value)):
        return Window(WindowKind.SLIDING, int(found[1]) * SECONDS[found[2]])
    if isinstance(value, Mapping) and len(value) == 1:
        ((unit, length),) = value.items()
        kind = {"days": WindowKind.DAYS, "months": WindowKind.MONTHS}.get(unit)
        if kind is not None and type(length) is int:
            return Window(kind, length, zone)
    raise ValueError(f"not a window: {value!r}; the longest are {dict(LONGEST)}")


def window_notation(window: Window) -> object:
    """窗口 → 写法，尽量用大单位。 A window as it is written, in the largest unit that fits."""
    match window.kind:
        case WindowKind.EVER:
            return "ever"
        case WindowKind.SLIDING:
            unit = next(u for u in reversed(SECONDS) if window.length % SECONDS[u] == 0)
            return f"{window.length // SECONDS[unit]}{unit}"
        case _:
            return {window.kind.value: window.length}
