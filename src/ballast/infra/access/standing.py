"""一个用户现在能做什么。 What a user may do at present, by the grants that hold now."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ballast.infra.access.duties import Duties
from ballast.infra.access.grants.model import Grant
from ballast.infra.access.holding import Holding, Scenes, holding
from ballast.infra.access.model import Principal, PrincipalKind, User
from ballast.infra.access.roles import Roles
from ballast.infra.access.scopes.service import Scopes


class Standing:
    """用户成为主体。 Turns a user into the principal that the user acts as."""

    def __init__(self, roles: Roles, scopes: Scopes, duties: Duties) -> None:
        self.roles = roles
        self._scopes = scopes
        self._duties = duties

    def holding(self, session: Session, user: User, now_us: int) -> Holding:
        """权限，及各在哪些场景。 The permissions, and in which scenes each."""
        placed = [(grant, self._scenes(session, grant)) for grant in user.in_force(now_us)]
        return holding(self.roles, placed)

    def principal(self, session: Session, user: User, now_us: int) -> Principal:
        """用户的主体。 The principal of a user."""
        held = self.holding(session, user, now_us)
        roles = tuple(sorted({grant.role for grant in user.in_force(now_us)}))
        must = self._duties.of(session, user.id, held.permissions)
        if must:
            # Until it is done, whoever signed in is nobody but themselves.
            nothing: frozenset[str] = frozenset()
            return Principal(
                PrincipalKind.USER, user.id, user.name, nothing, roles=roles, must=must
            )
        return Principal(
            PrincipalKind.USER,
            user.id,
            user.name,
            held.permissions,
            held.ceiling(self.roles),
            held.unmask,
            roles,
            limits=held.limits,
        )

    def _scenes(self, session: Session, grant: Grant) -> Scenes:
        return None if grant.scope is None else self._scopes.scenes(session, grant.scope)


def next_end_us(user: User, now_us: int, otherwise: int) -> int:
    """有效的授权最早何时到期。 When the first grant in force ends, if before `otherwise`."""
    ends = [grant.expires_us for grant in user.in_force(now_us)]
    return min([otherwise, *(end for end in ends if end is not None)])
