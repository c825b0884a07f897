"""分支节点：走第一个成立的分支，或所有成立的分支。

Switches: the first branch that holds, or every branch that holds. A blank condition always holds.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ballast.kit.text import Text
from ballast.policies.document import SwitchContent
from ballast.policies.frame import Frame
from ballast.policies.node_scope import Formula, NodeScope
from ballast.policies.plan import Unit, UnitKind
from ballast.policies.templates import statements

_BRANCHES = """
while True:
    STATEMENTS
    break
"""
_BRANCH = """
try:
    if CONDITION:
        TAKEN |= WAY
        hits |= BIT
        LEAVE
    elif not REFUTED:
        unknown |= BIT
except Exception as error:
    failed.append((UNIT, type(error).__name__))
"""


@dataclass(frozen=True, slots=True)
class BranchesPlan:
    """检查过的分支；None 的条件总成立。 Checked branches; a None condition always holds."""

    node: str
    branches: tuple[tuple[str, Formula | None], ...]
    first: bool


def check(content: SwitchContent, scope: NodeScope) -> BranchesPlan:
    """检查每个条件。 Check every condition."""
    branches: list[tuple[str, Formula | None]] = []
    for number, statement in enumerate(content.statements):
        blank = statement.is_default or not statement.condition.strip()
        where = f"statements[{number}].condition"
        made = None if blank else scope.condition(statement.condition, where)
        if blank or made is not None:
            branches.append((statement.id, made))
    return BranchesPlan(scope.node, tuple(branches), content.hit_policy == "first")


def emit(plan: BranchesPlan, frame: Frame, taken: str) -> list[ast.stmt]:
    """走了哪些分支记在 `taken` 的位上。 Which branches were taken goes into the bits of `taken`."""
    body: list[ast.stmt] = []
    for number, (statement, formula) in enumerate(plan.branches):
        body += _branch(plan, (number, statement, formula), frame, taken)
    zero = statements("TAKEN = 0", TAKEN=taken)
    return zero + statements(_BRANCHES, STATEMENTS=body)


def _branch(
    plan: BranchesPlan, branch: tuple[int, str, Formula | None], frame: Frame, taken: str
) -> list[ast.stmt]:
    number, statement, formula = branch
    title = Text(f"分支 {number + 1}", f"Branch {number + 1}")
    source = formula.source if formula else ""
    references = formula.references if formula else ()
    unit = frame.unit(
        Unit(plan.node, statement, UnitKind.STATEMENT, title, source, references, plan.first)
    )
    always, never = ast.Constant(True), ast.Constant(False)
    return statements(
        _BRANCH,
        CONDITION=frame.condition(formula) if formula else always,
        REFUTED=frame.refuted(formula) if formula else never,
        TAKEN=taken,
        WAY=1 << number,
        LEAVE=[ast.Break()] if plan.first else [],
        BIT=1 << unit,
        UNIT=unit,
    )
