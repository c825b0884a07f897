"""单点登录的接口：浏览器走的两步。 The API of single sign-on: the two steps of a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect

from ballast.infra.access.arrival import visit_of
from ballast.infra.access.composition import Access
from ballast.infra.access.marks import PUBLIC
from ballast.infra.access.oidc.errors import OidcOffError
from ballast.infra.access.oidc.service import LASTS_SECONDS, Oidc
from ballast.infra.access.sessions import Carrier
from ballast.kit.errors import BallastError

_KEPT = "ballast_oidc"
_SIGN_IN = "/sign-in"


@get(
    "/oidc/start",
    sync_to_thread=True,
    opt={PUBLIC: True},
    security=[],
    summary="去单点登录 / Start single sign-on",
    operation_id="startOidc",
    status_code=302,
)
def start(
    access: NamedDependency[Access],
    now_us: NamedDependency[Callable[[], int]],
    to: FromQuery[str] = "/",
) -> Redirect:
    """把浏览器送到身份提供方。 Send the browser to the identity provider."""
    try:
        departure = _oidc(access).start(to, now_us())
    except BallastError as error:
        return _refused(error)
    kept = access.cookies.cookie(_KEPT, departure.kept, LASTS_SECONDS)
    return Redirect(departure.url, status_code=302, cookies=[kept])


@get(
    "/oidc/callback",
    sync_to_thread=True,
    opt={PUBLIC: True},
    security=[],
    summary="单点登录回来 / Return from single sign-on",
    operation_id="finishOidc",
    status_code=302,
)
def finish(
    request: Request[None, None, Any],
    access: NamedDependency[Access],
    now_us: NamedDependency[Callable[[], int]],
    code: FromQuery[str] = "",
) -> Redirect:
    """核对后登录并回到原页；不成则回登录页。 Sign in and go on, or back to the sign-in page."""
    state = str(
        request.query_params.get("state", "")
    )  # a parameter of this name is the framework's
    kept = request.cookies.get(access.cookies.named(_KEPT), "")
    visit = visit_of(request, access.cookies, Carrier.COOKIE)
    try:
        signed_in, to = _oidc(access).finish(kept, state, code, now_us(), visit)
    except BallastError as error:
        return _refused(error)
    cookies = [*access.cookies.signed_in(signed_in.token, visit.device)]
    return Redirect(to, status_code=302, cookies=[*cookies, access.cookies.cookie(_KEPT, "", 0)])


def _oidc(access: Access) -> Oidc:
    if access.oidc is None:
        raise OidcOffError
    return access.oidc


def _refused(error: BallastError) -> Redirect:
    # A person looks at this in a browser: the sign-in page says it in words.
    return Redirect(f"{_SIGN_IN}?{urlencode({'refused': error.code})}", status_code=302)


router = Router("/", route_handlers=[start, finish])
