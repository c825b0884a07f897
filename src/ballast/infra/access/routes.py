"""登录、退出、我是谁。 Sign in, sign out, who am I."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from litestar import Request, Response, Router, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from ballast.infra.access.account_routes import router as account
from ballast.infra.access.arrival import visit_of
from ballast.infra.access.carriage import Credential
from ballast.infra.access.composition import Access
from ballast.infra.access.forgery import csrf_of
from ballast.infra.access.marks import OWN, PUBLIC
from ballast.infra.access.model import Principal
from ballast.infra.access.oidc_routes import router as oidc
from ballast.infra.access.preferences import Preferences
from ballast.infra.access.schemas import Me, SignedInOut, SignInBody
from ballast.infra.access.sessions import Carrier
from ballast.infra.access.setup_routes import router as setup

_Request = Request[Principal, Credential, Any]


@post(
    "/sessions",
    sync_to_thread=True,
    opt={PUBLIC: True},
    security=[],
    summary="登录 / Sign in",
    operation_id="signIn",
)
def sign_in(
    request: Request[None, None, Any],
    data: JSONBody[SignInBody],
    access: NamedDependency[Access],
    now_us: NamedDependency[Callable[[], int]],
) -> Response[SignedInOut]:
    """用名称与密码登录：程序得到令牌，浏览器得到 Cookie。

    Sign in with a name and a password: a program gets a bearer token, a browser gets a cookie.
    """
    carrier = Carrier(data.carrier)
    visit = visit_of(request, access.cookies, carrier)
    code = data.code or ""
    signed_in = access.sign_in.sign_in(data.name, data.password, now_us(), visit, code)
    expires = datetime.fromtimestamp(signed_in.expires_us / 1_000_000, UTC).isoformat()
    if carrier is Carrier.COOKIE:
        cookies = access.cookies.signed_in(signed_in.token, visit.device)
        return Response(SignedInOut(expires), cookies=cookies)
    return Response(SignedInOut(expires, signed_in.token))


@delete(
    "/sessions/current",
    sync_to_thread=True,
    opt={OWN: True},
    summary="退出 / Sign out",
    operation_id="signOut",
)
def sign_out(
    request: _Request,
    access: NamedDependency[Access],
    now_us: NamedDependency[Callable[[], int]],
) -> Response[None]:
    """退出登录，令牌立即失效。 Sign out; the token is void at once."""
    access.sign_in.sign_out(request.auth.token, now_us())
    return Response(None, status_code=204, cookies=[access.cookies.gone()])


@get(
    "/me",
    sync_to_thread=True,
    opt={OWN: True},
    summary="我是谁 / Who am I",
    operation_id="whoAmI",
)
def who_am_i(request: _Request, access: NamedDependency[Access]) -> Me:
    """当前主体、权限、偏好与未尽事项。 Who acts, what they may, prefer, and must do first."""
    who, known = request.user, access.roles.roles
    cookie = request.auth.carrier is Carrier.COOKIE
    return Me(
        kind=who.kind.value,
        id=who.id,
        name=who.name,
        roles=list(who.roles),
        role_titles=[known[code].title.as_dict() for code in who.roles if code in known],
        permissions=sorted(who.permissions),
        scenes=None if who.scenes is None else sorted(who.scenes),
        limits={c: sorted(s) for c, s in who.limits.items() if c in who.permissions},
        must=list(who.must),
        csrf=csrf_of(request.auth.token) if cookie else None,
        preferences=access.own.preferences.of(who),
    )


@put(
    "/me/preferences",
    sync_to_thread=True,
    opt={OWN: True},
    summary="改偏好 / Set my preferences",
    operation_id="setPreferences",
)
def set_preferences(
    request: _Request, data: JSONBody[Preferences], access: NamedDependency[Access]
) -> Preferences:
    """设定自己的语言与外观。 Set one's own language and look."""
    return access.own.preferences.set(request.user, data)


router = Router(
    "/", route_handlers=[sign_in, sign_out, who_am_i, set_preferences, account, setup, oidc]
)
