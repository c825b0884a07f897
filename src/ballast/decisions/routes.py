"""决策的接口。 The API of decisions."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, PathParameter, QueryParameter

from ballast.decisions.desk import Desk
from ballast.decisions.detail import DecisionDetails
from ballast.decisions.effect import MOST, EffectStudy
from ballast.decisions.evidence_views import EvidenceViews
from ballast.decisions.filter import DecisionFilter
from ballast.decisions.rerun import Rerunning
from ballast.decisions.schemas import (
    Answer,
    DecisionPage,
    DecisionView,
    Evidence,
    RelatedView,
    Rerun,
    RerunBody,
    SearchBody,
)
from ballast.decisions.views import DecisionViews
from ballast.events.batch import object_of
from ballast.events.moments import optional_instant
from ballast.events.submission import SubmissionOperation
from ballast.infra.access import Principal
from ballast.policies.effects import EffectReport
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
    description="新的在前；`outcome` 可给几个；首页带总数（数到一万为止）。"
    " Newest first; several outcomes may be given; the first page has the total, up to 10,000.",
    operation_id="listDecisions",
)
def list_decisions(  # noqa: PLR0913, PLR0917 - one parameter per filter
    request: Request[Principal, Any, Any],
    decision_views: NamedDependency[DecisionViews],
    scene: FromQuery[str | None] = None,
    outcome: FromQuery[list[str] | None] = None,
    policy: FromQuery[str | None] = None,
    version: Annotated[int | None, QueryParameter(ge=0, le=2_000_000_000)] = None,
    event_id: FromQuery[str | None] = None,
    subject: FromQuery[str | None] = None,
    reason: FromQuery[str | None] = None,
    rule: FromQuery[str | None] = None,
    score_min: FromQuery[float | None] = None,
    score_max: FromQuery[float | None] = None,
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: _Limit = 50,
) -> DecisionPage:
    """一页决策，新的在前。 A page of decisions, newest first."""
    wanted = DecisionFilter(
        scene=scene,
        outcomes=tuple(outcome or ()),
        policy=policy,
        version=version,
        event_id=event_id,
        subject=subject,
        reason=reason,
        rule=rule,
        least=score_min,
        most=score_max,
        since_us=optional_instant("since", since),
        until_us=optional_instant("until", until),
    )
    return decision_views.page(request.user, wanted, cursor, limit)


@post(
    "/decisions/search",
    sync_to_thread=True,
    status_code=200,
    summary="按明文查决策（记入日志） / Search decisions by a clear value (journalled)",
    description="手机号、卡号、设备号等只在请求体里，不进地址与日志。"
    " A phone, card or device number travels in the body only, never in an address or a log.",
    operation_id="searchDecisions",
)
def search_decisions(
    request: Request[Principal, Any, Any],
    decision_views: NamedDependency[DecisionViews],
    data: JSONBody[SearchBody],
) -> DecisionPage:
    """含这个值的决策。 The decisions on events that hold this value."""
    return decision_views.search(request.user, data)


@get(
    "/decisions/{decision_id:str}",
    sync_to_thread=True,
    summary="查看决策 / Show a decision",
    operation_id="showDecision",
)
def show_decision(
    request: Request[Principal, Any, Any],
    decision_details: NamedDependency[DecisionDetails],
    decision_id: FromPath[str],
) -> DecisionView:
    """一次决策：答复、输入、过程、指标、名单。 One decision: answer, input, trace, and more."""
    return decision_details.show(request.user, decision_id)


@get(
    "/decisions/{decision_id:str}/related",
    sync_to_thread=True,
    summary="同一对象的别的决策 / Other decisions of the same subject",
    operation_id="relatedDecisions",
)
def related_decisions(
    request: Request[Principal, Any, Any],
    decision_views: NamedDependency[DecisionViews],
    decision_id: FromPath[str],
    field: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
) -> RelatedView:
    """缺省为同一客户；`field` 取自决策的 subjects。 The customer's; or by a field of `subjects`."""
    return decision_views.related(request.user, decision_id, field, cursor)


@get(
    "/decisions/{decision_id:str}/indicators/{code:str}/events",
    sync_to_thread=True,
    summary="指标值背后的事件 / The events behind an indicator",
    description="按键与窗口从事件日志找出，并由它们重算；没找全时 `complete` 为假。"
    " Found in the event log by key and window, and computed anew; not `complete` if cut short.",
    operation_id="indicatorEvidence",
)
def indicator_evidence(
    request: Request[Principal, Any, Any],
    evidence: NamedDependency[EvidenceViews],
    decision_id: FromPath[str],
    code: FromPath[str],
) -> Evidence:
    """当时的值由哪些事件而来。 Which events the value came from."""
    return evidence.show(request.user, decision_id, code)


@post(
    "/decisions/{decision_id:str}/rerun",
    sync_to_thread=True,
    status_code=200,
    summary="用另一版重算 / Evaluate again with another version",
    description="用当时的事件与指标，名单按今天的；什么都不存。"
    " With the event and indicators of that moment, the lists of today; nothing is stored.",
    operation_id="rerunDecision",
)
def rerun_decision(
    request: Request[Principal, Any, Any],
    rerunning: NamedDependency[Rerunning],
    decision_id: FromPath[str],
    data: JSONBody[RerunBody],
) -> Rerun:
    """当时与这一版对照。 Then, compared with this version."""
    return rerunning.run(request.user, decision_id, data)


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
) -> EffectReport:
    """若用这一版，最近的决策会怎样改变。 How recent decisions would change under this version."""
    return effects.show(request.user, VersionRef(code, number), last)


router = Router(
    "/",
    route_handlers=[
        decide,
        list_decisions,
        search_decisions,
        show_decision,
        related_decisions,
        indicator_evidence,
        rerun_decision,
        effect,
    ],
)
