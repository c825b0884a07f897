"""编译结果里不变的部分：每个单元是什么、理由怎么写。

What stays the same over evaluations: what each unit is and how each reason reads. A unit is the
smallest thing that is hit, missed, unknown or failed: a rule, a table row, a branch, a list check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ballast.kit.text import Text


class UnitKind(StrEnum):
    """单元的种类。 Kind of a unit."""

    RULE = "rule"
    ROW = "row"
    STATEMENT = "statement"
    CHECK = "check"
    VALUE = "value"  # an assignment or a table input: it can fail but is neither hit nor missed
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Unit:
    """一个单元。 One unit.

    Args:
        node: 所在节点。 Its node.
        code: 节点内的标识：规则编码、行、分支。 Its id inside the node.
        title: 给人看的名称。 What people call it.
        source: 条件的原文。 Source of its condition, as written.
        references: 条件用到的名字。 Names its condition refers to.
        exclusive: 前面的命中后不再看它。 Whether an earlier hit in the node skips it.
    """

    node: str
    code: str
    kind: UnitKind
    title: Text
    source: str = ""
    references: tuple[str, ...] = ()
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class ReasonSpec:
    """一条理由不变的部分。 The constant part of a reason."""

    code: str
    title: Text
    operator: str | None = None
    threshold: object = None
    unit: int = -1


@dataclass(frozen=True, slots=True)
class Step:
    """一个节点在图上的次序里。 One node, in evaluation order, and the fields it writes."""

    node: str
    name: str
    kind: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """一份策略编译后的说明书。 The legend of a compiled policy.

    `fields` are the names of the values in the record; `inputs` the names read from the event and,
    after `indicators.`, from the indicators; `subs` the legends of sub-decisions by unit.
    """

    sha256: str
    units: tuple[Unit, ...]
    reasons: tuple[ReasonSpec, ...]
    steps: tuple[Step, ...]
    fields: tuple[str, ...]
    inputs: tuple[str, ...]
    subs: Mapping[int, Plan] = field(default_factory=dict)
