"""调用可能出的错：服务拒绝的，连不上的，读不懂的。

What can go wrong with a call: refused by the service, unreachable, or unreadable. The sentence of a
refusal is in the language the client asked for.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import Struct

from ballast.kit.errors import BallastError
from ballast.kit.text import Text


class Problem(Struct, frozen=True):
    """问题说明（RFC 9457）。 A problem document (RFC 9457)."""

    status: int
    title: str = ""
    detail: str = ""
    code: str = ""
    type: str = "about:blank"
    errors: tuple[dict[str, Any], ...] = ()


class ApiError(BallastError):
    """服务拒绝了请求。 The service refused the request; `problem` says why.

    Args:
        problem: 服务给的说明。 What the service said.
        body: 完整的答复。 Everything it said, additions included.
    """

    code = "api"
    title = Text("服务拒绝了请求", "The service refused the request")

    def __init__(self, problem: Problem, body: dict[str, Any] | None = None) -> None:
        said = problem.detail or problem.title or f"HTTP {problem.status}"
        super().__init__(Text(said, said), body)
        self.problem = problem

    def __str__(self) -> str:
        return self.detail.zh


class ApiInvalidError(ApiError):
    """请求不合要求。 The request does not meet the contract."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ApiUnauthenticatedError(ApiError):
    """密钥或令牌无效。 The key or the token is not valid."""

    status = HTTPStatus.UNAUTHORIZED


class ApiForbiddenError(ApiError):
    """没有权限。 Not permitted."""

    status = HTTPStatus.FORBIDDEN


class ApiNotFoundError(ApiError):
    """没有找到。 There is no such thing."""

    status = HTTPStatus.NOT_FOUND


class ApiConflictError(ApiError):
    """与已有的冲突，如同号不同内容。 A conflict, e.g. the same id with other data."""

    status = HTTPStatus.CONFLICT


class ApiUnavailableError(ApiError):
    """服务暂时不可用，重试之后仍然如此。 The service is unavailable, after repeated tries."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


class UnreachableError(BallastError):
    """连不上服务。 The service cannot be reached; `kind` is the network error."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "unreachable"
    title = Text("连不上服务", "The service cannot be reached")

    def __init__(self, url: str, kind: str) -> None:
        super().__init__(
            Text(
                f"连不上 {url}（{kind}）；请确认服务已启动、地址无误。",
                f"Cannot reach {url} ({kind}); check that the service runs and the address.",
            ),
            {"kind": kind},
        )


class UnreadableAnswerError(BallastError):
    """答复不合约定：多半不是压舱石，或版本不合。 The answer is not what the contract says."""

    code = "answer_unreadable"
    title = Text("答复读不懂", "The answer cannot be read")

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            Text(
                f"{path} 的答复不合约定（{why}）；请确认地址是压舱石，且版本与客户端相合。",
                f"The answer of {path} is not as agreed ({why}); check that the address is "
                "Ballast's and that its version fits this client.",
            ),
            {"path": path},
        )


_KINDS: dict[int, type[ApiError]] = {
    HTTPStatus.BAD_REQUEST: ApiInvalidError,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ApiInvalidError,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ApiInvalidError,
    **{
        kind.status: kind
        for kind in (
            ApiInvalidError,
            ApiUnauthenticatedError,
            ApiForbiddenError,
            ApiNotFoundError,
            ApiConflictError,
            ApiUnavailableError,
        )
    },
}


def refusal(status: int, content: bytes) -> ApiError:
    """由状态码与答复做出错误。 The error for a status and a body; other bodies are summarised."""
    try:
        body = msgspec.json.decode(content, type=dict[str, Any])
        problem = msgspec.convert({**body, "status": status}, Problem, strict=False)
    except msgspec.DecodeError:
        body, problem = {}, Problem(status=status)
    return _KINDS.get(status, ApiError)(problem, body)
