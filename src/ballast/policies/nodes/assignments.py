"""表达式节点：逐条算出并命名；`$` 是本节点已算出的。

Expression nodes: named values, one after another; `$` is what the node has computed so far.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ballast.expressions.tree import Path
from ballast.expressions.types import ObjectType, Type
from ballast.kit.text import Text
from ballast.policies.document import ExpressionContent
from ballast.policies.fields import OUTCOME, REASONS, nested
from ballast.policies.frame import Frame
from ballast.policies.node_scope import Formula, NodeScope
from ballast.policies.nodes.literal import check_outcome, reason_codes
from ballast.policies.nodes.wiring import check_wiring, placed
from ballast.policies.plan import ReasonSpec, Unit, UnitKind
from ballast.policies.templates import statements

_ASSIGN = """
try:
    WRITE
except Exception as error:
    failed.append((UNIT, type(error).__name__))
"""


@dataclass(frozen=True, slots=True)
class AssignmentsPlan:
    """检查过的赋值：键、输出名、表达式、理由码。

    Checked assignments: key, output name, formula, codes.
    """

    node: str
    items: tuple[tuple[str, str, Formula, tuple[str, ...]], ...]


def check(content: ExpressionContent, scope: NodeScope) -> AssignmentsPlan:
    """检查每条赋值。 Check every assignment."""
    check_wiring(content, scope)
    so_far: dict[str, Type] = {}
    items: list[tuple[str, str, Formula, tuple[str, ...]]] = []
    for number, item in enumerate(content.expressions):
        where = f"expressions[{number}].value"
        if not item.key.strip() or not item.value.strip():
            continue
        made = scope.formula(item.value, where, ObjectType(nested(so_far)))
        if made is None:
            continue
        name = placed(content, item.key)
        codes = reason_codes(scope, made, where) if name == REASONS else ()
        if name == OUTCOME:
            check_outcome(scope, made, where)
        scope.write(name, made.type, f"expressions[{number}].key")
        so_far[item.key] = made.type
        items.append((item.key, name, made, codes))
    return AssignmentsPlan(scope.node, tuple(items))


def emit(plan: AssignmentsPlan, frame: Frame) -> list[ast.stmt]:
    """每条赋值各自隔离；失败的字段缺失。 Each isolated; a failed one leaves its field missing."""
    body: list[ast.stmt] = []
    subject: dict[Path, str | ast.expr] = {}
    for key, name, formula, codes in plan.items:
        title = Text(f"表达式 {key}", f"Expression {key}")
        unit = frame.unit(
            Unit(plan.node, key, UnitKind.VALUE, title, formula.source, formula.references)
        )
        frame.subject = dict(subject)
        write = frame.assign(name, frame.value(formula))
        frame.subject = {}
        for code in codes:
            spec = ReasonSpec(code, Text(code, code), unit=unit)
            write += statements("reasons.append((REASON, None, None))", REASON=frame.reason(spec))
        body += statements(_ASSIGN, WRITE=write, UNIT=unit)
        if name != REASONS:
            subject["$", *key.split(".")] = frame.read(name)
    return body
