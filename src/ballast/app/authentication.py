"""每个请求先确认身份；公开的路由自己写明。 Every request is authenticated; public routes say so."""

from __future__ import annotations

from collections.abc import Callable

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from ballast.infra.access import Authenticator
from ballast.infra.access.routes import PUBLIC
from ballast.kit.errors import UnauthenticatedError
from ballast.kit.text import Text


class NoCredentialsError(UnauthenticatedError):
    """没有带身份。 No credentials were sent."""

    code = "credentials_missing"
    title = Text("没有带身份", "No credentials")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "请带上 Authorization: Bearer <API 密钥或登录令牌>",
                "Send Authorization: Bearer <API key or sign-in token>",
            )
        )


class Authentication(ASGIMiddleware):
    """把 Bearer 凭据换成主体。 Turns the bearer credential into a principal."""

    def __init__(self, authenticator: Authenticator, now_us: Callable[[], int]) -> None:
        self._authenticate = authenticator.authenticate
        self._now_us = now_us

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """确认身份，再交给路由。 Authenticate, then hand over to the route."""
        if scope["type"] == ScopeType.HTTP and not scope["route_handler"].opt.get(PUBLIC):
            client = scope["client"]
            scope["user"] = self._authenticate(
                _bearer(scope), client[0] if client else "", self._now_us()
            )
        await next_app(scope, receive, send)


def _bearer(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"authorization" and value[:7].lower() == b"bearer ":
            return value[7:].decode("latin-1").strip()
    raise NoCredentialsError
