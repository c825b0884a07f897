"""须先做完的事：换掉别人给的密码，登记第二因素。

What has to be done first: changing a password somebody else chose, enrolling a second factor.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from ballast.infra.access.identities import repository as identities
from ballast.infra.access.renewal import repository as renewal
from ballast.infra.access.roles import Roles
from ballast.infra.access.second_factor import repository as second_factors

CHANGE_PASSWORD = "change_password"  # noqa: S105 - the name of a duty
ENROL = "enrol_second_factor"


class Duties:
    """谁须先做什么；`forced` 为有些角色须有第二因素。 Who has to do what before anything else."""

    def __init__(self, roles: Roles, *, forced: bool = True) -> None:
        self._roles = roles
        self._forced = forced

    def of(self, session: Session, user_id: str, permissions: Iterable[str]) -> tuple[str, ...]:
        """这个用户须先做的。 What this user has to do first."""
        must = []
        if renewal.is_given(session, user_id):
            must.append(CHANGE_PASSWORD)
        if self.needs_second_factor(permissions) and not self._has_one(session, user_id):
            must.append(ENROL)
        return tuple(must)

    def _has_one(self, session: Session, user_id: str) -> bool:
        # Whoever a provider vouches for has the provider's second factor, not ours.
        enrolled = second_factors.confirmed(session, [user_id])
        return bool(enrolled) or identities.is_external(session, user_id)

    def needs_second_factor(self, permissions: Iterable[str]) -> bool:
        """持有这些权限的人是否须有第二因素。 Whether holders of these need a second factor."""
        known = self._roles.permissions
        return self._forced and any(known[code].second_factor for code in permissions)
