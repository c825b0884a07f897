"""一个字段的值是否合要求，合则给出内部形式。

Whether a value meets its field, and its internal form. Text that is empty or blank is missing.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from ballast.events.instants import parse_instant
from ballast.events.model import Field, FieldType
from ballast.kit.text import Text

MAX_LENGTH = 4096
"""文本的最大字符数。 Longest accepted text, in characters."""


class WrongValueError(ValueError):
    """值不合字段；不含值本身。 The value does not meet the field; the value is not quoted."""

    def __init__(self, problem: Text, remedy: Text) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.remedy = remedy


Reader = Callable[[object], object]
"""原始值 → 内部值；空白文本为 None；不合要求抛 WrongValueError。 Raw value to internal value."""


def reader_of(field: Field) -> Reader:
    """为一个字段准备读取函数。 The reader of a field."""
    if field.values:
        return _choice(field.values)
    return _READERS[field.type]


def _string(value: object) -> object:
    if type(value) is not str:
        raise WrongValueError(
            Text("应为文本", "It must be a string"),
            Text("数字形式的号码也要加引号", "Quote it, also when it consists of digits"),
        )
    if len(value) > MAX_LENGTH:
        raise WrongValueError(
            Text(f"超过 {MAX_LENGTH} 个字符", f"It is longer than {MAX_LENGTH} characters"),
            Text("截短或拆分", "Shorten or split it"),
        )
    if "\0" in value:
        # PostgreSQL holds no such text, wherever a value may be kept in a column of its own.
        raise WrongValueError(
            Text("含有空字符（U+0000）", "It holds a NUL character (U+0000)"),
            Text("去掉空字符", "Remove it"),
        )
    if not value or value.isspace():
        return None
    return value if value.isascii() else _encodable(value)


def _encodable(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise WrongValueError(
            Text("含有不成对的代理字符", "It holds an unpaired surrogate"),
            Text("用合法的 Unicode 文本", "Send valid Unicode text"),
        ) from None
    return value


def _number(value: object) -> object:
    kind = type(value)
    if kind is float or kind is int:
        return _finite(value)
    raise WrongValueError(
        Text("应为数字", "It must be a number"),
        Text("去掉引号，不带单位与千分位", "Send it unquoted, without unit or separators"),
    )


def _finite(value: object) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]  # an int or a float, checked by the caller
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise WrongValueError(
            Text("不是有限的数", "It is not a finite number"),
            Text("没有值时省略字段或写 null", "Omit the field or send null when there is none"),
        )
    return number + 0.0  # -0.0 and 0.0 are one value


def _boolean(value: object) -> object:
    if value is True or value is False:
        return value
    raise WrongValueError(
        Text("应为布尔值", "It must be a boolean"), Text("写 true 或 false", "Send true or false")
    )


def _time(value: object) -> object:
    if isinstance(value, str) and (not value or value.isspace()):
        return None
    at_us = parse_instant(value) if isinstance(value, str) else None
    if at_us is None:
        raise WrongValueError(*NOT_AN_INSTANT)
    return at_us


NOT_AN_INSTANT = (
    Text("不是带时区的 RFC 3339 时刻", "It is not an RFC 3339 time with an offset"),
    Text("例如 2026-01-31T09:30:00+08:00", "For example 2026-01-31T09:30:00+08:00"),
)
"""时刻写法不对的说明。 What to say of a malformed time."""


def _choice(values: tuple[str, ...]) -> Reader:
    allowed = frozenset(values)

    def read(value: object) -> object:
        text = _string(value)
        if text is None or text in allowed:
            return text
        raise WrongValueError(
            Text("不在允许的取值之中", "It is not one of the allowed values"),
            Text(f"取 {'、'.join(values)} 之一", f"Use one of {', '.join(values)}"),
        )

    return read


_READERS: dict[FieldType, Reader] = {
    FieldType.STRING: _string,
    FieldType.NUMBER: _number,
    FieldType.BOOLEAN: _boolean,
    FieldType.TIME: _time,
}
