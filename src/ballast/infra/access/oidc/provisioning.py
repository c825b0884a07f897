"""把提供方的人带进来：按主体认人，角色每次登录都重新对应。

Bringing in a provider's people: known by their subject, with roles mapped anew at each sign-in.
They have no password here. An identity never becomes an account that was here before: names are not
proof of anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from ballast.infra.access import repository as users
from ballast.infra.access.errors import RoleConflictError
from ballast.infra.access.grants import repository as grants
from ballast.infra.access.grants.model import Grant
from ballast.infra.access.identities import repository
from ballast.infra.access.model import PrincipalKind, User
from ballast.infra.access.names import as_typed
from ballast.infra.access.oidc.config import OidcConfig
from ballast.infra.access.roles import Roles
from ballast.infra.journal import Actor, Entry, Journal
from ballast.kit.ids import new_id

_ACTOR = Actor(PrincipalKind.SYSTEM.value, "oidc")
_NO_PASSWORD = ""


class Provisioning:
    """认人，给角色。 Finds or makes the user, and gives the roles."""

    def __init__(self, roles: Roles, config: OidcConfig) -> None:
        self._roles = roles
        self._config = config
        self._journal = Journal()

    def user(self, session: Session, claims: Mapping[str, Any], now_us: int) -> User:
        """声明里的人，角色已对应好。 The person of the claims, with the roles mapped."""
        self._journal.hold(session)
        identity = _identity(self._config.issuer, str(claims["sub"]))
        known = repository.user_of(session, identity)
        user = None if known is None else users.user_by_id(session, known)
        if user is None:
            user = self._create(session, identity, claims, now_us)
        return self._with_roles(session, user, self._mapped(claims), now_us)

    def _create(
        self, session: Session, identity: str, claims: Mapping[str, Any], now_us: int
    ) -> User:
        name = _name(claims) or f"oidc-{identity[:12]}"
        if users.user_by_name(session, name) is not None:
            name = f"oidc-{identity[:12]}"
        user = User(id=new_id("usr", now_us), name=name, grants=(), created_us=now_us)
        users.add_user(session, user, _NO_PASSWORD)
        repository.add(session, identity, user.id, now_us)
        self._note(session, "user.create", user.id, (None, []), now_us)
        return user

    def _mapped(self, claims: Mapping[str, Any]) -> set[str]:
        found = claims.get(self._config.role_claim, [])
        values = [found] if isinstance(found, str) else found
        if not isinstance(values, list):
            return set()
        wanted = {self._config.roles[v] for v in values if v in self._config.roles}
        for role in sorted(wanted):
            other = self._roles.conflict(role, sorted(wanted - {role}))
            if other is not None:
                raise RoleConflictError(role, other)
        return wanted

    def _with_roles(self, session: Session, user: User, wanted: set[str], now_us: int) -> User:
        # What an administrator granted here is the administrator's; it must not clash either.
        others = tuple(grant for grant in user.grants if grant.granted_by != _ACTOR.id)
        former = [grant for grant in user.grants if grant.granted_by == _ACTOR.id]
        kept = {grant.role for grant in others if grant.in_force(now_us)}
        for role in sorted(wanted):
            other = self._roles.conflict(role, sorted(kept))
            if other is not None:
                raise RoleConflictError(role, other)
        places = {grant.place for grant in others}
        fresh = [Grant(role, None, None, now_us, _ACTOR.id) for role in sorted(wanted)]
        mapped = tuple(grant for grant in fresh if grant.place not in places)
        if {grant.role for grant in former} != {grant.role for grant in mapped}:
            for grant in former:
                grants.remove(session, user.id, grant)
            for grant in mapped:
                grants.put(session, user.id, grant)
            change = (sorted(map(str, former)), sorted(map(str, mapped)))
            self._note(session, "user.grant", user.id, change, now_us)
        return replace(user, grants=(*others, *mapped))

    def _note(
        self,
        session: Session,
        action: str,
        user_id: str,
        change: tuple[object, object],
        now_us: int,
    ) -> None:
        before, after = change
        self._journal.append(
            session,
            Entry(
                actor=_ACTOR,
                action=action,
                subject_kind="user",
                subject_id=user_id,
                before=before,
                after=after,
                at_us=now_us,
            ),
        )


def _identity(issuer: str, subject: str) -> str:
    return hashlib.sha256(f"{issuer}\0{subject}".encode()).hexdigest()


def _name(claims: Mapping[str, Any]) -> str:
    for claim in ("preferred_username", "email"):
        found = claims.get(claim)
        if isinstance(found, str) and as_typed(found):
            return as_typed(found)
    return ""
