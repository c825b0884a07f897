"""决策的接口。 The API of decisions."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, PathParameter, QueryParameter

from ballast.decisions.desk import Desk
from ballast.decisions.effect import MOST, EffectStudy
from ballast.decisions.repository import DecisionFilter
from ballast.decisions.schemas import Answer, DecisionPage, DecisionView, ImaginedEvent
from ballast.decisions.simulation import Simulation
from ballast.decisions.views import DecisionViews
from ballast.events.batch import object_of
from ballast.events.moments import optional_instant
from ballast.events.submission import SubmissionOperation
from ballast.infra.access import Principal
from ballast.policies.model import VersionRef

Number = Annotated[int, PathParameter(ge=1, le=2_000_000_000)]
_Limit = Annotated[int, QueryParameter(ge=1, le=500)]


@post(
    "/decisions",
    status_code=200,
    summary="请求决策 / Ask for a decision",
    description="动作发生前询问；同一标识永远得到同一答复，答复前已落盘。"
    " Ask before an action; the same id always gets the same answer, given once it is on disk.",
    responses={
        200: ResponseSpec(Answer, generate_examples=False, description="决策 / the decision")
    },
    operation_class=SubmissionOperation,
    operation_id="decide",
)
async def decide(
    request: Request[Principal, Any, Any], desk: NamedDependency[Desk]
) -> Response[bytes]:
    """请求决策。 Ask for a decision."""
    receipt = await desk.decide(request.user, object_of(await request.body()))
    return Response(receipt.answer, media_type="application/json")


@get(
    "/decisions",
    sync_to_thread=True,
    summary="查询决策 / List decisions",
    operation_id="listDecisions",
)
def list_decisions(  # noqa: PLR0913, PLR0917 - one parameter per filter
    request: Request[Principal, Any, Any],
    decision_views: NamedDependency[DecisionViews],
    scene: FromQuery[str | None] = None,
    outcome: FromQuery[str | None] = None,
    policy: FromQuery[str | None] = None,
    version: Annotated[int | None, QueryParameter(ge=0, le=2_000_000_000)] = None,
    event_id: FromQuery[str | None] = None,
    subject: FromQuery[str | None] = None,
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: _Limit = 50,
) -> DecisionPage:
    """一页决策，新的在前。 A page of decisions, newest first."""
    wanted = DecisionFilter(
        scene=scene,
        outcome=outcome,
        policy=policy,
        version=version,
        event_id=event_id,
        subject=subject,
        since_us=optional_instant("since", since),
        until_us=optional_instant("until", until),
    )
    return decision_views.page(request.user, wanted, cursor, limit)


@get(
    "/decisions/{decision_id:str}",
    sync_to_thread=True,
    summary="查看决策 / Show a decision",
    operation_id="showDecision",
)
def show_decision(
    request: Request[Principal, Any, Any],
    decision_views: NamedDependency[DecisionViews],
    decision_id: FromPath[str],
) -> DecisionView:
    """一次决策：答复、输入、过程。 One decision: answer, input, trace."""
    return decision_views.show(request.user, decision_id)


@post(
    "/policies/{code:str}/versions/{number:int}/simulate",
    sync_to_thread=True,
    status_code=200,
    summary="试算 / Simulate",
    description="任一版本对一件假想的事会怎么判；什么都不存。"
    " How a version would judge an imagined event; nothing is stored.",
    operation_id="simulatePolicyVersion",
)
def simulate(
    request: Request[Principal, Any, Any],
    simulation: NamedDependency[Simulation],
    code: FromPath[str],
    number: Number,
    data: JSONBody[ImaginedEvent],
) -> dict[str, Any]:
    """试算。 Simulate."""
    return simulation.run(request.user, code, number, data)


@get(
    "/policies/{code:str}/versions/{number:int}/effect",
    sync_to_thread=True,
    summary="对最近决策的影响 / Effect on recent decisions",
    operation_id="policyVersionEffect",
)
def effect(
    request: Request[Principal, Any, Any],
    effects: NamedDependency[EffectStudy],
    code: FromPath[str],
    number: Number,
    last: Annotated[int, QueryParameter(ge=1, le=MOST)] = 1_000,
) -> dict[str, Any]:
    """若用这一版，最近的决策会怎样改变。 How recent decisions would change under this version."""
    return effects.show(request.user, VersionRef(code, number), last)


router = Router("/", route_handlers=[decide, list_decisions, show_decision, simulate, effect])
