"""业务错误：每个情形一个类，自带状态码与双语句子。

Business errors: one class per situation, each with its HTTP status, a stable ASCII code, a title
and a sentence in both languages that names the field and the remedy. They never carry personal
values.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import ClassVar

from ballast.kit.text import Text


class BallastError(Exception):
    """业务上可预期的错误。 Root of all expected errors.

    Args:
        detail: 发生了什么、怎么办。 What happened and what to do, in both languages.
        extra: 机器可读的补充（字段、行号、差异……），不含个人信息。 Machine-readable additions.
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    code: ClassVar[str] = "internal"
    title: ClassVar[Text] = Text("内部错误", "Internal error")

    def __init__(self, detail: Text, extra: Mapping[str, object] | None = None) -> None:
        super().__init__(str(detail))
        self.detail = detail
        self.extra: dict[str, object] = dict(extra or {})


class InvalidError(BallastError):
    """输入不合要求。 The input does not meet the contract."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid"
    title = Text("输入不合要求", "Invalid input")


class NotFoundError(BallastError):
    """没有找到。 There is no such thing."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"
    title = Text("没有找到", "Not found")


class ConflictError(BallastError):
    """与当前状态冲突。 The request contradicts the current state."""

    status = HTTPStatus.CONFLICT
    code = "conflict"
    title = Text("与当前状态冲突", "Conflict with the current state")


class UnauthenticatedError(BallastError):
    """没有可用的身份。 No valid credentials."""

    status = HTTPStatus.UNAUTHORIZED
    code = "unauthenticated"
    title = Text("身份未确认", "Not authenticated")


class ForbiddenError(BallastError):
    """没有权限。 The principal may not do this."""

    status = HTTPStatus.FORBIDDEN
    code = "forbidden"
    title = Text("没有权限", "Not permitted")


class UnavailableError(BallastError):
    """暂时不可用。 Temporarily unavailable; try again later."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "unavailable"
    title = Text("暂时不可用", "Temporarily unavailable")
