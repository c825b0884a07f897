"""全局搜索的接口。 The API of searching everything."""

from __future__ import annotations

from typing import Any

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, JSONBody

from ballast.app.search.finder import Finder
from ballast.app.search.schemas import Hits, ProtectedQuery
from ballast.infra.access import Principal


@get(
    "/search",
    sync_to_thread=True,
    summary="搜索 / Search",
    description="决策与事件的标识、客户号、策略、指标、名单、场景、用户；只含看得见的。"
    " Ids of decisions and events, customers, policies, indicators, lists, scenes and users.",
    operation_id="searchEverything",
)
def search_everything(
    request: Request[Principal, Any, Any], finder: NamedDependency[Finder], q: FromQuery[str]
) -> Hits:
    """看得见的一切。 Everything that may be seen."""
    return finder.search(request.user, q)


@post(
    "/search",
    sync_to_thread=True,
    status_code=200,
    summary="按受保护的值搜索（记入日志） / Search by a protected value (journalled)",
    description="手机号、证件号、卡号、设备号的明文只在请求体里。"
    " A clear phone, card, device or identity number travels in the body only.",
    operation_id="searchByProtectedValue",
)
def search_protected(
    request: Request[Principal, Any, Any],
    finder: NamedDependency[Finder],
    data: JSONBody[ProtectedQuery],
) -> Hits:
    """含这个值的决策。 Decisions on events that hold the value."""
    return finder.protected(request.user, data)


router = Router("/", route_handlers=[search_everything, search_protected])
