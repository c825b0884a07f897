"""决策接口的出入格式。 What goes in and out of the API of decisions."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from ballast.decisions.model import Answer, Fallback, PolicyStamp

__all__ = ["Answer", "Fallback", "PolicyStamp"]


class ReasonView(Struct, frozen=True):
    """一条理由；简单比较带实际值、运算符与阈值。 A reason; simple comparisons show their sides."""

    code: str
    title: dict[str, str]
    value: Any = None
    operator: str | None = None
    threshold: Any = None


class AnswerView(Struct, frozen=True):
    """当时的答复。 The answer as it was given."""

    decision_id: str
    scene: str
    id: str
    outcome: str
    score: float | None
    limit: float | None
    rate: float | None
    term: float | None
    reasons: list[ReasonView]
    policy: PolicyStamp | None
    indicators: dict[str, Any]
    decided_at: str
    elapsed_us: int
    late: bool = False
    unknown_fields: list[str] = []
    fallback: Fallback | None = None


class DecisionItem(AnswerView, frozen=True, kw_only=True):
    """列表里的一个决策。 A decision in a list; a protected subject is not shown."""

    occurred_at: str
    subject: str


class Total(Struct, frozen=True):
    """一共多少；`more` 为数到上限还有。 How many; `more`: there are more than were counted."""

    count: int
    more: bool


class DecisionPage(Struct, frozen=True):
    """一页决策，新的在前；`next` 取下一页，首页带总数。

    A page of decisions, newest first; `next` asks for the next one, the first page has the total.
    """

    items: list[DecisionItem]
    next: str | None
    total: Total | None = None


class SearchBody(Struct, frozen=True):
    """按明文找：种类（phone、bank_card、device、customer……）与值；值不进地址与日志。

    Search by a clear value of a kind; it never enters an address or a log.
    """

    kind: str
    value: str
    cursor: str | None = None
    limit: int = 50


class TracedUnit(Struct, frozen=True):
    """一条规则、一行、一个分支、一次名单检查。 A rule, a row, a branch or a list check."""

    code: str
    kind: str
    title: dict[str, str]
    status: str
    source: str
    values: dict[str, Any]
    missing: list[str]
    error: str | None


class TracedNode(Struct, frozen=True):
    """一个节点；`sub` 为子策略的过程。 One node; `sub` is the trace of a sub-decision."""

    node: str
    name: str
    kind: str
    ran: bool
    outputs: dict[str, Any]
    units: list[TracedUnit]
    sub: list[TracedNode]


class Lines(Struct, frozen=True):
    """逐行的文字。 Readable lines."""

    zh: list[str]
    en: list[str]


class TraceView(Struct, frozen=True):
    """过程。 The trace; `problem` says why only part of it can be shown."""

    nodes: list[TracedNode]
    text: Lines
    indicators: dict[str, Any]
    missing: list[str] = []
    problem: str | None = None


class IndicatorThen(Struct, frozen=True):
    """当时读到的一个指标。 An indicator as it was read; not `known`: no longer defined."""

    code: str
    title: dict[str, str]
    value: Any
    words: dict[str, str]
    window: dict[str, str]
    description: dict[str, str]
    known: bool


class ListHitView(Struct, frozen=True):
    """命中的名单条目。 An entry of a list that was hit; `reason` as it stands today."""

    list: str
    title: dict[str, str]
    colour: str
    entry: str
    value: str
    reason: str
    source: str
    since: str
    until: str | None


class SubjectView(Struct, frozen=True):
    """事件指向的一个对象，可据以找别的决策。 A subject of the event, to find others by."""

    field: str
    title: dict[str, str]
    kind: str
    value: str


class DecisionView(Struct, frozen=True, kw_only=True):
    """一次决策的全貌。 Everything about one decision; protected values are masked."""

    answer: AnswerView
    seq: int
    occurred_at: str
    received_at: str
    scene_title: dict[str, str]
    scene_version: int
    principal: str
    principal_name: str
    policy_title: dict[str, str] | None
    input: dict[str, Any]
    masked: list[str]
    trace: TraceView
    indicators: list[IndicatorThen]
    lists: list[ListHitView]
    subjects: list[SubjectView]


class RelatedView(Struct, frozen=True):
    """同一对象的别的决策，新的在前。 Other decisions on the same subject, newest first."""

    field: str
    title: dict[str, str]
    items: list[DecisionItem]
    next: str | None


class EvidenceEvent(Struct, frozen=True):
    """指标值背后的一件事。 An event behind the value; `value`: what it brings, if visible."""

    scene: str
    id: str
    seq: int
    occurred_at: str
    late: bool
    value: Any
    itself: bool
    decision_id: str | None
    outcome: str | None


class Evidence(Struct, frozen=True, kw_only=True):
    """一个指标值背后的事件，并重算一遍。 The events behind a value, and it computed anew.

    Args:
        value: 当时读到的值。 The value as it was read.
        recomputed: 由这些事件重算的值；不全时没有。 Computed from these events, if all were found.
        agrees: 两者是否相同。 Whether the two are equal.
        complete: 是否找全。 Whether all of them were found.
        since: 窗口的起点。 Start of the window.
        until: 窗口的终点。 End of the window.
        count: 计入的有几件。 How many events count.
        items: 最近的若干件。 The latest of them.
    """

    code: str
    title: dict[str, str]
    value: Any
    words: dict[str, str]
    window: dict[str, str]
    recomputed: Any
    agrees: bool | None
    complete: bool
    since: str | None
    until: str | None
    count: int
    items: list[EvidenceEvent]


class RerunBody(Struct, frozen=True):
    """用哪一版重算。 The version to evaluate again with."""

    policy: str
    version: int


class Verdict(Struct, frozen=True):
    """一次求值的结论。 What an evaluation said."""

    policy: str
    version: int
    outcome: str
    score: float | None
    limit: float | None
    rate: float | None
    term: float | None
    reasons: list[ReasonView]


class UnitChange(Struct, frozen=True):
    """一个单元前后的下场；没有的一方为 None。 What became of a unit; None where it is absent."""

    node: str
    code: str
    title: dict[str, str]
    before: str | None
    after: str | None


class Rerun(Struct, frozen=True, kw_only=True):
    """重算：当时与现在。 An evaluation again: then and now; nothing is stored.

    Args:
        changed: 哪几项变了。 Which of outcome, score, limit, rate, term and reasons differ.
        units: 下场不同的规则。 Rules that came out differently.
        recomputed: 当时没读、从日志重算的指标。 Indicators not read then, computed from the log.
        uncertain: 日志没找全而可能不准的指标。 Indicators whose events were not all found.
        trace: 重算的过程。 The trace of the evaluation.
    """

    before: Verdict
    after: Verdict
    changed: list[str]
    units: list[UnitChange]
    recomputed: list[str]
    uncertain: list[str]
    trace: TraceView
