"""谁在做事，以及他能做什么。 Who acts, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ballast.infra.access.errors import PermissionMissingError, SceneForbiddenError
from ballast.infra.access.grants.model import Grant
from ballast.infra.access.scope_error import ScopeTooNarrowError
from ballast.infra.journal import Actor

EVERYWHERE = "*"
"""不是场景：问有没有不限场景的权限。 No scene: asks whether a permission is held without limits."""


class PrincipalKind(StrEnum):
    """主体的种类。 Kind of principal."""

    USER = "user"
    KEY = "key"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Principal:
    """已确认的主体。 An authenticated principal.

    `scenes` None means every scene; `unmask` holds the classes (C2, C3) it may see in clear.
    What is held in some scenes only stands in `limits` with its scenes: a permission, or a class.
    Whoever lists things of scenes asks `scenes_for`, as `scenes` alone may be wider.
    """

    kind: PrincipalKind
    id: str
    name: str
    permissions: frozenset[str]
    scenes: frozenset[str] | None = None
    unmask: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    must: tuple[str, ...] = ()  # what a person has to do before anything else
    limits: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)

    def may(self, permission: str, scene: str | None = None) -> bool:
        """有没有这个权限。 Whether it is held: in this scene, or in any where none is named.

        `EVERYWHERE` as the scene asks whether it is held without limits.
        """
        if permission not in self.permissions:
            return False
        return scene is None or _covers(self.scenes_for(permission), scene)

    def require(self, permission: str, scene: str | None = None) -> None:
        """没有权限就不继续。 Stop here without the permission.

        Raises:
            PermissionMissingError: 缺权限，句中指明。 The permission is missing; it is named.
            SceneForbiddenError: 场景不在范围内。 The scene is out of scope.
        """
        if permission not in self.permissions:
            raise PermissionMissingError(permission)
        if scene is None or _covers(self.scenes_for(permission), scene):
            return
        if scene == EVERYWHERE:
            raise ScopeTooNarrowError(permission)
        raise SceneForbiddenError(permission, scene)

    def scenes_for(self, permission: str) -> frozenset[str] | None:
        """在哪些场景有这个权限；None 为全部。 The scenes in which it is held; None: every scene."""
        if permission not in self.permissions:
            return frozenset()
        return self._within(self.limits.get(permission))

    def unmask_in(self, scene: str) -> frozenset[str]:
        """在这个场景可看明文的类别。 The classes that it may see in clear in this scene."""
        held = self._within
        return frozenset(c for c in self.unmask if _covers(held(self.limits.get(c)), scene))

    def _within(self, limit: frozenset[str] | None) -> frozenset[str] | None:
        if limit is None or self.scenes is None:
            return self.scenes if limit is None else limit
        return limit & self.scenes

    @property
    def actor(self) -> Actor:
        """日志里的身份。 The identity that the journal records."""
        return Actor(self.kind.value, self.id)

    def __repr__(self) -> str:
        return f"Principal({self.kind.value}:{self.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """一个用户，不含密码。 A user, without the password."""

    id: str
    name: str
    grants: tuple[Grant, ...]
    created_us: int
    disabled_us: int | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """在任一处担任的角色，到期的也算。 Roles held in any place, those that ended included."""
        return tuple(sorted({grant.role for grant in self.grants}))

    def in_force(self, now_us: int) -> tuple[Grant, ...]:
        """现在有效的授权。 The grants that hold now."""
        return tuple(grant for grant in self.grants if grant.in_force(now_us))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """一个密钥，不含密文。 An API key, without its secret. Times are microseconds; None: never."""

    id: str
    name: str
    permissions: frozenset[str]
    scenes: frozenset[str] | None
    networks: tuple[str, ...]  # CIDR; empty: any address
    created_by: str
    created_us: int
    expires_us: int | None = None
    revoked_us: int | None = None
    last_used_us: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """要添加的用户。 A user to create."""

    name: str
    password: str = field(repr=False)
    roles: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """要发放的密钥。 A key to create; `scenes` None: every scene; `networks` empty: any address."""

    name: str
    permissions: frozenset[str]
    scenes: frozenset[str] | None = None
    networks: tuple[str, ...] = ()
    expires_us: int | None = None


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """刚发放的密钥；令牌只此一次可见。 A key just created; its token is shown this once."""

    key: ApiKey
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """登录成功。 A successful sign-in: a bearer token, when it expires, and who."""

    principal: Principal
    expires_us: int
    token: str = field(repr=False)


def _covers(scenes: frozenset[str] | None, scene: str) -> bool:
    return scenes is None or scene in scenes
