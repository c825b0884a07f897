"""活着吗、就绪吗、各项数字。 Alive, ready, and the metrics."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE

from ballast.app.runtime import Runtime
from ballast.infra.access import Principal
from ballast.infra.access.marks import PUBLIC
from ballast.infra.metrics import CONTENT_TYPE

_OPEN = {PUBLIC: True}


@get(
    "/health/live",
    sync_to_thread=False,
    opt=_OPEN,
    security=[],
    summary="活着吗 / Alive",
    operation_id="healthLive",
)
def live() -> dict[str, str]:
    """进程活着。 The process is alive."""
    return {"status": "live"}


@get(
    "/health/ready",
    sync_to_thread=False,
    opt=_OPEN,
    security=[],
    summary="就绪吗 / Ready",
    operation_id="healthReady",
)
def ready(runtime: NamedDependency[Runtime]) -> Response[dict[str, Any]]:
    """可以受理；恢复中则报告进度。 Ready to accept; while restoring, how far it is."""
    progress = runtime.progress
    body = {
        "status": "ready" if runtime.ready else "restoring",
        "restored": progress.done,
        "to_restore": progress.total,
        "waiting": runtime.lane.waiting,
    }
    status = HTTP_200_OK if runtime.ready else HTTP_503_SERVICE_UNAVAILABLE
    return Response(body, status_code=status)


@get("/metrics", sync_to_thread=False, include_in_schema=False)
def metrics(
    request: Request[Principal, Any, Any], runtime: NamedDependency[Runtime]
) -> Response[bytes]:
    """Prometheus 的格式；只有计数，没有内容。 Prometheus text: counts only, no content."""
    request.user.require("metrics.read")
    return Response(runtime.metrics.render(), media_type=CONTENT_TYPE)
