"""HTTP 应用：路由、身份、错误、接口文档。 The application: routes, identity, errors, OpenAPI."""

from __future__ import annotations

from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

import ballast
from ballast.app import health
from ballast.app.addresses import AddressCheck
from ballast.app.administration import router as administration
from ballast.app.authentication import Authentication
from ballast.app.console import console_router
from ballast.app.documents import JsonDocument, YamlDocument
from ballast.app.gauges import RequestCounting
from ballast.app.operations import router as operations
from ballast.app.problem import HANDLERS
from ballast.app.runtime import Runtime
from ballast.app.search.routes import router as search
from ballast.app.security_headers import secure
from ballast.app.spans import RequestSpans
from ballast.app.workbench.routes import router as workbench
from ballast.decisions.routes import router as decisions
from ballast.decisions.simulation_routes import router as simulations
from ballast.events.routes import router as events
from ballast.indicators.routes import router as indicators
from ballast.infra.access.routes import router as access
from ballast.infra.jobs.routes import router as jobs
from ballast.policies.lists.routes import router as lists
from ballast.policies.routes import router as policies

_DESCRIPTION = (
    "压舱石：互联网金融风控。先问后做用 `POST /decisions`，做了再报用 `POST /events`。"
    "错误为 problem+json（RFC 9457），语言随 Accept-Language。\n\n"
    "Ballast: risk control for internet finance. Ask before an action with `POST /decisions`, tell"
    " facts with `POST /events`. Errors are problem+json (RFC 9457) in the language of"
    " Accept-Language."
)


def create_app(runtime: Runtime) -> Litestar:
    """组装应用。 Assemble the application."""
    api = Router(
        "/api/v1",
        route_handlers=[
            *(events, indicators, policies, lists, decisions, simulations),
            *(access, administration, jobs, operations, workbench, search),
        ],
    )
    return Litestar(
        route_handlers=[api, health.live, health.ready, health.metrics, console_router()],
        dependencies=_dependencies(runtime),
        middleware=[
            *([RequestSpans(runtime.telemetry)] if runtime.telemetry.active else []),
            RequestCounting(runtime.metrics),
            AddressCheck(),
            Authentication(runtime.access, runtime.now_us),
        ],
        before_send=[secure],
        exception_handlers={**HANDLERS},
        openapi_config=_openapi(),
        request_max_body_size=runtime.settings.body_limit_bytes,
        logging_config=None,
    )


def _dependencies(runtime: Runtime) -> dict[str, Provide]:
    parts: dict[str, Any] = {"runtime": runtime, **runtime.parts()}
    return {name: Provide(_always(part), sync_to_thread=False) for name, part in parts.items()}


def _always(part: object) -> Any:
    def provide() -> Any:
        return part

    return provide


def _openapi() -> OpenAPIConfig:
    bearer = SecurityScheme(
        type="http",
        scheme="bearer",
        description="API 密钥或登录令牌 / an API key or a sign-in token",
    )
    return OpenAPIConfig(
        title="Ballast 压舱石",
        version=ballast.__version__,
        description=_DESCRIPTION,
        path="/api/v1/openapi",
        render_plugins=[JsonDocument(), YamlDocument()],
        components=Components(security_schemes={"bearer": bearer}),
        security=[{"bearer": []}],
    )
