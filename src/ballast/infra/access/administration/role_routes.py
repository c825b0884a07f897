"""角色、权限与范围的接口。 The API of roles, permissions and scopes."""

from __future__ import annotations

from litestar import Router, delete, get, post, put
from litestar.params import FromPath, JSONBody

from ballast.infra.access.administration.role_views import roles_view, scope_view
from ballast.infra.access.administration.schemas import (
    NewScopeBody,
    RolesView,
    ScopeBody,
    ScopeView,
)
from ballast.infra.access.administration.user_routes import Asking, Office
from ballast.infra.access.scopes import NewScope, ScopeKind
from ballast.infra.access.scopes.errors import ScopeTitleError
from ballast.kit.text import MissingTranslationError, Text


@get(
    "/roles",
    sync_to_thread=True,
    summary="角色与权限 / Roles and permissions",
    operation_id="listRoles",
)
def list_roles(request: Asking, administration: Office) -> RolesView:
    """全部角色与权限，谁担任，谁不得兼任。 Roles, permissions, holders, separation of duties."""
    access = administration.access
    with administration.database.reading() as session:
        users = access.users.list(session, request.user)
    return roles_view(access.roles, users, administration.now_us())


@get("/scopes", sync_to_thread=True, summary="范围 / Scopes", operation_id="listScopes")
def list_scopes(request: Asking, administration: Office) -> list[ScopeView]:
    """部门、业务与产品的树，及各自的场景。 The tree of units, businesses and products."""
    with administration.database.reading() as session:
        found = administration.access.scopes.list(session, request.user)
    return [scope_view(scope, scenes) for scope, scenes in found]


@post("/scopes", sync_to_thread=True, summary="建范围 / Create a scope", operation_id="createScope")
def create_scope(
    request: Asking, administration: Office, data: JSONBody[NewScopeBody]
) -> ScopeView:
    """建一个范围。 Create a scope."""
    scopes = administration.access.scopes
    with administration.database.transaction() as session:
        new = _new(data.code, data)
        made = scopes.create(session, request.user, new, administration.now_us())
        return scope_view(made, scopes.scenes(session, made.code))


@put(
    "/scopes/{code:str}",
    sync_to_thread=True,
    summary="改范围 / Change a scope",
    operation_id="changeScope",
)
def change_scope(
    request: Asking, administration: Office, code: FromPath[str], data: JSONBody[ScopeBody]
) -> ScopeView:
    """改名称、种类或上级；授权随之改变。 Change the title, kind or parent; grants follow."""
    scopes = administration.access.scopes
    with administration.database.transaction() as session:
        made = scopes.change(session, request.user, _new(code, data), administration.now_us())
        return scope_view(made, scopes.scenes(session, made.code))


@delete(
    "/scopes/{code:str}",
    sync_to_thread=True,
    summary="移除范围 / Remove a scope",
    operation_id="removeScope",
)
def remove_scope(request: Asking, administration: Office, code: FromPath[str]) -> None:
    """移除不再用的范围。 Remove a scope that nothing uses."""
    with administration.database.transaction() as session:
        administration.access.scopes.remove(session, request.user, code, administration.now_us())


def _new(code: str, body: ScopeBody) -> NewScope:
    try:
        title = Text.of(body.title)
    except MissingTranslationError as error:
        raise ScopeTitleError from error
    return NewScope(code=code, kind=ScopeKind(body.kind), title=title, parent=body.parent)


router = Router(
    "/",
    route_handlers=[list_roles, list_scopes, create_scope, change_scope, remove_scope],
)
