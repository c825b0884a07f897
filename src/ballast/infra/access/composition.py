"""把身份与权限的各部分接在一起。 Putting the parts of access together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ballast.infra.access.authenticator import Authenticator
from ballast.infra.access.carriage import Cookies
from ballast.infra.access.duties import Duties
from ballast.infra.access.keys import Keys
from ballast.infra.access.lockout.rule import LockoutRule
from ballast.infra.access.lockout.service import Lockout
from ballast.infra.access.lockout.tries import Tries
from ballast.infra.access.oidc.config import OidcConfig
from ballast.infra.access.oidc.provider import Provider
from ballast.infra.access.oidc.provisioning import Provisioning
from ballast.infra.access.oidc.service import Oidc
from ballast.infra.access.own_password import OwnPassword
from ballast.infra.access.passwords import Passwords
from ballast.infra.access.preferences.service import OwnPreferences
from ballast.infra.access.roles import Roles
from ballast.infra.access.scopes.service import Scopes
from ballast.infra.access.second_factor.proof import Proof
from ballast.infra.access.second_factor.service import SecondFactor
from ballast.infra.access.sessions.own import OwnSessions
from ballast.infra.access.sessions.span import Span
from ballast.infra.access.setup.service import Setup
from ballast.infra.access.setup.token_file import TokenFile
from ballast.infra.access.sign_in import Means, SignIn
from ballast.infra.access.standing import Standing
from ballast.infra.access.users import Users
from ballast.infra.crypto import Keyring
from ballast.infra.db import Database
from ballast.infra.packs import Pack
from ballast.infra.settings import Settings

_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Own:
    """各人自己的事。 What is one's own: password, sign-ins, second factor, preferences."""

    password: OwnPassword
    sessions: OwnSessions
    second_factor: SecondFactor
    preferences: OwnPreferences


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
    setup: Setup
    oidc: Oidc | None
    own: Own
    second_factor: SecondFactor
    duties: Duties
    cookies: Cookies


def open_access(
    database: Database,
    packs: Iterable[Pack],
    settings: Settings,
    passwords: Passwords | None = None,
    scene_scopes: Callable[[], Mapping[str, str]] = dict,
    keyring: Keyring | None = None,
) -> Access:
    """按设置接好；`scene_scopes` 说明各场景属于哪个范围。

    Wire it as the settings say; `scene_scopes` tells the scope of each scene.
    """
    loaded = tuple(packs)
    roles = Roles.of(loaded)

    def forget() -> None:
        authenticator.clear()

    scopes = Scopes(loaded, scene_scopes, forget)
    duties = Duties(roles, forced=settings.second_factor == "required")
    standing = Standing(roles, scopes, duties)
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
    lockout = Lockout(_lockout_rule(settings))
    keys = cache(lambda: keyring or Keyring.of(settings))
    means = Means(standing, passwords or Passwords(), lockout, Proof(keys), span)
    tries = Tries(database, lockout)
    own = _own(database, means, tries, forget)
    users = Users(roles, scopes, means.passwords, authenticator.clear)
    sign_in = SignIn(database, means, authenticator.clear)
    return Access(
        roles=roles,
        scopes=scopes,
        standing=standing,
        authenticator=authenticator,
        users=users,
        keys=Keys(roles, authenticator.clear),
        sign_in=sign_in,
        span=span,
        setup=Setup(database, roles, users, tries, TokenFile(settings.data_dir / "setup-token")),
        oidc=_oidc(database, roles, settings, sign_in, keys),
        own=own,
        second_factor=own.second_factor,
        duties=duties,
        cookies=Cookies.of(settings.public_url),
    )


def _oidc(
    database: Database,
    roles: Roles,
    settings: Settings,
    sign_in: SignIn,
    keyring: Callable[[], Keyring],
) -> Oidc | None:
    config = OidcConfig.of(settings)
    if config is None:
        return None
    provisioning = Provisioning(roles, config)
    return Oidc(database, Provider(config), provisioning, sign_in, keyring)


def _own(database: Database, means: Means, tries: Tries, changed: Callable[[], None]) -> Own:
    sessions = OwnSessions(database, means.span, changed)
    password = OwnPassword(database, means.passwords, sessions, tries, changed)
    return Own(
        password,
        sessions,
        SecondFactor(database, means.proof, password, sessions, tries),
        OwnPreferences(database),
    )


def _lockout_rule(settings: Settings) -> LockoutRule:
    return LockoutRule(
        attempts=settings.sign_in_attempts,
        longest_us=settings.sign_in_lock_seconds * _SECOND,
        address_attempts=settings.sign_in_address_attempts,
    )
