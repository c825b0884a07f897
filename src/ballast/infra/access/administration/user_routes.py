"""用户的接口：看、添加、停用、授权、重设密码、结束登录。

The API of users: look, create, disable, grant, reset the password, end sign-ins.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import Request, Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from ballast.infra.access.administration.moments import read
from ballast.infra.access.administration.office import Administration
from ballast.infra.access.administration.schemas import (
    GrantBody,
    NewUserBody,
    NewUserView,
    OneTimePassword,
    UserPage,
    UserView,
)
from ballast.infra.access.administration.user_views import UserViews
from ballast.infra.access.grants import Grant
from ballast.infra.access.model import NewUser, Principal
from ballast.infra.access.one_time_password import one_time_password
from ballast.infra.access.repository import UserFilter

Asking = Request[Principal, Any, Any]
Office = NamedDependency[Administration]
State = Annotated[Literal["active", "disabled"] | None, QueryParameter(name="state")]
Words = Annotated[str | None, QueryParameter(max_length=128)]
Place = Annotated[str | None, QueryParameter(name="scope", max_length=64)]
Limit = Annotated[int, QueryParameter(ge=1, le=200)]


@get("/users", sync_to_thread=True, summary="用户 / Users", operation_id="listUsers")
def list_users(  # noqa: PLR0913, PLR0917 - one parameter per filter
    request: Asking,
    administration: Office,
    name: Words = None,
    role: Words = None,
    place: Place = None,
    standing: State = None,
    cursor: Words = None,
    limit: Limit = 50,
) -> UserPage:
    """一页用户，按名称；`name` 为名称的一部分。 A page of users; `name` is a part of the name."""
    disabled = None if standing is None else standing == "disabled"
    wanted = UserFilter(name=name, role=role, scope=place, disabled=disabled)
    with administration.database.reading() as session:
        access = administration.access
        found = access.users.page(session, request.user, wanted, cursor or "", limit + 1)
        views = UserViews(session, access, administration.now_us())
        items = [views.of(user) for user in found[:limit]]
    return UserPage(items, items[-1].name if len(found) > limit else None)


@get(
    "/users/{user_id:str}",
    sync_to_thread=True,
    summary="一个用户 / A user",
    operation_id="showUser",
)
def show_user(request: Asking, administration: Office, user_id: FromPath[str]) -> UserView:
    """一个用户与授权。 A user with the grants."""
    return _view(request, administration, user_id)


@post("/users", sync_to_thread=True, summary="添加用户 / Create a user", operation_id="createUser")
def create_user(
    request: Asking, administration: Office, data: JSONBody[NewUserBody]
) -> NewUserView:
    """添加用户，得到一次性密码。 Create a user; a one-time password is given back, this once."""
    access, now_us = administration.access, administration.now_us()
    grants = tuple(_grant(each) for each in data.grants)
    new = NewUser(name=data.name, password=one_time_password(), grants=grants)
    with administration.database.transaction() as session:
        user = access.users.create(session, request.user, new, now_us)
        view = UserViews(session, access, now_us).of(user)
    return NewUserView(view, new.password)


@post(
    "/users/{user_id:str}/disable",
    sync_to_thread=True,
    status_code=200,
    summary="停用 / Disable",
    operation_id="disableUser",
)
def disable_user(request: Asking, administration: Office, user_id: FromPath[str]) -> UserView:
    """停用，并结束全部登录；未尽的事先看 open-work。 Disable; look at open-work beforehand."""
    users = administration.access.users
    with administration.database.transaction() as session:
        users.disable(session, request.user, user_id, administration.now_us())
    return _view(request, administration, user_id)


@post(
    "/users/{user_id:str}/enable",
    sync_to_thread=True,
    status_code=200,
    summary="恢复 / Enable",
    operation_id="enableUser",
)
def enable_user(request: Asking, administration: Office, user_id: FromPath[str]) -> UserView:
    """恢复已停用的用户。 Enable a disabled user again."""
    users = administration.access.users
    with administration.database.transaction() as session:
        users.enable(session, request.user, user_id, administration.now_us())
    return _view(request, administration, user_id)


@post(
    "/users/{user_id:str}/grants",
    sync_to_thread=True,
    status_code=200,
    summary="授予角色 / Grant a role",
    operation_id="grantRole",
)
def grant_role(
    request: Asking,
    administration: Office,
    user_id: FromPath[str],
    data: JSONBody[GrantBody],
) -> UserView:
    """授予角色，或改它何时到期。 Grant a role, or change when it ends."""
    users = administration.access.users
    with administration.database.transaction() as session:
        users.grant(session, request.user, user_id, _grant(data), administration.now_us())
    return _view(request, administration, user_id)


@delete(
    "/users/{user_id:str}/grants/{role:str}",
    sync_to_thread=True,
    status_code=200,
    summary="收回角色 / Revoke a role",
    operation_id="revokeRole",
)
def revoke_role(
    request: Asking,
    administration: Office,
    user_id: FromPath[str],
    role: FromPath[str],
    place: Place = None,
) -> UserView:
    """收回角色；`scope` 指明哪个范围的，不给即处处有效的那项。 Revoke a role in its scope."""
    users = administration.access.users
    with administration.database.transaction() as session:
        users.revoke(session, request.user, user_id, Grant(role, place), administration.now_us())
    return _view(request, administration, user_id)


@post(
    "/users/{user_id:str}/password",
    sync_to_thread=True,
    status_code=200,
    summary="重设密码 / Reset the password",
    operation_id="resetPassword",
)
def reset_password(
    request: Asking, administration: Office, user_id: FromPath[str]
) -> OneTimePassword:
    """给一次性密码，并解除锁定、结束登录。 A one-time password; unlocks and ends sign-ins."""
    users, password = administration.access.users, one_time_password()
    with administration.database.transaction() as session:
        users.reset_password(session, request.user, user_id, password, administration.now_us())
    return OneTimePassword(password)


@post(
    "/users/{user_id:str}/second-factor/reset",
    sync_to_thread=True,
    status_code=200,
    summary="重设第二因素 / Reset the second factor",
    operation_id="resetUserSecondFactor",
)
def reset_second_factor(
    request: Asking, administration: Office, user_id: FromPath[str]
) -> UserView:
    """为丢了手机的人去掉第二因素，并结束登录。 Remove that of who lost it; sign-ins end."""
    second_factor = administration.access.second_factor
    with administration.database.transaction() as session:
        second_factor.reset(session, request.user, user_id, administration.now_us())
    return _view(request, administration, user_id)


@delete(
    "/users/{user_id:str}/sessions",
    sync_to_thread=True,
    summary="结束登录 / End sign-ins",
    operation_id="endUserSessions",
)
def end_sessions(request: Asking, administration: Office, user_id: FromPath[str]) -> None:
    """结束他人的全部登录。 End every sign-in of somebody else."""
    users = administration.access.users
    with administration.database.transaction() as session:
        users.end_sessions(session, request.user, user_id, administration.now_us())


def _view(request: Asking, administration: Administration, user_id: str) -> UserView:
    access = administration.access
    with administration.database.reading() as session:
        user = access.users.show(session, request.user, user_id)
        return UserViews(session, access, administration.now_us()).of(user)


def _grant(body: GrantBody) -> Grant:
    return Grant(body.role, body.scope, read(body.expires_at))


router = Router(
    "/",
    route_handlers=[
        list_users,
        show_user,
        create_user,
        disable_user,
        enable_user,
        grant_role,
        revoke_role,
        reset_password,
        reset_second_factor,
        end_sessions,
    ],
)
