"""字段与类型：哪些名字在场，哪些名字决定结论。

Fields and types: names in scope, names that decide.
"""

from __future__ import annotations

from collections.abc import Mapping

from ballast.expressions.types import ANY, NUMBER, STRING, ListType, ObjectType, Type

OUTCOME = "outcome"
SCORE = "score"
REASONS = "reasons"
AMOUNTS = ("limit", "rate", "term")
DECIDING: dict[str, Type] = {
    OUTCOME: STRING,
    SCORE: NUMBER,
    REASONS: ListType(STRING),
    **dict.fromkeys(AMOUNTS, NUMBER),
}
"""决定结论的输出名与其类型。 Output names a decision is read from, with their types."""


def nested(fields: Mapping[str, Type]) -> dict[str, Type]:
    """把 `a.b` 这样的名字收成对象类型。 Fold dotted names into object types."""
    folded: dict[str, Type] = {}
    inner: dict[str, dict[str, Type]] = {}
    for name, kind in fields.items():
        head, dot, rest = name.partition(".")
        if dot:
            inner.setdefault(head, {})[rest] = kind
        else:
            folded[head] = kind
    for head, members in inner.items():
        outer = folded.get(head)
        known = dict(outer.fields) if isinstance(outer, ObjectType) else {}
        folded[head] = ObjectType({**known, **nested(members)})
    return folded


def flat(kind: Type, prefix: str = "") -> dict[str, Type]:
    """对象类型摊平成点分的名字。 Flatten object types into dotted names."""
    if not isinstance(kind, ObjectType):
        return {prefix: kind}
    found: dict[str, Type] = {}
    for name, inner in kind.fields.items():
        found |= flat(inner, f"{prefix}.{name}" if prefix else name)
    return found


def widened(one: Type | None, other: Type) -> Type:
    """两处都写的字段的类型。 Type of a field written in two places."""
    return other if one is None or one == other else ANY
