"""画在图上的轨迹：流程编辑器能直接画的写法，每个节点当时看到什么、写出什么。

A trace as the flow editor paints it: what each node saw and wrote at the time, the row of a table
that was hit, the branches that were taken. Nodes that did not run are absent.

Exact values need an evaluation of a policy compiled with `watched`; without it the painting shows
which way things went and leaves the values out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from ballast.policies import graph
from ballast.policies.compile import Compiled
from ballast.policies.document import (
    Content,
    DecisionContent,
    Document,
    ExpressionContent,
    InputContent,
    OutputContent,
    SwitchContent,
    TableContent,
)
from ballast.policies.evaluation import Evaluation
from ballast.policies.fields import AMOUNTS, OUTCOME, REASONS, SCORE
from ballast.policies.nested import nest
from ballast.policies.nodes.wiring import placed
from ballast.policies.outcome import OUTCOMES
from ballast.policies.plan import Step, UnitKind
from ballast.policies.trace import UnitStatus, UnitTrace, units_of

_RAN, _TRAIL = 9, 12
_DECIDED = (OUTCOME, SCORE, *AMOUNTS)


class PaintedNode(Struct, frozen=True, kw_only=True, rename="camel"):
    """一个执行过的节点。 A node that ran.

    Args:
        input: 它看到的值。 What it saw; None for the input node.
        output: 它之后的节点看到的值。 What the nodes after it see; None for output nodes.
        performance: 用时；只量整体，故为空。 Its time; only the whole is timed.
        trace_data: 编辑器按节点种类画的内容。 What the editor paints, by kind of node.
        units: 每条规则、行、分支的下场。 What became of each rule, row and branch.
    """

    id: str
    name: str
    order: int
    input: dict[str, Any] | None
    output: dict[str, Any] | None
    trace_data: Any
    units: list[UnitTrace]
    performance: str | None = None


Painted = dict[str, PaintedNode]


def paint(
    compiled: Compiled, evaluation: Evaluation, shown: Mapping[str, object] | None = None
) -> Painted:
    """画出一次求值。 Paint an evaluation, by node id.

    Args:
        compiled: 策略。 The policy.
        evaluation: 它的求值。 An evaluation of it.
        shown: 事件里要换成别的样子给人看的值。 Values of the event that people see otherwise.
    """
    return _Painter(compiled.documents, evaluation, shown or {}).painted()


@dataclass(frozen=True, slots=True)
class _State:
    """某个节点之后的各值。 The values after a node: written ones and a table's inputs."""

    written: Mapping[str, object]
    subjects: tuple[object, ...] = ()


class _Painter:
    def __init__(
        self,
        documents: Mapping[str, Document],
        evaluation: Evaluation,
        shown: Mapping[str, object],
    ) -> None:
        self._documents = documents
        self._shown = shown
        self._document = documents[evaluation.plan.sha256]
        self._evaluation = evaluation
        self._above = graph.ancestors(self._document)
        self._states = _states(evaluation)

    def painted(self) -> Painted:
        found: Painted = {}
        ran: int = self._evaluation.raw[_RAN]  # type: ignore[assignment]  # a bitmap
        before = _State({})
        for number, step in enumerate(self._evaluation.plan.steps):
            if ran >> number & 1:
                after = self._states.get(number, before)
                found[step.node] = self._node(step, len(found), (before, after))
                before = after
        return found

    def _node(self, step: Step, order: int, states: tuple[_State, _State]) -> PaintedNode:
        content = self._document.node(step.node).content
        before, after = states
        seen = self._seen(step, before)
        reading = {**seen, **{n: after.written[n] for n in step.fields if n in after.written}}
        units = list(units_of(self._evaluation, step, True, seen.get if self._states else None))
        return PaintedNode(
            id=step.node,
            name=step.name,
            order=order,
            input=None if isinstance(content, InputContent) else nest(_present(seen)),
            output=None if isinstance(content, OutputContent) else nest(_present(reading)),
            trace_data=self._trace_data(step, content, (seen, after), units),
            units=units,
        )

    def _seen(self, step: Step, before: _State) -> dict[str, object]:
        if not self._states:
            return {}
        written = {
            name
            for other in self._evaluation.plan.steps
            if other.node in self._above[step.node]
            for name in other.fields
        }
        indicators = {f"indicators.{k}": v for k, v in self._evaluation.indicators.items()}
        upstream = {n: v for n, v in before.written.items() if n in written}
        return {**self._evaluation.context, **self._shown, **indicators, **upstream}

    def _trace_data(
        self,
        step: Step,
        content: Content,
        values: tuple[Mapping[str, object], _State],
        units: list[UnitTrace],
    ) -> Any:
        seen, after = values
        match content:
            case TableContent():
                return _table(content, units, self._subjects(content, after))
            case ExpressionContent():
                return _expressions(content, after)
            case SwitchContent():
                return {"statements": [{"id": unit.code} for unit in _hit(units)]}
            case DecisionContent():
                return self._sub(step, seen)
        return {unit.code: unit.status.value for unit in units} or None

    def _sub(self, step: Step, seen: Mapping[str, object]) -> Painted | None:
        for unit, inner in self._evaluation.subs():
            if unit.node == step.node:
                context = {n: v for n, v in seen.items() if not n.startswith("indicators.")}
                sub = Evaluation(inner.plan, inner.raw, context, inner.indicators)
                return _Painter(self._documents, sub, self._shown).painted()
        return None

    def _subjects(self, content: TableContent, after: _State) -> dict[str, object]:
        """各输入列的值；换了样子的不列，免得编辑器拿它去比。 Inputs, without what is not shown."""
        inputs = zip(content.inputs, after.subjects, strict=False)
        named = {column.field: value for column, value in inputs if column.field.strip()}
        return {field: value for field, value in named.items() if field not in self._shown}


def _states(evaluation: Evaluation) -> dict[int, _State]:
    if len(evaluation.raw) <= _TRAIL:
        return {}
    fields = evaluation.plan.fields
    found: dict[int, _State] = {}
    for step, decided, results, subjects in evaluation.raw[_TRAIL]:  # type: ignore[attr-defined]
        written = dict(zip(_DECIDED, (OUTCOMES[decided[0]], *decided[1:]), strict=True))
        found[step] = _State({**written, **dict(zip(fields, results, strict=True))}, subjects)
    return found


def _present(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _hit(units: list[UnitTrace]) -> list[UnitTrace]:
    return [unit for unit in units if unit.status is UnitStatus.HIT]


def _table(
    content: TableContent, units: list[UnitTrace], reference: Mapping[str, object]
) -> dict[str, Any] | list[dict[str, Any]]:
    rows = [unit for unit in units if unit.kind == UnitKind.ROW]
    hits = [
        {"index": n, "reference_map": reference, "rule": _rule(content, n, row.code)}
        for n, row in enumerate(rows)
        if row.status is UnitStatus.HIT
    ]
    if content.hit_policy == "collect":
        return hits
    # Without a hit the editor still shows which cells held.
    return hits[0] if hits else {"index": -1, "reference_map": reference, "rule": {}}


def _rule(content: TableContent, number: int, row_id: str) -> dict[str, Any]:
    row = content.rules[number]
    cells = {f"{c.field}[{c.id}]": row.get(c.id, "") for c in content.inputs if c.field.strip()}
    return {"_id": row_id, **cells}


def _expressions(content: ExpressionContent, after: _State) -> dict[str, Any]:
    return {
        item.key: {"result": after.written.get(name)}
        for item in content.expressions
        if item.key.strip() and (name := placed(content, item.key)) != REASONS and after.written
    }
