"""登录、退出、我是谁。 Sign in, sign out, who am I."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from litestar import Request, Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from ballast.infra.access.composition import Access
from ballast.infra.access.model import Principal
from ballast.infra.access.schemas import Me, SignedInOut, SignInBody

PUBLIC = "public"
"""路由 `opt` 里的标记：不需要身份。 Mark in a route's `opt`: no credentials needed."""


@post(
    "/sessions",
    sync_to_thread=True,
    opt={PUBLIC: True},
    security=[],
    summary="登录 / Sign in",
    operation_id="signIn",
)
def sign_in(
    data: JSONBody[SignInBody],
    access: NamedDependency[Access],
    now_us: NamedDependency[Callable[[], int]],
) -> SignedInOut:
    """用名称与密码换令牌。 A bearer token for a name and a password."""
    signed_in = access.sign_in.sign_in(data.name, data.password, now_us())
    expires = datetime.fromtimestamp(signed_in.expires_us / 1_000_000, UTC)
    return SignedInOut(signed_in.token, expires.isoformat())


@delete("/sessions/current", sync_to_thread=True, summary="退出 / Sign out", operation_id="signOut")
def sign_out(
    request: Request[Principal, Any, Any],
    access: NamedDependency[Access],
    now_us: NamedDependency[Callable[[], int]],
) -> None:
    """退出登录，令牌立即失效。 Sign out; the token is void at once."""
    token = request.headers.get("authorization", "").partition(" ")[2].strip()
    access.sign_in.sign_out(token, now_us())


@get("/me", sync_to_thread=False, summary="我是谁 / Who am I", operation_id="whoAmI")
def who_am_i(request: Request[Principal, Any, Any]) -> Me:
    """当前主体与权限。 The present principal and its permissions."""
    who = request.user
    scenes = None if who.scenes is None else sorted(who.scenes)
    return Me(who.kind.value, who.id, who.name, sorted(who.permissions), scenes)


router = Router("/", route_handlers=[sign_in, sign_out, who_am_i])
