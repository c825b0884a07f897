"""指标的接口。 The API of indicators."""

from __future__ import annotations

from typing import Any

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from ballast.indicators.schemas import IndicatorValue, IndicatorView, ReadBody
from ballast.indicators.views import IndicatorViews
from ballast.infra.access import Principal


@get("/indicators", sync_to_thread=True, summary="指标 / Indicators", operation_id="listIndicators")
def list_indicators(
    request: Request[Principal, Any, Any], indicators: NamedDependency[IndicatorViews]
) -> list[IndicatorView]:
    """全部指标：定义、文字、SQL。 Every indicator: definition, words, SQL."""
    return indicators.list(request.user)


@get(
    "/indicators/{code:str}",
    sync_to_thread=True,
    summary="一个指标 / One indicator",
    operation_id="showIndicator",
)
def show_indicator(
    request: Request[Principal, Any, Any],
    indicators: NamedDependency[IndicatorViews],
    code: FromPath[str],
) -> IndicatorView:
    """一个指标。 One indicator."""
    return indicators.show(request.user, code)


@post(
    "/indicators/{code:str}/read",
    sync_to_thread=True,
    status_code=200,
    summary="现值 / Present value",
    operation_id="readIndicator",
)
def read_indicator(
    request: Request[Principal, Any, Any],
    indicators: NamedDependency[IndicatorViews],
    code: FromPath[str],
    data: JSONBody[ReadBody],
) -> IndicatorValue:
    """一个对象此刻的值；只读。 The value for a subject right now; reads only."""
    return indicators.read(request.user, code, data.scene, data.data)


router = Router("/", route_handlers=[list_indicators, show_indicator, read_indicator])
