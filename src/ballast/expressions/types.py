"""表达式的类型。 Types of expressions.

Times are numbers (microseconds since the epoch). TOKEN is protected text seen only as a keyed
token: it can be compared for equality, looked up in a list and tested for null, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Type:
    """一种类型；名字即它的短码。 A type, known by its short code."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class ListType(Type):
    """同类值的列表。 A list whose items share one type."""

    item: Type

    def __init__(self, item: Type) -> None:
        object.__setattr__(self, "code", f"list<{item}>")
        object.__setattr__(self, "item", item)


@dataclass(frozen=True, slots=True)
class ObjectType(Type):
    """有名字段的对象。 An object with named fields."""

    fields: Mapping[str, Type]

    def __init__(self, fields: Mapping[str, Type]) -> None:
        object.__setattr__(self, "code", "object")
        object.__setattr__(self, "fields", MappingProxyType(dict(fields)))

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.fields)))


NUMBER = Type("number")
STRING = Type("string")
BOOLEAN = Type("boolean")
TOKEN = Type("token")
NULL = Type("null")
ANY = Type("any")
TIME = NUMBER
"""时间就是数（微秒）。 A time is a number of microseconds."""

Schema = Mapping[str, Type]
"""作用域里的名字与类型。 The names in scope and their types."""


def is_open(kind: Type) -> bool:
    """静态上不知道是什么。 Whether nothing is known about the value before it is run."""
    return kind in (ANY, NULL)


def comparable(left: Type, right: Type) -> bool:
    """相等比较是否有意义。 Whether equality between the two can ever hold."""
    if is_open(left) or is_open(right):
        return True
    if isinstance(left, ListType) and isinstance(right, ListType):
        return comparable(left.item, right.item)
    if isinstance(left, ObjectType) or isinstance(right, ObjectType):
        return isinstance(left, ObjectType) and isinstance(right, ObjectType)
    return left == right or {left, right} == {TOKEN, STRING}


def joined(left: Type, right: Type) -> Type:
    """两个分支共同的类型。 The type that covers both branches."""
    if right in (left, NULL):
        return left
    if left == NULL:
        return right
    return TOKEN if TOKEN in (left, right) else ANY


def holds_token(kind: Type) -> bool:
    """其中有没有受保护的文本。 Whether protected text is in it anywhere."""
    if isinstance(kind, ListType):
        return holds_token(kind.item)
    if isinstance(kind, ObjectType):
        return any(map(holds_token, kind.fields.values()))
    return kind == TOKEN
