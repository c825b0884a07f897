"""检查策略文档：图、每个表达式的类型、名单与子策略，一次列出全部问题。

Check a policy document: its graph, the type of every expression, lists and sub-decisions. Every
problem is reported at once; what passes is planned for compilation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from ballast.expressions.types import Type
from ballast.kit.text import Text
from ballast.policies import graph
from ballast.policies.catalog import Catalog
from ballast.policies.document import (
    DecisionContent,
    Document,
    ExpressionContent,
    ListContent,
    Node,
    RulesContent,
    SwitchContent,
    TableContent,
)
from ballast.policies.fields import widened
from ballast.policies.node_scope import NodeScope
from ballast.policies.nodes import assignments, branches, list_checks, rules, sub_decision, table
from ballast.policies.nodes.sub_decision import SubPolicy
from ballast.policies.problem import Problem

NodePlan = (
    table.TablePlan
    | assignments.AssignmentsPlan
    | branches.BranchesPlan
    | list_checks.ListChecksPlan
    | rules.RulesPlan
    | sub_decision.SubDecisionPlan
)
Compiling = Callable[[str, Mapping[str, Type]], SubPolicy | Text]
"""编译子策略：编码与在场的名字 → 结果或拒绝的理由。 Compiles a sub-decision over these names."""


@dataclass(frozen=True, slots=True)
class PlannedNode:
    """检查过的节点：看得见什么、写出什么。

    A checked node, what it sees upstream and what it writes.
    """

    node: Node
    plan: NodePlan | None
    upstream: Mapping[str, Type]
    written: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """检查的结果。 The result of checking; nodes in evaluation order."""

    nodes: tuple[PlannedNode, ...]
    problems: tuple[Problem, ...]


def check(document: Document, catalog: Catalog, compiling: Compiling) -> CheckedDocument:
    """检查一份文档。 Check a document; never raises for what is wrong with it."""
    problems = graph.problems(document)
    if problems:
        return CheckedDocument((), tuple(problems))
    above = graph.ancestors(document)
    apart = graph.exclusive(document)
    planned: list[PlannedNode] = []

    def related(node: str, other: str) -> bool:
        return other in above[node] or apart(node, other)

    for node in graph.order(document):
        upstream = _upstream(planned, above[node.id])
        scope = NodeScope(node.id, {**catalog.schema, **upstream}, problems)
        plan = _plan(node, scope, catalog, compiling)
        problems += _parallel(scope, planned, partial(related, node.id))
        planned.append(PlannedNode(node, plan, upstream, dict(scope.written)))
    return CheckedDocument(tuple(planned), tuple(problems))


def _upstream(planned: list[PlannedNode], above: frozenset[str]) -> dict[str, Type]:
    found: dict[str, Type] = {}
    for item in planned:
        if item.node.id in above:
            for name, kind in item.written.items():
                found[name] = widened(found.get(name), kind)
    return found


def _plan(  # noqa: PLR0911  # one return for each kind of node
    node: Node, scope: NodeScope, catalog: Catalog, compiling: Compiling
) -> NodePlan | None:
    match node.content:
        case TableContent() as content:
            return table.check(content, scope)
        case ExpressionContent() as content:
            return assignments.check(content, scope)
        case SwitchContent() as content:
            return branches.check(content, scope)
        case ListContent() as content:
            return list_checks.check(content, scope, catalog.lists)
        case RulesContent() as content:
            return rules.check(content, scope)
        case DecisionContent() as content:
            return sub_decision.check(content, scope, lambda key: compiling(key, scope.visible))
    return None


_SHARED = ("outcome", "score")


def _parallel(
    scope: NodeScope, planned: list[PlannedNode], settled: Callable[[str], bool]
) -> list[Problem]:
    """两个不分先后、可能都执行的节点写同一个字段：提醒谁后写谁算。

    Two nodes in no order, which may both run, write one field: a warning says whose value counts.
    """
    found: list[Problem] = []
    for item in planned:
        names = sorted(set(item.written) & set(scope.written) - set(_SHARED))
        for name in [] if settled(item.node.id) else names:
            text = Text(
                f"与节点 `{item.node.name}` 都写 `{name}`；若两者都执行，以本节点的为准。",
                f"Node `{item.node.name}` writes `{name}` too; if both run, this node's counts.",
            )
            found.append(Problem(text, scope.node, name, warning=True))
    return found
