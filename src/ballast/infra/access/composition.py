"""把身份与权限的各部分接在一起。 Putting the parts of access together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ballast.infra.access.authenticator import Authenticator
from ballast.infra.access.carriage import Cookies
from ballast.infra.access.keys import Keys
from ballast.infra.access.passwords import Passwords
from ballast.infra.access.preferences.service import OwnPreferences
from ballast.infra.access.roles import Roles
from ballast.infra.access.scopes.service import Scopes
from ballast.infra.access.sessions.span import Span
from ballast.infra.access.sign_in import SignIn, SignInPolicy
from ballast.infra.access.standing import Standing
from ballast.infra.access.users import Users
from ballast.infra.db import Database
from ballast.infra.packs import Pack
from ballast.infra.settings import Settings

_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Access:
    """身份与权限。 Everything of identity and permission, wired to one database."""

    roles: Roles
    scopes: Scopes
    standing: Standing
    authenticator: Authenticator
    users: Users
    keys: Keys
    sign_in: SignIn
    span: Span
    preferences: OwnPreferences
    cookies: Cookies


def open_access(
    database: Database,
    packs: Iterable[Pack],
    settings: Settings,
    passwords: Passwords | None = None,
    scene_scopes: Callable[[], Mapping[str, str]] = dict,
) -> Access:
    """按设置接好；`scene_scopes` 说明各场景属于哪个范围。

    Wire it as the settings say; `scene_scopes` tells the scope of each scene.
    """
    loaded = tuple(packs)
    roles = Roles.of(loaded)

    def forget() -> None:
        authenticator.clear()

    scopes = Scopes(loaded, scene_scopes, forget)
    standing = Standing(roles, scopes)
    hashing = passwords or Passwords()
    span = Span(
        settings.session_hours * 3600 * _SECOND, settings.session_idle_minutes * 60 * _SECOND
    )
    authenticator = Authenticator(
        database,
        standing,
        settings.principal_cache_seconds * _SECOND,
        settings.principal_cache_size,
        span,
    )
    policy = SignInPolicy(
        settings.sign_in_attempts,
        settings.sign_in_lock_seconds * _SECOND,
        span,
    )
    return Access(
        roles=roles,
        scopes=scopes,
        standing=standing,
        authenticator=authenticator,
        users=Users(roles, scopes, hashing, authenticator.clear),
        keys=Keys(roles, authenticator.clear),
        sign_in=SignIn(database, standing, hashing, policy, authenticator.clear),
        span=span,
        preferences=OwnPreferences(database),
        cookies=Cookies.of(settings.public_url),
    )
