"""自己的账户：密码、登录、第二因素。 One's own account: password, sign-ins, second factor.

Whoever has something to do first may use these, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from litestar import Request, Response, Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from ballast.infra.access.account_schemas import (
    CodeBody,
    ConfirmBody,
    OwnSessionOut,
    OwnSessionsOut,
    PasswordBody,
    ProposalOut,
    RecoveryCodesOut,
    RenewedOut,
    SecondFactorOut,
)
from ballast.infra.access.carriage import Credential
from ballast.infra.access.composition import Access
from ballast.infra.access.duties import ENROL
from ballast.infra.access.errors import NotAPersonError
from ballast.infra.access.marks import OWN
from ballast.infra.access.model import Principal, PrincipalKind
from ballast.infra.access.sessions import Carrier, UserSession

T = TypeVar("T")
_Request = Request[Principal, Credential, Any]
_Access = NamedDependency[Access]
_Now = NamedDependency[Callable[[], int]]


@get(
    "/sessions",
    sync_to_thread=True,
    summary="我的登录 / My sign-ins",
    operation_id="listMySessions",
)
def own_sessions(request: _Request, access: _Access, now_us: _Now) -> OwnSessionsOut:
    """自己还有效的登录。 One's own live sign-ins."""
    found = access.own.sessions.list(request.user, now_us())
    current = access.own.sessions.current(request.auth.token)
    return OwnSessionsOut([_session(each, current) for each in found])


@delete(
    "/sessions/{session_id:str}",
    sync_to_thread=True,
    summary="结束一次登录 / End a sign-in",
    operation_id="endMySession",
)
def end_session(
    request: _Request, session_id: FromPath[str], access: _Access, now_us: _Now
) -> None:
    """结束自己的一次登录，立即生效。 End one of one's own sign-ins, at once."""
    access.own.sessions.end(request.user, session_id, now_us())


@post(
    "/sessions/end-others",
    sync_to_thread=True,
    status_code=204,
    summary="结束其余登录 / End my other sign-ins",
    operation_id="endMyOtherSessions",
)
def end_others(request: _Request, access: _Access, now_us: _Now) -> None:
    """只留这一次登录。 Leave only this sign-in."""
    access.own.sessions.end_others(request.user, request.auth.token, now_us())


@post(
    "/password",
    sync_to_thread=True,
    status_code=200,
    summary="改密码 / Change my password",
    operation_id="changeMyPassword",
)
def change_password(
    request: _Request, data: JSONBody[PasswordBody], access: _Access, now_us: _Now
) -> Response[RenewedOut]:
    """改密码；本次登录换令牌，其余的结束。 Other sign-ins end; this one gets a new token."""
    password, token = access.own.password, request.auth.token
    fresh = password.change(request.user, token, data.old, data.new, now_us())
    return _renewed(request, access, fresh, RenewedOut(_shown(request, fresh)))


@get(
    "/second-factor",
    sync_to_thread=True,
    summary="我的第二因素 / My second factor",
    operation_id="readMySecondFactor",
)
def second_factor(request: _Request, access: _Access) -> SecondFactorOut:
    """启用了没有，是否必须。 Whether there is one, and whether one's roles need it."""
    _person(request.user)
    who, found = request.user, access.second_factor.of(request.user)
    since = None if found.since_us is None else _written(found.since_us)
    required = ENROL in who.must or access.duties.needs_second_factor(who.permissions)
    return SecondFactorOut(found.since_us is not None, required, since, found.codes_left)


@post(
    "/second-factor",
    sync_to_thread=True,
    status_code=200,
    summary="登记验证器 / Enrol an authenticator",
    operation_id="enrolSecondFactor",
)
def propose(
    request: _Request, data: JSONBody[ConfirmBody], access: _Access, now_us: _Now
) -> ProposalOut:
    """凭密码得到验证器的密钥与二维码；用第一个码确认后生效。

    A secret and its QR code, for the password; in force once a first code confirms it.
    """
    found = access.second_factor.propose(request.user, data.password, now_us())
    return ProposalOut(found.secret, found.uri, found.picture)


@post(
    "/second-factor/confirm",
    sync_to_thread=True,
    status_code=200,
    summary="确认验证器 / Confirm the authenticator",
    operation_id="confirmSecondFactor",
)
def confirm(
    request: _Request, data: JSONBody[CodeBody], access: _Access, now_us: _Now
) -> Response[RecoveryCodesOut]:
    """用第一个码确认，得到恢复码。 Confirm with a first code; recovery codes are given."""
    token = request.auth.token
    enrolled = access.second_factor.confirm(request.user, token, data.code, now_us())
    out = RecoveryCodesOut(enrolled.recovery_codes, _shown(request, enrolled.token))
    return _renewed(request, access, enrolled.token, out)


@post(
    "/second-factor/recovery-codes",
    sync_to_thread=True,
    status_code=200,
    summary="换恢复码 / Renew my recovery codes",
    operation_id="renewRecoveryCodes",
)
def recovery_codes(
    request: _Request, data: JSONBody[CodeBody], access: _Access, now_us: _Now
) -> RecoveryCodesOut:
    """换一组恢复码，旧的作废。 A new set of recovery codes; the former ones are void."""
    return RecoveryCodesOut(access.second_factor.renew_codes(request.user, data.code, now_us()))


@post(
    "/second-factor/disable",
    sync_to_thread=True,
    status_code=200,
    summary="停用第二因素 / Disable my second factor",
    operation_id="disableSecondFactor",
)
def disable(
    request: _Request, data: JSONBody[CodeBody], access: _Access, now_us: _Now
) -> Response[RenewedOut]:
    """凭码停用。 Disable it, for a code."""
    token = request.auth.token
    fresh = access.second_factor.disable(request.user, token, data.code, now_us())
    return _renewed(request, access, fresh, RenewedOut(_shown(request, fresh)))


def _session(found: UserSession, current: str) -> OwnSessionOut:
    return OwnSessionOut(
        id=found.id,
        current=found.id == current,
        carrier=found.visit.carrier.value,
        address=found.visit.address,
        agent=found.visit.agent,
        created_at=_written(found.created_us),
        seen_at=_written(found.seen_us),
        expires_at=_written(found.expires_us),
    )


def _written(at_us: int) -> str:
    return datetime.fromtimestamp(at_us / 1_000_000, UTC).isoformat()


def _shown(request: _Request, token: str) -> str | None:
    return None if request.auth.carrier is Carrier.COOKIE else token


def _renewed(request: _Request, access: Access, token: str, out: T) -> Response[T]:
    cookie = request.auth.carrier is Carrier.COOKIE
    return Response(out, cookies=[access.cookies.session(token)] if cookie else [])


def _person(who: Principal) -> None:
    if who.kind is not PrincipalKind.USER:
        raise NotAPersonError


router = Router(
    "/me",
    opt={OWN: True},
    route_handlers=[
        own_sessions,
        end_session,
        end_others,
        change_password,
        second_factor,
        propose,
        confirm,
        recovery_codes,
        disable,
    ],
)
