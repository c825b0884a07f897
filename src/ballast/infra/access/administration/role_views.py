"""角色、权限与范围给人看的样子。 Roles, permissions and scopes as people see them."""

from __future__ import annotations

from collections.abc import Iterable

from ballast.infra.access.administration.moments import written_or_none
from ballast.infra.access.administration.schemas import (
    HolderView,
    PermissionView,
    RolesView,
    RoleView,
    ScopeView,
)
from ballast.infra.access.model import User
from ballast.infra.access.roles import Permission, Role, Roles
from ballast.infra.access.scopes import Scope


def roles_view(roles: Roles, users: Iterable[User], now_us: int) -> RolesView:
    """角色与权限，及在用的人里谁担任。 Roles and permissions, and which active people hold them."""
    holders: dict[str, list[HolderView]] = {}
    for user in users:
        for grant in user.in_force(now_us) if user.disabled_us is None else ():
            ends = written_or_none(grant.expires_us)
            holder = HolderView(id=user.id, name=user.name, scope=grant.scope, expires_at=ends)
            holders.setdefault(grant.role, []).append(holder)
    return RolesView(
        [_role(roles, role, holders.get(role.code, [])) for role in roles.roles.values()],
        [_permission(permission) for permission in roles.permissions.values()],
    )


def scope_view(scope: Scope, scenes: frozenset[str]) -> ScopeView:
    """一个范围及其中的场景。 A scope with the scenes in it."""
    return ScopeView(
        code=scope.code,
        kind=scope.kind.value,
        title=scope.title.as_dict(),
        parent=scope.parent,
        built_in=scope.built_in,
        scenes=sorted(scenes),
    )


def _role(roles: Roles, role: Role, holders: list[HolderView]) -> RoleView:
    others = (code for code in roles.roles if code != role.code)
    return RoleView(
        code=role.code,
        title=role.title.as_dict(),
        permissions=sorted(role.permissions),
        excludes=[code for code in others if roles.conflict(role.code, (code,))],
        holders=holders,
    )


def _permission(permission: Permission) -> PermissionView:
    return PermissionView(
        code=permission.code,
        title=permission.title.as_dict(),
        people_only=permission.people_only,
        unmask=permission.unmask,
        reach=permission.reach.value,
    )
