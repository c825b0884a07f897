"""会话的全部查询。 Every query of sign-ins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from ballast.infra.access.sessions.model import Carrier, UserSession, Visit
from ballast.infra.access.sessions.tables import SessionTable


def add(session: Session, found: UserSession, token_hash: str) -> None:
    """记一次登录。 Insert a sign-in."""
    session.execute(
        insert(SessionTable).values(
            token_hash=token_hash,
            id=found.id,
            user_id=found.user_id,
            carrier=found.visit.carrier.value,
            address=found.visit.address,
            agent=found.visit.agent,
            created_us=found.created_us,
            seen_us=found.seen_us,
            expires_us=found.expires_us,
        )
    )


def by_token(session: Session, token_hash: str) -> UserSession | None:
    """令牌对应的登录。 The sign-in of a token."""
    query = select(SessionTable).where(SessionTable.token_hash == token_hash)
    record = session.execute(query).scalar_one_or_none()
    return None if record is None else _session(record)


def of_user(session: Session, user_id: str) -> list[UserSession]:
    """一个用户的登录，新的在前。 The sign-ins of a user, newest first."""
    query = select(SessionTable).where(SessionTable.user_id == user_id)
    newest = query.order_by(SessionTable.created_us.desc(), SessionTable.id)
    return [_session(record) for record in session.scalars(newest)]


def everybodys(session: Session) -> list[UserSession]:
    """全部登录，最近用过的在前。 Every sign-in, the latest used first."""
    query = select(SessionTable).order_by(SessionTable.seen_us.desc(), SessionTable.id)
    return [_session(record) for record in session.scalars(query)]


def seen(session: Session, times: Mapping[str, int]) -> None:
    """记下最近的使用，只进不退。 Note when tokens were last used; never earlier than known."""
    for token_hash, at_us in times.items():
        older = (SessionTable.token_hash == token_hash, SessionTable.seen_us < at_us)
        session.execute(update(SessionTable).where(*older).values(seen_us=at_us))


def set_token(session: Session, session_id: str, token_hash: str) -> None:
    """给登录换令牌。 Give a sign-in another token."""
    query = update(SessionTable).where(SessionTable.id == session_id)
    session.execute(query.values(token_hash=token_hash))


def remove(session: Session, token_hash: str) -> bool:
    """结束一次登录。 End a sign-in; False when there was none."""
    return _touched(session, delete(SessionTable).where(SessionTable.token_hash == token_hash))


def remove_one(session: Session, user_id: str, session_id: str) -> bool:
    """按编号结束一个用户的一次登录。 End one sign-in of a user; False when there was none."""
    mine = (SessionTable.user_id == user_id, SessionTable.id == session_id)
    return _touched(session, delete(SessionTable).where(*mine))


def remove_all(session: Session, user_id: str, but: str = "") -> None:
    """结束一个用户的全部登录，`but` 除外。 End every sign-in of a user but the named one."""
    session.execute(
        delete(SessionTable).where(SessionTable.user_id == user_id, SessionTable.id != but)
    )


def remove_expired(session: Session, now_us: int, idle_before_us: int) -> None:
    """清理到期的与久未用的登录。 Remove sign-ins that ended or were idle for too long."""
    session.execute(delete(SessionTable).where(SessionTable.expires_us <= now_us))
    session.execute(delete(SessionTable).where(SessionTable.seen_us <= idle_before_us))


def _session(record: SessionTable) -> UserSession:
    return UserSession(
        id=record.id,
        user_id=record.user_id,
        visit=Visit(Carrier(record.carrier), record.address, record.agent),
        created_us=record.created_us,
        seen_us=record.seen_us,
        expires_us=record.expires_us,
    )


def _touched(session: Session, statement: Any) -> bool:
    count: int = session.execute(statement).rowcount  # type: ignore[attr-defined]
    return count > 0
