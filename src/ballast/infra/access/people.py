"""标识背后是谁：给人看的记录要写名称。 Who is behind an id: records that people read say names."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ballast.infra.access import repository


def names_of(session: Session) -> dict[str, str]:
    """用户与密钥的标识 → 名称，含已离开的。 Ids of users and keys to names, gone or not."""
    people = {user.id: user.name for user in repository.users(session)}
    return people | {key.id: key.name for key in repository.keys(session)}
