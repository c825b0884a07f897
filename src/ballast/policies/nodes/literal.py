"""必须写成常量的格子：结论与理由码。 Cells that must be constants: outcomes and reason codes."""

from __future__ import annotations

from ballast.expressions.tree import Array, Node, Number, Sign, String
from ballast.kit.text import Text
from ballast.policies.node_scope import Formula, NodeScope
from ballast.policies.outcome import OUTCOMES


def texts(node: Node) -> tuple[str, ...] | None:
    """常量文本或其列表；不是则 None。 Literal text or a list of it; None for anything else."""
    if isinstance(node, String):
        return (node.value,)
    if isinstance(node, Array) and all(isinstance(item, String) for item in node.items):
        return tuple(item.value for item in node.items if isinstance(item, String))
    return None


def constant(node: Node) -> object:
    """字面量的值（数、文本、其列表）；不是则 None。 The value of a literal, or None."""
    if isinstance(node, Number | String):
        return node.value
    if isinstance(node, Sign) and isinstance(node.operand, Number):
        return -node.operand.value if node.operator == "-" else node.operand.value
    if isinstance(node, Array):
        values = [constant(item) for item in node.items]
        return None if None in values else values
    return None


def check_outcome(scope: NodeScope, formula: Formula, where: str) -> None:
    """写死的结论须是四个之一。 A literal outcome must be one of the four."""
    literal = formula.node
    if isinstance(literal, String) and literal.value not in OUTCOMES:
        scope.refuse(
            where,
            Text(
                f"没有结论 `{literal.value}`；可用：{'、'.join(OUTCOMES)}。",
                f"There is no outcome `{literal.value}`; use one of {', '.join(OUTCOMES)}.",
            ),
            0,
        )


def reason_codes(scope: NodeScope, formula: Formula, where: str) -> tuple[str, ...]:
    """理由码须写成常量，才能事先列出全部理由。 Reason codes are literals, so that all are known."""
    codes = texts(formula.node)
    if codes is None:
        scope.refuse(
            where,
            Text(
                "理由码要写成带引号的文本（或其列表）；有条件的理由请用规则节点。",
                "Reason codes are quoted text or a list of it; "
                "use a rules node for conditional reasons.",
            ),
            0,
        )
    return codes or ()
