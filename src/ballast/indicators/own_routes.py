"""自建指标的接口：检查、存草稿、提交、审批、退役。

The API of one's own indicators: check, save a draft, submit, decide, retire.
"""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, PathParameter

from ballast.indicators.office import IndicatorOffice
from ballast.indicators.schemas import (
    CheckedDefinition,
    DefinitionBody,
    IndicatorVersionView,
    Offers,
    WhyBody,
)
from ballast.indicators.version import VersionRef
from ballast.infra.access import Principal

Asking = Request[Principal, Any, Any]
Office = NamedDependency[IndicatorOffice]
Number = Annotated[int, PathParameter(ge=1, le=2_000_000_000)]


@get(
    "/indicators/offers",
    sync_to_thread=True,
    summary="表单的选项 / What the form offers",
    operation_id="showIndicatorOffers",
)
def show_offers(request: Asking, indicators: Office) -> Offers:
    """可选的场景、字段与汇总方式。 Scenes, fields and aggregates to choose from."""
    return indicators.views.offers(request.user)


@post(
    "/indicators/check",
    sync_to_thread=True,
    status_code=200,
    summary="检查定义 / Check a definition",
    operation_id="checkIndicator",
)
def check_definition(
    request: Asking, indicators: Office, data: JSONBody[DefinitionBody]
) -> CheckedDefinition:
    """全部问题与改法；能读懂就给出文字、公式与 SQL。不保存。

    Every problem with its remedy; words, formula and SQL where it can be read. Saves nothing.
    """
    return indicators.views.check(request.user, data.definition)


@post(
    "/indicators",
    sync_to_thread=True,
    summary="存草稿 / Save a draft",
    operation_id="saveIndicatorDraft",
)
def save_draft(
    request: Asking, indicators: Office, data: JSONBody[DefinitionBody]
) -> IndicatorVersionView:
    """存一份草稿；有问题则 422，逐处列出。 Save a draft; problems give 422 and are all listed."""
    return indicators.save(request.user, data.definition, data.number)


@post(
    "/indicators/{code:str}/versions/{number:int}/submit",
    sync_to_thread=True,
    status_code=200,
    summary="提交审批 / Submit for approval",
    operation_id="submitIndicator",
)
def submit(
    request: Asking, indicators: Office, code: FromPath[str], number: Number
) -> IndicatorVersionView:
    """提交审批；此后内容不再改变。 Submit; the content is frozen from now on."""
    return indicators.submit(request.user, VersionRef(code, number))


@post(
    "/indicators/{code:str}/versions/{number:int}/approve",
    sync_to_thread=True,
    status_code=200,
    summary="批准 / Approve",
    operation_id="approveIndicator",
)
def approve(
    request: Asking,
    indicators: Office,
    code: FromPath[str],
    number: Number,
    data: JSONBody[WhyBody],
) -> IndicatorVersionView:
    """批准；引擎随后从历史重建，受理不停。 Approve; the engine is rebuilt while intake goes on."""
    return indicators.approve(request.user, VersionRef(code, number), data.comment)


@post(
    "/indicators/{code:str}/versions/{number:int}/return",
    sync_to_thread=True,
    status_code=200,
    summary="退回 / Return with a comment",
    operation_id="returnIndicator",
)
def return_(
    request: Asking,
    indicators: Office,
    code: FromPath[str],
    number: Number,
    data: JSONBody[WhyBody],
) -> IndicatorVersionView:
    """退回，附意见。 Return with a comment."""
    return indicators.return_(request.user, VersionRef(code, number), data.comment)


@post(
    "/indicators/{code:str}/retire",
    sync_to_thread=True,
    status_code=200,
    summary="退役 / Retire",
    operation_id="retireIndicator",
)
def retire(
    request: Asking, indicators: Office, code: FromPath[str], data: JSONBody[WhyBody]
) -> IndicatorVersionView:
    """退役；还有现行策略在读则 409。 Retire; 409 while a live policy reads it."""
    return indicators.retire(request.user, code, data.comment)


HANDLERS = [show_offers, check_definition, save_draft, submit, approve, return_, retire]
"""自建指标的全部路由。 Every route of one's own indicators."""
