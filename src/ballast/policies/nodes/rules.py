"""规则节点：命中的规则加分、加重结论、给出理由。

Rules: a hit adds points, raises, gives a reason.
"""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass

from ballast.expressions.types import NUMBER, STRING
from ballast.kit.text import Text
from ballast.policies.document import Rule, RulesContent
from ballast.policies.fields import OUTCOME, SCORE
from ballast.policies.frame import Frame
from ballast.policies.node_scope import Formula, NodeScope
from ballast.policies.nodes.comparison import comparison
from ballast.policies.outcome import SEVERITY
from ballast.policies.plan import ReasonSpec, Unit, UnitKind
from ballast.policies.templates import statements

_RULE = """
try:
    if CONDITION:
        EFFECT
    elif not REFUTED:
        unknown |= BIT
except Exception as error:
    failed.append((UNIT, type(error).__name__))
"""


@dataclass(frozen=True, slots=True)
class RulesPlan:
    """检查过的规则。 Checked rules, in order; disabled ones are left out."""

    node: str
    rules: tuple[tuple[Rule, Formula], ...]


def check(content: RulesContent, scope: NodeScope) -> RulesPlan:
    """检查每条规则。 Check every rule."""
    counts = Counter(rule.code for rule in content.rules)
    for code in (code for code, count in counts.items() if count > 1):
        text = Text(f"规则编码 `{code}` 重复。", f"Rule code `{code}` is used twice.")
        scope.refuse(f"rules.{code}", text)
    checked = [
        (rule, scope.condition(rule.when, f"rules.{rule.code}.when")) for rule in content.rules
    ]
    scope.write(SCORE, NUMBER, "rules")
    scope.write(OUTCOME, STRING, "rules")
    return RulesPlan(
        scope.node, tuple((rule, made) for rule, made in checked if made and rule.enabled)
    )


def emit(plan: RulesPlan, frame: Frame) -> list[ast.stmt]:
    """每条规则各自隔离。 Each rule is isolated from the others."""
    body: list[ast.stmt] = []
    if any(rule.points for rule, _ in plan.rules):
        body += statements("if score is None:\n    score = 0.0")
    for rule, formula in plan.rules:
        body += _rule(plan.node, rule, formula, frame)
    return body


def _rule(node: str, rule: Rule, formula: Formula, frame: Frame) -> list[ast.stmt]:
    unit = frame.unit(
        Unit(node, rule.code, UnitKind.RULE, rule.title, formula.source, formula.references)
    )
    return statements(
        _RULE,
        CONDITION=frame.condition(formula),
        REFUTED=frame.refuted(formula),
        EFFECT=_effect(rule, formula, unit, frame),
        BIT=1 << unit,
        UNIT=unit,
    )


def _effect(rule: Rule, formula: Formula, unit: int, frame: Frame) -> list[ast.stmt]:
    compared = comparison(formula.node)
    spec = ReasonSpec(
        rule.reason or rule.code, rule.title, compared.operator, compared.constant, unit
    )
    body: list[ast.stmt] = []
    # The score comes first: it alone can fail (when a node wrote text there), and a failed rule
    # must leave nothing behind.
    if rule.points:
        body += statements("score += POINTS", POINTS=ast.Constant(float(rule.points)))
    if rule.outcome and rule.outcome.severity:
        rank = SEVERITY[rule.outcome.value]
        body += statements("if outcome < RANK:\n    outcome = RANK", RANK=rank)
    return body + statements(
        "reasons.append((REASON, VALUE, THRESHOLD))\nhits |= BIT",
        REASON=frame.reason(spec),
        VALUE=frame.side(formula, compared.value),
        THRESHOLD=frame.side(formula, compared.threshold),
        BIT=1 << unit,
    )
