"""用户给人看的样子。 Users as people see them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ballast.infra.access.administration.moments import written, written_or_none
from ballast.infra.access.administration.schemas import GrantView, SessionView, UserView
from ballast.infra.access.composition import Access
from ballast.infra.access.grants import Grant
from ballast.infra.access.model import User
from ballast.infra.access.renewal import repository as renewal
from ballast.infra.access.scopes import Tree
from ballast.infra.access.second_factor import repository as second_factors
from ballast.infra.access.sessions import UserSession
from ballast.infra.access.sessions import repository as sessions


class UserViews:
    """用户，按此刻的角色、范围与登录。 Users, by the roles, scopes and sign-ins of now."""

    def __init__(self, session: Session, access: Access, now_us: int) -> None:
        self._roles = access.roles.roles
        self._tree: Tree = access.scopes.tree(session)
        self._now_us = now_us
        self._session = session
        self._live: dict[str, list[UserSession]] = {}
        for found in live_sessions(session, access, now_us):
            self._live.setdefault(found.user_id, []).append(found)

    def of(self, user: User) -> UserView:
        """一个用户。 One user."""
        live = self._live.get(user.id, [])
        seen = max((each.seen_us for each in live), default=None)
        return UserView(
            id=user.id,
            name=user.name,
            state="active" if user.disabled_us is None else "disabled",
            created_at=written(user.created_us),
            disabled_at=written_or_none(user.disabled_us),
            seen_at=written_or_none(seen),
            sessions=len(live),
            second_factor=bool(second_factors.confirmed(self._session, [user.id])),
            given_password=renewal.is_given(self._session, user.id),
            grants=[self.grant(grant) for grant in user.grants],
        )

    def grant(self, grant: Grant) -> GrantView:
        """一项授权。 One grant; a role or scope that was withdrawn shows by its code."""
        role = self._roles.get(grant.role)
        scope = None if grant.scope is None else self._tree.scopes.get(grant.scope)
        return GrantView(
            role=grant.role,
            title=_by_code(grant.role) if role is None else role.title.as_dict(),
            scope=grant.scope,
            scope_title=None if scope is None else scope.title.as_dict(),
            granted_at=written(grant.granted_us),
            granted_by=grant.granted_by,
            expires_at=written_or_none(grant.expires_us),
            in_force=grant.in_force(self._now_us),
        )


def live_sessions(session: Session, access: Access, now_us: int) -> list[UserSession]:
    """还能用的登录，最近用过的在前。 Sign-ins that can still be used, the latest used first."""
    found = sessions.everybodys(session)
    return [each for each in found if access.span.ends_us(each) > now_us]


def session_view(found: UserSession, user: User) -> SessionView:
    """一次登录。 One sign-in."""
    return SessionView(
        id=found.id,
        user_id=user.id,
        user_name=user.name,
        carrier=found.visit.carrier.value,
        address=found.visit.address,
        agent=found.visit.agent,
        created_at=written(found.created_us),
        seen_at=written(found.seen_us),
        expires_at=written(found.expires_us),
    )


def _by_code(code: str) -> dict[str, str]:
    return {"zh": code, "en": code}
