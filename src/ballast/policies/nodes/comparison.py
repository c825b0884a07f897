"""从简单比较里取出实际值、运算符与阈值，供理由使用。

The value, operator and threshold of a simple comparison, to be shown in its reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from ballast.expressions.tree import Comparison, Interval, Membership, Node, Null
from ballast.policies.nodes.literal import constant

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Compared:
    """比较的两边；阈值是常量时记在 `constant`。

    Both sides; a literal threshold is in `constant`.
    """

    operator: str | None = None
    value: Node | None = None
    threshold: Node | None = None
    constant: object = None


def comparison(node: Node) -> Compared:
    """简单比较的拆解；不是简单比较则各项为 None。 Its parts, all None unless it is simple."""
    if isinstance(node, Comparison):
        if constant(node.left) is not None:
            return _parts(_TURNED[node.operator], node.right, node.left)
        return _parts(node.operator, node.left, node.right)
    if isinstance(node, Membership):
        operator = "not in" if node.negated else "in"
        return _parts(operator, node.left, node.right)
    return Compared()


def _parts(operator: str, value: Node, threshold: Node) -> Compared:
    if isinstance(threshold, Interval):
        return Compared(operator, value, None, _interval(threshold))
    known = constant(threshold)
    if known is not None or isinstance(threshold, Null):
        return Compared(operator, value, None, known)
    return Compared(operator, value, threshold)


def _interval(node: Interval) -> object:
    low, high = constant(node.low), constant(node.high)
    if low is None or high is None:
        return None
    inside = ("[" if node.low_closed else "(", "]" if node.high_closed else ")")
    outside = ("]" if node.low_closed else ")", "[" if node.high_closed else "(")
    left, right = outside if node.outside else inside
    return f"{left}{low:g}..{high:g}{right}" if isinstance(low, float) else None
