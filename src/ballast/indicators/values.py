"""字段的值怎样读：类型不符、非有限的数都是缺失。

How a field's value is read: a value of the wrong type or a number that is not finite is missing.
The columns of the batch engine hold exactly these values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite

from ballast.events.model import FieldType
from ballast.indicators.numbers import scaled

Data = Mapping[str, object]
Reader = Callable[[Data], object]
"""事件数据 → 值，None 为缺失。 Event data to a value; None is missing."""


def number(value: object) -> float | None:
    """数；布尔不是数。 A finite number as a double; booleans are no numbers."""
    if type(value) is not float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        try:
            value = float(value)
        except OverflowError:
            return None
    return value if isfinite(value) else None


def string(value: object) -> str | None:
    """文本（含令牌）。 Text, tokens included."""
    return value if isinstance(value, str) else None


def boolean(value: object) -> bool | None:
    """真假。 A truth value."""
    return value if isinstance(value, bool) else None


TYPED: Mapping[FieldType, Callable[[object], object]] = {
    FieldType.STRING: string,
    FieldType.NUMBER: number,
    FieldType.BOOLEAN: boolean,
    FieldType.TIME: number,
}
"""每种类型的读法。 How each type is read."""


def value_of(name: str, kind: FieldType) -> Reader:
    """读一个字段的原值。 Reads the typed value of a field."""
    typed = TYPED[kind]
    return lambda data: typed(data.get(name))


def number_of(name: str) -> Reader:
    """读一个字段，得万分之一的整数。 Reads a field as integers of 1/10000."""

    def read(data: Data) -> int | None:
        value = number(data.get(name))
        return None if value is None else scaled(value)

    return read


def key_of(names: tuple[str, ...], kinds: tuple[FieldType, ...]) -> Reader:
    """读键；任一部分缺失则没有键。 Reads a key; no key if any part is missing."""
    if len(names) == 1:
        return value_of(names[0], kinds[0])
    readers = [value_of(name, kind) for name, kind in zip(names, kinds, strict=True)]

    def read(data: Data) -> tuple[object, ...] | None:
        key = tuple([reader(data) for reader in readers])
        return None if None in key else key

    return read


def typed_data(kinds: Mapping[str, FieldType]) -> Callable[[Data], dict[str, object]]:
    """只留下给定字段、且类型正确的值。 Keeps the given fields whose values have the right type."""
    readers = [(name, TYPED[kind]) for name, kind in kinds.items()]
    return lambda data: {name: typed(data.get(name)) for name, typed in readers}
