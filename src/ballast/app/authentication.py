"""每个请求先确认身份；公开的路由自己写明。 Every request is authenticated; public routes say so.

A token comes in `Authorization` from programs, or in a cookie from browsers. Browsers send cookies
by themselves, so whatever changes something then also needs the session's anti-forgery token.
"""

from __future__ import annotations

from collections.abc import Callable

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from ballast.infra.access import Access, Principal
from ballast.infra.access.carriage import Credential
from ballast.infra.access.forgery import SAFE, check_site, check_token
from ballast.infra.access.marks import OWN, PUBLIC
from ballast.infra.access.sessions import Carrier
from ballast.kit.errors import ForbiddenError, UnauthenticatedError
from ballast.kit.text import Text


class NoCredentialsError(UnauthenticatedError):
    """没有带身份。 No credentials were sent."""

    code = "credentials_missing"
    title = Text("没有带身份", "No credentials")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "请登录，或带上 Authorization: Bearer <API 密钥或登录令牌>",
                "Sign in, or send Authorization: Bearer <API key or sign-in token>",
            )
        )


class UnfinishedError(ForbiddenError):
    """有事须先做完。 Something has to be done first."""

    code = "must_first"

    def __init__(self, must: tuple[str, ...]) -> None:
        super().__init__(
            Text(
                f"请先在个人页完成：{'、'.join(must)}；之后才能做别的。",
                f"First do this on your profile page: {', '.join(must)}; then everything else.",
            ),
            {"must": list(must)},
        )


class Authentication(ASGIMiddleware):
    """把请求带的令牌换成主体。 Turns the token of a request into a principal."""

    def __init__(self, access: Access, now_us: Callable[[], int]) -> None:
        self._authenticate = access.authenticator.authenticate
        self._cookie = access.cookies.name
        self._now_us = now_us

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """确认身份，再交给路由。 Authenticate, then hand over to the route."""
        if scope["type"] == ScopeType.HTTP:
            self._admit(scope)
        await next_app(scope, receive, send)

    def _admit(self, scope: HTTPScope) -> None:
        marks, headers = scope["route_handler"].opt, Headers.from_scope(scope)
        found = _bearer(headers)
        if found is None and scope["method"] not in SAFE:
            check_site(headers)
        if marks.get(PUBLIC):
            return
        found = found or self._from_cookie(headers)
        client = scope["client"]
        principal = self._authenticate(found.token, client[0] if client else "", self._now_us())
        _check(principal, own=bool(marks.get(OWN)))
        if found.carrier is Carrier.COOKIE and scope["method"] not in SAFE:
            check_token(found.token, headers)
        scope["user"], scope["auth"] = principal, found

    def _from_cookie(self, headers: Headers) -> Credential:
        for each in headers.get("cookie", "").split(";"):
            name, _, value = each.strip().partition("=")
            # An API key is for programs: one in a cookie is no credential.
            if name == self._cookie and value.startswith("bls_"):
                return Credential(value, Carrier.COOKIE)
        raise NoCredentialsError


def _check(principal: Principal, *, own: bool) -> None:
    if principal.must and not own:
        raise UnfinishedError(principal.must)


def _bearer(headers: Headers) -> Credential | None:
    value = headers.get("authorization", "")
    return Credential(value[7:].strip()) if value[:7].lower() == "bearer " else None
