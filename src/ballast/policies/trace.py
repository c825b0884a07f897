"""完整轨迹：每个节点、每条规则命中与否、用了什么值、缺了什么。

The whole trace: every node, what became of every rule, with which values, and what was missing.
Values are those the policy saw: protected fields appear as tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from ballast.kit.text import Text
from ballast.policies.evaluation import Evaluation
from ballast.policies.plan import Step, Unit, UnitKind


class UnitStatus(StrEnum):
    """单元的下场。 What became of a unit."""

    HIT = "hit"
    MISSED = "missed"
    UNKNOWN = "unknown"
    FAILED = "failed"
    DONE = "done"
    SKIPPED = "skipped"


_WORDS = {
    UnitStatus.HIT: Text("命中", "hit"),
    UnitStatus.MISSED: Text("未命中", "missed"),
    UnitStatus.UNKNOWN: Text("未知", "unknown"),
    UnitStatus.FAILED: Text("出错", "failed"),
    UnitStatus.DONE: Text("已算", "computed"),
    UnitStatus.SKIPPED: Text("未看", "not looked at"),
}
_QUIET = (UnitKind.VALUE, UnitKind.DECISION)
Value = Callable[[str], object]
"""名字 → 值。 A name to its value."""


class UnitTrace(Struct, frozen=True, kw_only=True):
    """一个单元：条件原文、用到的值、缺失的名字、错误的种类。

    One unit: its condition, the values it used, the names that were missing, the kind of error.
    """

    code: str
    kind: str
    title: Text
    status: UnitStatus
    source: str
    values: dict[str, object]
    missing: tuple[str, ...] = ()
    error: str | None = None

    @property
    def text(self) -> Text:
        """一句话。 One line."""
        word = _WORDS[self.status]
        zh, en = f"[{word.zh}] {self.title.zh}", f"[{word.en}] {self.title.en}"
        tail = f" ({self.source})" if self.source else ""
        used = ", ".join(f"{name}={value}" for name, value in self.values.items())
        tail += f" {used}" if used else ""
        if self.error:
            tail += f" {self.error}"
        if not self.missing:
            return Text(zh + tail, en + tail)
        names = ", ".join(self.missing)
        return Text(f"{zh}{tail} 缺失：{names}", f"{en}{tail} missing: {names}")


class NodeTrace(Struct, frozen=True, kw_only=True):
    """一个节点。 One node; `sub` is the trace of a sub-decision."""

    node: str
    name: str
    kind: str
    ran: bool
    outputs: dict[str, object]
    units: tuple[UnitTrace, ...]
    sub: tuple[NodeTrace, ...] = ()


def trace(evaluation: Evaluation) -> tuple[NodeTrace, ...]:
    """按执行次序的完整轨迹。 The whole trace, in evaluation order."""
    ran = set(evaluation.path)
    subs = {unit.node: trace(inner) for unit, inner in evaluation.subs()}
    return tuple(
        NodeTrace(
            node=step.node,
            name=step.name,
            kind=step.kind,
            ran=step.node in ran,
            outputs=_outputs(evaluation, step) if step.node in ran else {},
            units=tuple(units_of(evaluation, step, step.node in ran)),
            sub=subs.get(step.node, ()),
        )
        for step in evaluation.plan.steps
    )


def lines(nodes: tuple[NodeTrace, ...], language: str = "zh", depth: int = 0) -> Iterator[str]:
    """给人看的逐行文本。 Readable lines."""
    skipped = Text("（未执行）", " (did not run)").in_(language)
    pad = "  " * depth
    for node in nodes:
        yield f"{pad}{node.name} · {node.kind}{'' if node.ran else skipped}"
        if node.ran:
            yield from (f"{pad}  {unit.text.in_(language)}" for unit in node.units)
            yield from lines(node.sub, language, depth + 1)
            yield from (f"{pad}  → {name} = {value}" for name, value in node.outputs.items())


def _outputs(evaluation: Evaluation, step: Step) -> dict[str, object]:
    return {name: evaluation.value(name) for name in step.fields}


def units_of(
    evaluation: Evaluation, step: Step, ran: bool, value: Value | None = None
) -> Iterator[UnitTrace]:
    """一个节点的各单元。 The units of one node.

    Args:
        evaluation: 求值。 The evaluation.
        step: 节点。 The node.
        ran: 执行了没有。 Whether it ran.
        value: 名字当时的值；默认取最后的值。 Gives the value a name had; by default its last.
    """
    read = value or evaluation.value
    errors: dict[int, str] = dict(evaluation.raw[8])  # type: ignore[call-overload]  # pairs
    done = False
    for number, unit in enumerate(evaluation.plan.units):
        if unit.node != step.node:
            continue
        status = UnitStatus.SKIPPED
        if ran and not (done and unit.exclusive):
            status = _status(evaluation, number, unit, errors)
        done = done or status is UnitStatus.HIT
        looked = status is not UnitStatus.SKIPPED
        yield UnitTrace(
            code=unit.code,
            kind=unit.kind.value,
            title=unit.title,
            status=status,
            source=unit.source,
            values=(values := {n: read(n) for n in unit.references} if looked else {}),
            missing=_missing(values) if status is UnitStatus.UNKNOWN else (),
            error=errors.get(number),
        )


def _missing(values: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name, value in values.items() if value is None)


def _status(evaluation: Evaluation, number: int, unit: Unit, errors: dict[int, str]) -> UnitStatus:
    hits: int = evaluation.raw[6]  # type: ignore[assignment]  # a bitmap
    unknown: int = evaluation.raw[7]  # type: ignore[assignment]  # a bitmap
    if number in errors:
        return UnitStatus.FAILED
    if hits >> number & 1:
        return UnitStatus.HIT
    if unknown >> number & 1:
        return UnitStatus.UNKNOWN
    return UnitStatus.DONE if unit.kind in _QUIET else UnitStatus.MISSED
