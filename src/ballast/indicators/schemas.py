"""指标接口的出入格式。 What goes in and out of the API of indicators."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class IndicatorView(Struct, frozen=True):
    """一个指标：定义、文字说明、SQL。 One indicator: definition, in words, and as SQL."""

    code: str
    title: dict[str, str]
    scene: str
    key: tuple[str, ...]
    aggregate: str
    of: str | None
    where: str | None
    window: Any
    current: str
    unit: str
    source: str
    description: dict[str, str]
    sql: str


class ReadBody(Struct, frozen=True):
    """要读谁的值。 Whose value to read: a scene's fields that name the subject."""

    scene: str
    data: dict[str, Any]


class IndicatorValue(Struct, frozen=True):
    """一个现值。 A present value, with its window in words."""

    code: str
    value: Any
    words: dict[str, str]
    window: dict[str, str]
