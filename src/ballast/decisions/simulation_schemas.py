"""试算接口的出入格式。 What goes in and out of simulating."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from ballast.decisions.schemas import Lines, ReasonView, TracedNode
from ballast.policies.painting import PaintedNode


class SimulatedEvent(Struct, frozen=True):
    """要试算的事，三种写法之一：写出数据、指明已存的事件、指明一次决策。

    The event to simulate, in one of three ways: data as typed, a stored event, or a decision.

    Args:
        scene: 场景；指明决策时不必写。 The scene; not needed with a decision.
        data: 写出的数据。 The data as typed.
        occurred_at: 写出的数据的时刻；没有就是此刻。 When it occurs; without it, now.
        event_id: 已存的事件。 Id of a stored event.
        decision_id: 已有的决策。 Id of a decision.
    """

    scene: str | None = None
    data: dict[str, Any] | None = None
    occurred_at: str | None = None
    event_id: str | None = None
    decision_id: str | None = None


class DraftSimulation(SimulatedEvent, frozen=True, kw_only=True):
    """没有保存的文档，试算一件事。 A document that is not saved, and an event to try it on."""

    document: dict[str, Any]
    code: str = ""


class Painting(Struct, frozen=True):
    """画在图上的轨迹，即编辑器的 `simulate`。 The trace as the flow editor takes it.

    Args:
        performance: 求值用时。 How long the evaluation took.
        result: 写出的全部字段。 Every field that was written.
        trace: 节点标识 → 轨迹。 Node id to its trace.
    """

    performance: str
    result: dict[str, Any]
    trace: dict[str, PaintedNode]


class About(Struct, frozen=True):
    """试算的是哪件事；受保护的值已屏蔽。 What was simulated; protected values are masked.

    `outcome` 是当时的结论。 `outcome` is what was decided then.
    """

    scene: str
    occurred_at: str
    event_id: str | None
    decision_id: str | None
    outcome: str | None
    data: dict[str, Any]


class SimulationView(Struct, frozen=True, kw_only=True):
    """试算的结果。 What a simulation says."""

    outcome: str
    score: float | None
    limit: float | None
    rate: float | None
    term: float | None
    reasons: list[ReasonView]
    indicators: dict[str, Any]
    missing: list[str]
    nodes: list[TracedNode]
    text: Lines
    sha256: str
    about: About
    simulation: Painting


class SampleView(Struct, frozen=True):
    """一次最近的决策，供试算。 A recent decision to try a flow on; protected values are masked."""

    decision_id: str
    scene: str
    event_id: str
    occurred_at: str
    outcome: str
    data: dict[str, Any]


class FlowView(Struct, frozen=True):
    """当时的流程与画在上面的轨迹。 The flow that ran, and its trace to paint on it.

    Args:
        document: 当时那一版的文档；没有策略作答则为空。 The document of the very version that ran;
            None when no policy answered.
        simulation: 轨迹；还原不了则为空。 The trace; None when it cannot be rebuilt.
        problem: 为什么没有轨迹。 Why there is no trace.
    """

    decision_id: str
    policy: str
    version: int
    document: Any
    simulation: Painting | None
    problem: str | None
