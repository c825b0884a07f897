"""谁在做事，以及他能做什么。 Who acts, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ballast.infra.access.errors import PermissionMissingError, SceneForbiddenError
from ballast.infra.journal import Actor


class PrincipalKind(StrEnum):
    """主体的种类。 Kind of principal."""

    USER = "user"
    KEY = "key"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Principal:
    """已确认的主体。 An authenticated principal.

    `scenes` None means every scene; `unmask` holds the classes (C2, C3) it may see in clear.
    """

    kind: PrincipalKind
    id: str
    name: str
    permissions: frozenset[str]
    scenes: frozenset[str] | None = None
    unmask: frozenset[str] = frozenset()

    def may(self, permission: str, scene: str | None = None) -> bool:
        """有没有这个权限。 Whether the permission is held (in the scene, where one is named)."""
        in_scene = scene is None or self.scenes is None or scene in self.scenes
        return in_scene and permission in self.permissions

    def require(self, permission: str, scene: str | None = None) -> None:
        """没有权限就不继续。 Stop here without the permission.

        Raises:
            PermissionMissingError: 缺权限，句中指明。 The permission is missing; it is named.
            SceneForbiddenError: 场景不在范围内。 The scene is out of scope.
        """
        if permission not in self.permissions:
            raise PermissionMissingError(permission)
        if scene is not None and self.scenes is not None and scene not in self.scenes:
            raise SceneForbiddenError(permission, scene)

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
    roles: tuple[str, ...]
    created_us: int
    disabled_us: int | None = None


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
