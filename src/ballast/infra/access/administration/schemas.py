"""管理用户、角色与范围的出入格式。 What goes in and out of the API of users, roles and scopes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Code = Annotated[str, Meta(min_length=1, max_length=128)]
Moment = Annotated[datetime, Meta(tz=True)]
Kind = Literal["unit", "business", "product", "process", "system", "vendor"]


class GrantView(Struct, frozen=True, kw_only=True):
    """一项授权；`scope` 为空即处处有效。 A grant; without `scope` it holds everywhere."""

    role: str
    title: dict[str, str]
    scope: str | None
    scope_title: dict[str, str] | None
    granted_at: str
    granted_by: str
    expires_at: str | None
    in_force: bool


class UserView(Struct, frozen=True, kw_only=True):
    """一个用户。 A user; `seen_at` is when a live sign-in was last used.

    `given_password`: somebody else chose the password, and it has to be changed first.
    """

    id: str
    name: str
    state: Literal["active", "disabled"]
    created_at: str
    disabled_at: str | None
    seen_at: str | None
    sessions: int
    second_factor: bool
    given_password: bool
    grants: list[GrantView]


class UserPage(Struct, frozen=True):
    """一页用户，按名称。 A page of users, by name; `next` opens the one after it."""

    items: list[UserView]
    next: str | None


class GrantBody(Struct, frozen=True):
    """要授予的；`scope` 为空即处处有效。 What to grant; without `scope` it holds everywhere."""

    role: Code
    scope: Code | None = None
    expires_at: Moment | None = None


class NewUserBody(Struct, frozen=True):
    """要添加的用户；密码由系统给出。 A user to create; the first password is given back."""

    name: Annotated[str, Meta(min_length=1, max_length=64, examples=["li.ming"])]
    grants: Annotated[list[GrantBody], Meta(max_length=50)] = []


class NewUserView(Struct, frozen=True):
    """用户与一次性密码，只见这一次。 The user with a one-time password, shown this once."""

    user: UserView
    password: str

    def __repr__(self) -> str:
        return f"NewUserView({self.user.id})"


class OneTimePassword(Struct, frozen=True):
    """一次性密码，只见这一次。 A one-time password, shown this once."""

    password: str

    def __repr__(self) -> str:
        return "OneTimePassword(…)"


class SessionView(Struct, frozen=True, kw_only=True):
    """一次登录。 A sign-in, never its token."""

    id: str
    user_id: str
    user_name: str
    carrier: str
    address: str
    agent: str
    created_at: str
    seen_at: str
    expires_at: str


class HolderView(Struct, frozen=True, kw_only=True):
    """担任角色的人。 Somebody who holds a role."""

    id: str
    name: str
    scope: str | None
    expires_at: str | None


class RoleView(Struct, frozen=True, kw_only=True):
    """一个角色；`excludes` 是同一人不得兼任的。 A role; nobody holds it with one of `excludes`."""

    code: str
    title: dict[str, str]
    permissions: list[str]
    excludes: list[str]
    holders: list[HolderView]


class PermissionView(Struct, frozen=True, kw_only=True):
    """一项权限；`reach` 是限于范围的授权给到哪里。

    A permission; `reach` is what a grant in a scope gives: `scene`, `shared` or (nothing) `whole`.
    """

    code: str
    title: dict[str, str]
    people_only: bool
    unmask: str | None
    reach: Literal["scene", "shared", "whole"]


class RolesView(Struct, frozen=True):
    """全部角色与权限。 Every role and every permission."""

    roles: list[RoleView]
    permissions: list[PermissionView]


class ScopeView(Struct, frozen=True, kw_only=True):
    """一个范围及其中的场景。 A scope with the scenes in it; built-in ones come from a pack."""

    code: str
    kind: Kind
    title: dict[str, str]
    parent: str | None
    built_in: bool
    scenes: list[str]


class ScopeBody(Struct, frozen=True):
    """范围的内容。 What a scope is."""

    kind: Kind
    title: dict[str, str]
    parent: Code | None = None


class NewScopeBody(ScopeBody, frozen=True, kw_only=True):
    """要建的范围。 A scope to create."""

    code: Code
