"""子策略：用现在的数据求另一个策略，并入其结论。

Sub-decisions: another policy over the same data. Its outcome raises ours, its score is added, its
reasons follow ours, and its other outputs become fields.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace

from ballast.expressions.types import Type
from ballast.kit.text import Text
from ballast.policies.document import DecisionContent
from ballast.policies.fields import AMOUNTS, OUTCOME, SCORE
from ballast.policies.frame import Frame
from ballast.policies.node_scope import NodeScope
from ballast.policies.nodes.wiring import check_wiring
from ballast.policies.plan import Plan, Unit, UnitKind
from ballast.policies.templates import expression, statements

_CALL = """
try:
    R = SUB(DATA, indicators, lookup)
    SCORE = added(score, R[1])
    WRITE
    score = SCORE
    if R[0] > outcome:
        outcome = R[0]
    subs.append((UNIT, R))
    for reason in R[5]:
        reasons.append((reason[0] + OFFSET, reason[1], reason[2]))
except Exception as error:
    failed.append((UNIT, type(error).__name__))
"""


@dataclass(frozen=True, slots=True)
class SubPolicy:
    """编译好的子策略。 A compiled sub-decision: its plan, function and output types."""

    plan: Plan
    function: Callable[..., tuple[object, ...]]
    written: dict[str, Type]


@dataclass(frozen=True, slots=True)
class SubDecisionPlan:
    """检查过的子策略调用。 A checked call of a sub-decision."""

    node: str
    key: str
    sub: SubPolicy | None


def check(
    content: DecisionContent, scope: NodeScope, compiled: Callable[[str], SubPolicy | Text]
) -> SubDecisionPlan:
    """编译子策略；递归与找不到都要拒绝。 Compile the sub-decision; recursion is refused."""
    check_wiring(content, scope)
    found = compiled(content.key)
    if isinstance(found, Text):
        scope.refuse("content.key", found)
        return SubDecisionPlan(scope.node, content.key, None)
    for name, kind in found.written.items():
        scope.write(name, kind, "content.key")
    return SubDecisionPlan(scope.node, content.key, found)


def emit(plan: SubDecisionPlan, frame: Frame) -> list[ast.stmt]:
    """一次函数调用；失败则当作没有结论。 One call; if it fails, it contributes nothing."""
    if plan.sub is None:
        return []
    title = Text(f"子策略 {plan.key}", f"Sub-decision {plan.key}")
    unit = frame.unit(Unit(plan.node, plan.key, UnitKind.DECISION, title))
    frame.subs[unit] = plan.sub.plan
    offset = len(frame.reasons)
    for spec in plan.sub.plan.reasons:
        frame.reason(replace(spec, unit=unit))
    record = frame.local("r")
    return statements(
        _CALL,
        SUB=frame.constant(plan.sub.function),
        DATA=_data(plan.sub, frame),
        R=record,
        SCORE=frame.local("t"),
        WRITE=_writes(plan.sub, frame, record),
        OFFSET=offset,
        UNIT=unit,
    )


def _data(sub: SubPolicy, frame: Frame) -> ast.expr:
    """事件数据，加上子策略要用的上游输出。 The event, plus what the sub-decision reads upstream."""
    names = [name for name in sub.plan.inputs if name in frame.visible]
    if not names:
        return ast.Name("context", ast.Load())
    values = [_loaded(frame.read(name)) for name in names]
    keys: list[ast.expr | None] = [None, *(ast.Constant(name) for name in names)]
    return ast.Dict(keys, [ast.Name("context", ast.Load()), *values])


def _loaded(value: str | ast.expr) -> ast.expr:
    return ast.Name(value, ast.Load()) if isinstance(value, str) else value


def _writes(sub: SubPolicy, frame: Frame, record: str) -> list[ast.stmt]:
    places = {name: f"R[10][{n}]" for n, name in enumerate(sub.plan.fields)}
    places |= {name: f"R[{n}]" for n, name in enumerate(AMOUNTS, 2)}
    body: list[ast.stmt] = []
    for name in sub.written:
        if name not in (OUTCOME, SCORE):
            value = expression(places[name], R=record)
            body += statements(
                "if VALUE is not None:\n    NAME = VALUE", NAME=frame.field(name), VALUE=value
            )
    return body
