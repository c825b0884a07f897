"""授权的全部查询。 Every query of grants."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session

from ballast.infra.access.grants.model import Grant
from ballast.infra.access.grants.tables import GrantTable
from ballast.infra.upsert import upsert


def put(session: Session, user_id: str, grant: Grant) -> None:
    """授予，或改到期。 Grant, or change when the same grant ends."""
    role, scope = grant.place
    values = {
        "expires_us": grant.expires_us,
        "granted_us": grant.granted_us,
        "granted_by": grant.granted_by,
    }
    upsert(session, GrantTable, {"user_id": user_id, "role": role, "scope": scope}, values)


def remove(session: Session, user_id: str, grant: Grant) -> None:
    """收回。 Revoke."""
    role, scope = grant.place
    mine = (GrantTable.user_id == user_id, GrantTable.role == role, GrantTable.scope == scope)
    session.execute(delete(GrantTable).where(*mine))


def of_users(session: Session, user_ids: Sequence[str] | None = None) -> dict[str, list[Grant]]:
    """各用户的授权，按角色与范围；不给用户即全部。 Grants by user; of all users when none named."""
    query = select(GrantTable).order_by(GrantTable.role, GrantTable.scope)
    if user_ids is not None:
        query = query.where(GrantTable.user_id.in_(user_ids))
    found: dict[str, list[Grant]] = {}
    for record in session.scalars(query.execution_options(populate_existing=True)):
        found.setdefault(record.user_id, []).append(_grant(record))
    return found


def holders(role: str | None, scope: str | None) -> Select[str]:
    """担任此角色、在此范围的用户。 A query for the users that hold this role, in this scope."""
    query = select(GrantTable.user_id)
    if role is not None:
        query = query.where(GrantTable.role == role)
    return query if scope is None else query.where(GrantTable.scope == scope)


def uses_scope(session: Session, scope: str) -> bool:
    """有没有授权限于此范围。 Whether any grant is in this scope."""
    return bool(session.scalar(select(exists().where(GrantTable.scope == scope))))


def _grant(record: GrantTable) -> Grant:
    return Grant(
        role=record.role,
        scope=record.scope or None,
        expires_us=record.expires_us,
        granted_us=record.granted_us,
        granted_by=record.granted_by,
    )
