"""试算与流程的接口。 The API of simulating, and of the flows behind decisions."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, PathParameter

from ballast.decisions.flow import DecisionFlows
from ballast.decisions.simulation import Simulation
from ballast.decisions.simulation_schemas import (
    DraftSimulation,
    FlowView,
    SampleView,
    SimulatedEvent,
    SimulationView,
)
from ballast.infra.access import Principal
from ballast.policies.model import VersionRef

Asking = Request[Principal, Any, Any]
Number = Annotated[int, PathParameter(ge=1, le=2_000_000_000)]


@post(
    "/policies/{code:str}/versions/{number:int}/simulate",
    sync_to_thread=True,
    status_code=200,
    summary="试算 / Simulate",
    description="任一版本对一件事会怎么判：写出的数据、已存的事件或一次决策；什么都不存。"
    " How a version would judge an event: typed, stored, or of a decision; nothing is stored.",
    operation_id="simulatePolicyVersion",
)
def simulate(
    request: Asking,
    simulation: NamedDependency[Simulation],
    code: FromPath[str],
    number: Number,
    data: JSONBody[SimulatedEvent],
) -> SimulationView:
    """试算。 Simulate."""
    return simulation.run(request.user, VersionRef(code, number), data)


@post(
    "/policies/simulate",
    sync_to_thread=True,
    status_code=200,
    summary="试算没有保存的文档 / Simulate a document not yet saved",
    description="文档有问题则 422，逐处列出。 Problems of the document give 422, all listed.",
    operation_id="simulatePolicyDraft",
)
def simulate_draft(
    request: Asking, simulation: NamedDependency[Simulation], data: JSONBody[DraftSimulation]
) -> SimulationView:
    """试算没有保存的文档。 Simulate a document that is not saved."""
    return simulation.draft(request.user, data)


@get(
    "/policies/{code:str}/samples",
    sync_to_thread=True,
    summary="供试算的决策 / Decisions to simulate on",
    description="策略所用场景最近的决策；新策略用 `scene` 指明。"
    " Recent decisions of the policy's scene; `scene` names it for a new policy.",
    operation_id="listPolicySamples",
)
def samples(
    request: Asking,
    simulation: NamedDependency[Simulation],
    code: FromPath[str],
    scene: FromQuery[str | None] = None,
    outcome: FromQuery[str | None] = None,
) -> list[SampleView]:
    """最近的决策，已屏蔽。 Recent decisions, masked."""
    return simulation.samples(request.user, (code, scene), outcome)


@get(
    "/decisions/{decision_id:str}/flow",
    sync_to_thread=True,
    summary="决策的流程 / The flow behind a decision",
    description="当时那一版的文档与画在上面的轨迹，流程编辑器可直接画出。"
    " The document of the very version that ran and its trace, as the flow editor paints it.",
    operation_id="showDecisionFlow",
)
def show_flow(
    request: Asking, decision_flows: NamedDependency[DecisionFlows], decision_id: FromPath[str]
) -> FlowView:
    """决策的流程。 The flow behind a decision."""
    return decision_flows.show(request.user, decision_id)


router = Router("/", route_handlers=[simulate, simulate_draft, samples, show_flow])
