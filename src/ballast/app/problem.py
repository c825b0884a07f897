"""错误的对外写法：RFC 9457 problem+json，按 Accept-Language 用中文或英文。

Errors as RFC 9457 problem details, in zh or en by Accept-Language. Unexpected errors say only that
they happened and under which id the log has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from sqlalchemy.exc import DataError

from ballast.kit.errors import BallastError
from ballast.kit.ids import new_id
from ballast.kit.text import Text

MEDIA_TYPE = "application/problem+json"
_DECODING = "litestar/serialization/"
_NOTHING: Mapping[str, object] = {}
_log = structlog.get_logger(__name__)

_HTTP_TITLES: dict[int, Text] = {
    400: Text("请求无法理解", "Bad request"),
    401: Text("身份未确认", "Not authenticated"),
    403: Text("没有权限", "Not permitted"),
    404: Text("没有这个地址", "No such address"),
    405: Text("此地址不支持该方法", "Method not allowed"),
    413: Text("请求体太大", "Request body too large"),
    415: Text("不支持的内容类型", "Unsupported content type"),
    429: Text("请求太频繁", "Too many requests"),
}
_INTERNAL = Text("内部错误", "Internal error")
_UNSTORABLE = Text(
    "有一个值数据库存不了：文字里不能有空字符，数不能太大",
    "A value cannot be stored: text holds no NUL character, and no number is too large",
)
_MALFORMED = Text("请求体或参数不合要求", "The body or a parameter does not meet the contract")


def language_of(request: Request[Any, Any, Any]) -> str:
    """请求要哪种语言；缺省中文。 The language asked for; Chinese by default."""
    header = request.headers.get("accept-language", "")
    tags = [part.split(";")[0].strip().lower() for part in header.split(",")]
    known = [tag[:2] for tag in tags if tag[:2] in {"zh", "en"}]
    return known[0] if known else "zh"


def render(
    request: Request[Any, Any, Any],
    status: int,
    code: str,
    texts: tuple[Text, Text],
    extra: Mapping[str, object] = _NOTHING,
) -> Response[bytes]:
    """一份问题说明。 One problem document; `texts` are its title and its detail."""
    language = language_of(request)
    title, detail = texts
    standard = {
        "type": f"urn:ballast:problem:{code}",
        "title": title.in_(language),
        "status": status,
        "detail": detail.in_(language),
        "code": code,
    }
    # The standard's own members are never overridden by what an error adds.
    body = standard | dict(extra) | standard
    return Response(
        msgspec.json.encode(body),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={"content-language": language},
    )


def on_business_error(request: Request[Any, Any, Any], error: BallastError) -> Response[bytes]:
    """业务错误。 An expected error."""
    response = render(request, error.status, error.code, (error.title, error.detail), error.extra)
    if error.status == HTTPStatus.UNAUTHORIZED:
        response.headers["www-authenticate"] = 'Bearer realm="ballast"'
    if "retry_after" in error.extra:
        response.headers["retry-after"] = str(error.extra["retry_after"])
    return response


def on_http_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """框架的错误：地址或参数不合要求。 Errors of the framework: unknown path, bad parameter."""
    title = _HTTP_TITLES.get(error.status_code, _INTERNAL)
    if isinstance(error, ValidationException):
        extra = {"errors": [_place(each) for each in _listed(error.extra)]}
        return render(request, 400, "malformed", (_HTTP_TITLES[400], _MALFORMED), extra)
    return render(request, error.status_code, f"http_{error.status_code}", (title, title))


def on_undecodable(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """框架读不懂的请求体；别处的同类错误仍是内部错误。

    A body that the framework cannot decode: no UTF-8, or nested too deeply. The same error from
    anywhere else is our own.
    """
    if _DECODING not in _where(error):
        return on_unexpected(request, error)
    return render(request, 400, "malformed", (_HTTP_TITLES[400], _MALFORMED))


def on_unstorable(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """数据库存不了的值，如空字符。 A value that the database cannot hold, such as a NUL."""
    return render(request, 422, "unstorable", (_HTTP_TITLES[400], _UNSTORABLE))


def on_unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """没有料到的错误；日志只记类型与位置。 Anything else; logged by type and place only."""
    reference = new_id("err", 0)
    _log.error(
        "http.unexpected",
        reference=reference,
        error=type(error).__name__,
        place=_where(error),
        method=request.method,
        path=request.url.path,
    )
    detail = Text(f"日志编号 {reference}", f"See the log under {reference}")
    return render(request, 500, "internal", (_INTERNAL, detail), {"reference": reference})


def _listed(extra: object) -> list[Any]:
    return extra if isinstance(extra, list) else []


def _place(each: object) -> dict[str, object]:
    # Only where and which rule: the framework's message may quote the value.
    if not isinstance(each, dict):
        return {}
    return {"field": each.get("key"), "in": each.get("source")}


def _where(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if frame is None:
        return ""
    code = frame.tb_frame.f_code
    return f"{code.co_filename.rsplit('ballast/', 1)[-1]}:{frame.tb_lineno} {code.co_name}"


HANDLERS: dict[int | type[Exception], Any] = {
    BallastError: on_business_error,
    HTTPException: on_http_error,
    RecursionError: on_undecodable,
    UnicodeDecodeError: on_undecodable,
    DataError: on_unstorable,
    Exception: on_unexpected,
}
