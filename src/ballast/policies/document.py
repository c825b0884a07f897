"""策略文档（GoRules JDM）的结构。 Structure of a policy document (GoRules JDM).

A document is a graph of nodes. Field names follow JDM (camelCase) so that its open editor reads and
writes the same file; `listNode` and `rulesNode` are ours.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ballast.kit.text import Text
from ballast.policies.outcome import Outcome

HitPolicy = Literal["first", "collect"]
Severity = Literal["low", "medium", "high", "critical"]


class _Shape(Struct, frozen=True, rename="camel", kw_only=True):
    pass


class Column(_Shape, frozen=True):
    """决策表的一列。

    A column of a decision table; an input without a field holds full expressions.
    """

    id: str
    name: str = ""
    field: str = ""


class Wiring(_Shape, frozen=True):
    """节点怎样取入、放出。 How a node takes its input and places its output (JDM)."""

    pass_through: bool = False
    input_field: str | None = None
    output_path: str | None = None
    execution_mode: str = "single"


class TableContent(Wiring, frozen=True):
    """决策表。 A decision table; a rule maps column ids to cells."""

    hit_policy: HitPolicy = "first"
    inputs: tuple[Column, ...] = ()
    outputs: tuple[Column, ...] = ()
    rules: tuple[dict[str, object], ...] = ()


class Assignment(_Shape, frozen=True):
    """一条赋值：`key` 得到表达式 `value` 的值。 `key` takes the value of an expression."""

    id: str = ""
    key: str = ""
    value: str = ""


class ExpressionContent(Wiring, frozen=True):
    """表达式节点。 An expression node."""

    expressions: tuple[Assignment, ...] = ()


class Statement(_Shape, frozen=True):
    """分支的一个条件；空条件总成立。 One branch; a blank condition always holds."""

    id: str
    condition: str = ""
    is_default: bool = False


class SwitchContent(_Shape, frozen=True):
    """分支节点。 A switch: the first branch that holds, or all of them (`collect`)."""

    statements: tuple[Statement, ...] = ()
    hit_policy: HitPolicy = "first"


class DecisionContent(Wiring, frozen=True, kw_only=True):
    """子策略：`key` 是策略编码。 A sub-decision; `key` is a policy code."""

    key: str


class ListCheck(_Shape, frozen=True):
    """查一个名单。

    Look `field` up in `list`; `as_` becomes true or false, `<as_>_entry` its entry.
    """

    list: str
    field: str
    as_: str


class ListContent(_Shape, frozen=True):
    """名单节点。 A list node."""

    checks: tuple[ListCheck, ...] = ()


class Rule(_Shape, frozen=True):
    """一条规则。

    One rule: when its condition holds it adds points, raises the outcome, says why.
    """

    code: str
    title: Text
    when: str
    points: float | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    severity: Severity | None = None
    enabled: bool = True


class RulesContent(_Shape, frozen=True):
    """规则节点。 A rules node."""

    rules: tuple[Rule, ...] = ()


class InputContent(_Shape, frozen=True):
    """入口。 The entry of the graph."""


class OutputContent(_Shape, frozen=True):
    """出口。 An exit of the graph."""


Content = (
    InputContent
    | OutputContent
    | TableContent
    | ExpressionContent
    | SwitchContent
    | DecisionContent
    | ListContent
    | RulesContent
)


class Node(_Shape, frozen=True):
    """一个节点。 A node of the graph."""

    id: str
    name: str
    content: Content


class Edge(_Shape, frozen=True):
    """一条连线；分支节点的连线带条件标识。 An edge; one leaving a switch names its statement."""

    id: str
    source_id: str
    target_id: str
    source_handle: str | None = None


class Document(_Shape, frozen=True):
    """一份策略文档。 One policy document."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def node(self, node_id: str) -> Node:
        """按标识取节点。 The node with this id."""
        return next(node for node in self.nodes if node.id == node_id)
