"""指标的接口：看与读数。 The API of indicators: looking and reading values."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from ballast.indicators.office import IndicatorOffice
from ballast.indicators.own_routes import HANDLERS
from ballast.indicators.schemas import (
    EvidenceView,
    IndicatorLine,
    IndicatorSummary,
    IndicatorValue,
    IndicatorView,
    LineBody,
    ReadBody,
)
from ballast.infra.access import Principal

Asking = Request[Principal, Any, Any]
Office = NamedDependency[IndicatorOffice]
Days = Annotated[int, QueryParameter(ge=1, le=90)]


@get("/indicators", sync_to_thread=True, summary="指标 / Indicators", operation_id="listIndicators")
def list_indicators(request: Asking, indicators: Office) -> list[IndicatorSummary]:
    """全部指标，含自建的草稿。 Every indicator, drafts of one's own included."""
    return indicators.views.everything(request.user)


@get(
    "/indicators/{code:str}",
    sync_to_thread=True,
    summary="一个指标 / One indicator",
    operation_id="showIndicator",
)
def show_indicator(request: Asking, indicators: Office, code: FromPath[str]) -> IndicatorView:
    """一个指标：定义、文字、公式、SQL、谁在用、版本。

    One indicator: definition, words, formula, SQL, who reads it, versions.
    """
    return indicators.views.show(request.user, code)


@post(
    "/indicators/{code:str}/read",
    sync_to_thread=True,
    status_code=200,
    summary="现值 / Present value",
    operation_id="readIndicator",
)
def read_indicator(
    request: Asking, indicators: Office, code: FromPath[str], data: JSONBody[ReadBody]
) -> IndicatorValue:
    """一个对象此刻的值；只读。 The value for a subject right now; reads only."""
    return indicators.readings.read(request.user, code, data.scene, data.data)


@post(
    "/indicators/{code:str}/evidence",
    sync_to_thread=True,
    status_code=200,
    summary="现值背后的事件 / Events behind the present value",
    operation_id="showIndicatorEvidence",
)
def show_evidence(
    request: Asking, indicators: Office, code: FromPath[str], data: JSONBody[ReadBody]
) -> EvidenceView:
    """现值与计入它的事件，最近 200 件。 The present value and the latest 200 events behind it."""
    return indicators.readings.evidence(request.user, code, data.scene, data.data)


@get(
    "/indicators/{code:str}/line",
    sync_to_thread=True,
    summary="按日的线：全部对象 / Daily line of all subjects",
    operation_id="showIndicatorLine",
)
def show_line(
    request: Asking, indicators: Office, code: FromPath[str], days: Days = 30
) -> IndicatorLine:
    """每个自然日全部对象的计入与汇总。 What contributed on each natural day, over all subjects."""
    return indicators.readings.line(request.user, code, days)


@post(
    "/indicators/{code:str}/line",
    sync_to_thread=True,
    status_code=200,
    summary="按日的线：一个对象 / Daily line of one subject",
    operation_id="showIndicatorLineOfSubject",
)
def show_line_of_subject(
    request: Asking, indicators: Office, code: FromPath[str], data: JSONBody[LineBody]
) -> IndicatorLine:
    """一个对象每个自然日末的值。 The value for a subject at the end of each natural day."""
    return indicators.readings.line_of(request.user, code, (data.scene, data.data), data.days)


router = Router(
    "/",
    route_handlers=[
        list_indicators,
        show_indicator,
        read_indicator,
        show_evidence,
        show_line,
        show_line_of_subject,
        *HANDLERS,
    ],
)
