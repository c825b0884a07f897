"""外部身份的查询。 Queries of identities from elsewhere."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ballast.infra.access.identities.tables import ExternalIdentityTable


def user_of(session: Session, identity_hash: str) -> str | None:
    """这个身份是哪个用户。 Which user an identity is."""
    table = ExternalIdentityTable
    return session.scalar(select(table.user_id).where(table.identity_hash == identity_hash))


def is_external(session: Session, user_id: str) -> bool:
    """是否由提供方确认身份。 Whether a provider vouches for the user."""
    table = ExternalIdentityTable
    found = session.scalar(select(table.identity_hash).where(table.user_id == user_id))
    return found is not None


def add(session: Session, identity_hash: str, user_id: str, now_us: int) -> None:
    """记下身份。 Note an identity."""
    values = {"identity_hash": identity_hash, "user_id": user_id, "since_us": now_us}
    session.execute(insert(ExternalIdentityTable).values(**values))
