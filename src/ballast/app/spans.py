"""每个请求一段追踪；没有开启追踪时不装上。 One span per request; left out where nobody traces."""

from __future__ import annotations

from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from ballast.infra.telemetry import Telemetry


class RequestSpans(ASGIMiddleware):
    """请求的追踪；只有方法与路由的样子。 Spans of requests: method and route, never an address."""

    def __init__(self, telemetry: Telemetry) -> None:
        self._telemetry = telemetry

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """追踪一个请求。 Trace one request."""
        method = str(scope.get("method", ""))
        route = str(scope.get("path_template") or "-")
        with self._telemetry.span(f"{method} {route}", {"http.method": method, "route": route}):
            await next_app(scope, receive, send)
