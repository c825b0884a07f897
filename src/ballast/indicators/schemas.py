"""指标接口的出入格式。 What goes in and out of the API of indicators."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from ballast.indicators.formula import FormulaLine
from ballast.indicators.usage import Use
from ballast.kit.text import Text

Value = str | int | float | bool | None
"""指标的值；空为缺失。 The value of an indicator; null is missing."""

Number = Annotated[int, Meta(ge=1, le=2_000_000_000)]


class NamedField(Struct, frozen=True):
    """一个字段及其名称。 A field with its title."""

    name: str
    title: Text


class IndicatorSummary(Struct, frozen=True):
    """清单里的一个指标。 One indicator of the list.

    Args:
        origin: pack 为内容包所载，own 为自建。 Of a pack, or the institution's own.
        status: live、draft、submitted、returned、retired。
        pending: 现行之外还有一份草稿或待审批的。 Another version is a draft or waits for approval.
        ready: 引擎已计入。 Whether the engine counts it.
        uses: 几个现行策略在读。 How many live policies read it.
    """

    code: str
    title: Text
    scene: str
    scene_title: Text
    key: list[str]
    aggregate: str
    window: Text
    unit: Text | None
    origin: str
    status: str
    pending: str | None
    ready: bool
    description: Text
    uses: int


class KeyField(Struct, frozen=True):
    """键的一个字段。 A field of the key."""

    name: str
    title: Text
    type: str


class KeyInScene(Struct, frozen=True):
    """在一个场景里从哪些字段读键。 The fields of the key in a scene."""

    scene: str
    title: Text
    fields: list[KeyField]


class SourceView(Struct, frozen=True):
    """出处。 Where a value or a rule is from."""

    instrument: Text
    article: str
    evidence: str
    effective_from: str | None
    effective_to: str | None
    note: Text | None


class DefinitionProblem(Struct, frozen=True):
    """一处问题：哪一项、什么不对、怎么改。 One problem: the field, what is wrong, the remedy."""

    field: str
    problem: Text
    remedy: Text


class RebuildProgress(Struct, frozen=True):
    """引擎正在从历史重建。 The engine is being rebuilt from history."""

    done: int
    total: int


class IndicatorVersionView(Struct, frozen=True):
    """自建指标的一个版本。 One version of an own indicator; times are RFC 3339."""

    code: str
    number: int
    status: str
    definition: dict[str, Any]
    author: str
    author_name: str
    created_at: str
    submitter_name: str | None
    submitted_at: str | None
    approver_name: str | None
    decided_at: str | None
    live_at: str | None
    retired_at: str | None
    comment: str


class IndicatorView(Struct, frozen=True):
    """一个指标的全部：定义、文字、公式、SQL、谁在用、版本。

    Everything about an indicator: definition, words, formula, SQL, who reads it, versions.
    """

    code: str
    title: Text
    scene: str
    scene_title: Text
    key: list[str]
    aggregate: str
    aggregate_title: Text
    of: NamedField | None
    where: str | None
    window: Text
    current: str
    unit: Text | None
    source: SourceView | None
    origin: str
    status: str
    ready: bool
    progress: RebuildProgress | None
    definition: dict[str, Any]
    description: Text
    formula: list[FormulaLine]
    sql: str
    readable: list[KeyInScene]
    uses: list[Use]
    versions: list[IndicatorVersionView]
    problems: list[DefinitionProblem]


class DefinitionBody(Struct, frozen=True):
    """内容包写法的定义；`number` 指明改写自己的哪一份草稿。

    A definition as packs write it; `number` names one's own draft to overwrite.
    """

    definition: dict[str, Any]
    number: Number | None = None


class CheckedDefinition(Struct, frozen=True):
    """检查的结果与预览。 What checking found, and a preview where it can be read."""

    problems: list[DefinitionProblem]
    definition: dict[str, Any] | None
    description: Text | None
    window: Text | None
    formula: list[FormulaLine]
    sql: str | None
    readable: list[KeyInScene]


class OfferedField(Struct, frozen=True):
    """表单可选的一个字段。 A field that the form offers."""

    name: str
    title: Text
    type: str
    protected: bool
    subject: str | None
    values: list[str]


class OfferedScene(Struct, frozen=True):
    """表单可选的一个场景。 A scene that the form offers."""

    code: str
    title: Text
    fields: list[OfferedField]


class OfferedAggregate(Struct, frozen=True):
    """表单可选的汇总方式；`of` 为 none、optional、any 或 number。

    An aggregate that the form offers; `of` says which field it takes.
    """

    code: str
    title: Text
    of: str


class Offers(Struct, frozen=True):
    """表单的全部选项。 Everything the form offers."""

    scenes: list[OfferedScene]
    aggregates: list[OfferedAggregate]
    zone: str


class WhyBody(Struct, frozen=True):
    """为何。 Why."""

    comment: Annotated[str, Meta(max_length=2_000)] = ""


class ReadBody(Struct, frozen=True):
    """要读谁的值。 Whose value to read: a scene's fields that name the subject."""

    scene: str
    data: dict[str, Any]


class IndicatorValue(Struct, frozen=True):
    """一个现值。 A present value, with its window in words."""

    code: str
    value: Value
    words: Text
    window: Text
    at: str


class CountedEvent(Struct, frozen=True):
    """计入的一件事；`value` 是它计入的数或值。 An event that counted, and what it contributed."""

    scene: str
    id: str
    seq: int
    occurred_at: str
    value: Value


class EvidenceView(Struct, frozen=True):
    """一个现值与背后的事件，新的在前。 A present value and the events behind it, newest first.

    Args:
        since: 窗口从何时起；历来为空。 Where the window starts; null if it is `ever`.
        total: 一共多少件，`events` 是其中最近的。 How many; `events` are the latest of them.
    """

    value: IndicatorValue
    since: str | None
    total: int
    events: list[CountedEvent]


class LineBody(Struct, frozen=True):
    """要看谁的线。 Whose line to show."""

    scene: str
    data: dict[str, Any]
    days: Annotated[int, Meta(ge=1, le=90)] = 30


class LinePoint(Struct, frozen=True):
    """一日。 One day.

    Args:
        events: 当日计入几件；一个对象的线没有。 Events that contributed; null for one subject.
        subjects: 当日涉及几个对象；同上。 Subjects they were of; null for one subject.
        complete: 这一日已过完，且历史从更早开始。 The day is over and history began before it.
    """

    day: str
    value: Value
    events: int | None
    subjects: int | None
    complete: bool


class IndicatorLine(Struct, frozen=True):
    """按日的线。 A daily line.

    Args:
        measure: 每日的数是什么。 What the number of a day is.
        history_from: 场景最早的事件；没有事件为空。 The scene's earliest event, if any.
        notes: 不完整之处。 Where it is not complete.
    """

    code: str
    measure: Text
    unit: Text | None
    zone: str
    points: list[LinePoint]
    history_from: str | None
    notes: list[Text]
