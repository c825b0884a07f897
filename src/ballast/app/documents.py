"""接口文档里的错误：每个操作都写明可能的问题说明。

Errors in the OpenAPI document: every operation names the problem documents it may answer with.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from litestar import Litestar, Request
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin
from litestar.openapi.spec import (
    Example,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Reference,
    Schema,
)
from litestar.openapi.spec.enums import OpenAPIType
from litestar.routes import HTTPRoute

from ballast.app.problem import MEDIA_TYPE
from ballast.infra.access.marks import PUBLIC
from ballast.kit.text import Text

_MADE = "openapi_document"
_NAME = "Problem"
_REFERENCE = Reference(ref=f"#/components/schemas/{_NAME}")
_METHODS = ("get", "post", "put", "patch", "delete")
_SECURED = {
    "401": ("credentials_missing", Text("没有带身份", "No credentials")),
    "403": ("permission_missing", Text("没有权限", "Not permitted")),
}
_ANY = {
    "400": ("malformed", Text("请求读不懂", "The request cannot be read")),
    "404": ("not_found", Text("没有找到", "Not found")),
    "409": ("conflict", Text("与当前状态冲突", "Conflict with the current state")),
    "422": ("event_refused", Text("内容不合要求", "The content does not meet the contract")),
    "503": ("not_ready", Text("暂时不可用，稍后重发即可", "Unavailable for now; send it again")),
}


class JsonDocument(JsonRenderPlugin):
    """JSON 的接口文档。 The document as JSON."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """给出写明错误的文档。 Render the document that names the errors."""
        return super().render(request, documented(request.app))


class YamlDocument(YamlRenderPlugin):
    """YAML 的接口文档。 The document as YAML."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """给出写明错误的文档。 Render the document that names the errors."""
        return super().render(request, documented(request.app))


def documented(app: Litestar) -> dict[str, Any]:
    """接口文档；要一秒，所以要时才做。 The document: it takes a second, so when asked for."""
    if _MADE not in app.state:
        document_problems(app)
        app.state[_MADE] = app.openapi_schema.to_schema()
    made: dict[str, Any] = app.state[_MADE]
    return made


def document_problems(app: Litestar) -> None:
    """给每个操作写上可能的错误。 Add the possible errors to every operation."""
    document = app.openapi_schema
    document.components.schemas[_NAME] = _problem()
    public = set(_public(app))
    for place, operation in _operations(app):
        found = operation.responses if operation.responses is not None else {}
        if place in public:
            operation.security = []
        # Signing in is public and yet refuses whom it does not know.
        secured = {} if place in public and place[1] == "get" else _SECURED
        for status, (code, text) in {**secured, **_ANY}.items():
            found[status] = _response(status, code, text)
        operation.responses = dict(sorted(found.items()))


def _operations(app: Litestar) -> Iterator[tuple[tuple[str, str], Operation]]:
    for address, path in (app.openapi_schema.paths or {}).items():
        for method in _METHODS:
            operation = getattr(path, method)
            if operation is not None:
                yield (address, method), operation


def _public(app: Litestar) -> Iterator[tuple[str, str]]:
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                if handler.opt.get(PUBLIC):
                    yield route.path_format, method.lower()


def _response(status: str, code: str, text: Text) -> OpenAPIResponse:
    examples: dict[str, Example | Reference] = {
        language: Example(
            value={
                "type": f"urn:ballast:problem:{code}",
                "title": text.in_(language),
                "status": int(status),
                "detail": text.in_(language),
                "code": code,
            }
        )
        for language in ("zh", "en")
    }
    media = OpenAPIMediaType(schema=_REFERENCE, examples=examples)
    return OpenAPIResponse(description=f"{text.zh} / {text.en}", content={MEDIA_TYPE: media})


def _problem() -> Schema:
    def text(description: str) -> Schema:
        return Schema(type=OpenAPIType.STRING, description=description)

    return Schema(
        type=OpenAPIType.OBJECT,
        title=_NAME,
        description="RFC 9457；语言随 Accept-Language / in the language of Accept-Language",
        required=["type", "title", "status", "detail", "code"],
        properties={
            "type": text("urn:ballast:problem:<code>"),
            "title": text("情形 / the situation"),
            "status": Schema(type=OpenAPIType.INTEGER, description="HTTP"),
            "detail": text("发生了什么、怎么办 / what happened and what to do"),
            "code": text("稳定的 ASCII 代码 / stable ASCII code"),
        },
        additional_properties=True,
    )
