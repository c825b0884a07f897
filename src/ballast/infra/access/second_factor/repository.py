"""第二因素的全部查询。 Every query of the second factor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from ballast.infra.access.second_factor.tables import RecoveryCodeTable, SecondFactorTable
from ballast.infra.upsert import upsert


@dataclass(frozen=True, slots=True)
class Stored:
    """存着的验证器。 An authenticator as stored."""

    sealed: bytes
    confirmed_us: int | None
    last_step: int


def find(session: Session, user_id: str) -> Stored | None:
    """一个用户的验证器。 A user's authenticator, confirmed or proposed."""
    table = SecondFactorTable
    query = select(table.sealed, table.confirmed_us, table.last_step)
    found = session.execute(query.where(table.user_id == user_id)).one_or_none()
    return None if found is None else Stored(*found)


def confirmed(session: Session, user_ids: Iterable[str]) -> dict[str, int]:
    """这些用户里谁已启用，何时。 Who of these users has one, and since when."""
    columns = (SecondFactorTable.user_id, SecondFactorTable.confirmed_us)
    mine = SecondFactorTable.user_id.in_(list(user_ids))
    query = select(*columns).where(mine, SecondFactorTable.confirmed_us.is_not(None))
    return {user_id: since or 0 for user_id, since in session.execute(query)}


def propose(session: Session, user_id: str, sealed: bytes) -> None:
    """记下待确认的验证器。 Note an authenticator that is to be confirmed."""
    values = {"sealed": sealed, "confirmed_us": None, "last_step": 0}
    upsert(session, SecondFactorTable, {"user_id": user_id}, values)


def confirm(session: Session, user_id: str, now_us: int) -> None:
    """启用。 Confirm it."""
    query = update(SecondFactorTable).where(SecondFactorTable.user_id == user_id)
    session.execute(query.values(confirmed_us=now_us))


def use_step(session: Session, user_id: str, step: int) -> bool:
    """用掉一个时间步；用过的不行。 Use up a time step; False once it or a later one was used."""
    fresh = (SecondFactorTable.user_id == user_id, SecondFactorTable.last_step < step)
    return _touched(session, update(SecondFactorTable).where(*fresh).values(last_step=step))


def remove(session: Session, user_id: str) -> bool:
    """去掉验证器与恢复码。 Remove authenticator and recovery codes; False when there was none."""
    set_codes(session, user_id, ())
    mine = SecondFactorTable.user_id == user_id
    return _touched(session, delete(SecondFactorTable).where(mine))


def set_codes(session: Session, user_id: str, tokens: Iterable[str]) -> None:
    """换上新的恢复码。 Replace the recovery codes."""
    session.execute(delete(RecoveryCodeTable).where(RecoveryCodeTable.user_id == user_id))
    rows = [{"user_id": user_id, "token": token} for token in tokens]
    if rows:
        session.execute(insert(RecoveryCodeTable), rows)


def codes_left(session: Session, user_id: str) -> int:
    """还剩几个恢复码。 How many recovery codes are left."""
    query = select(func.count()).where(RecoveryCodeTable.user_id == user_id)
    return session.scalar(query) or 0


def use_code(session: Session, user_id: str, token: str) -> bool:
    """用掉一个恢复码；没有则不行。 Use up a recovery code; False when it is not there."""
    mine = (RecoveryCodeTable.user_id == user_id, RecoveryCodeTable.token == token)
    return _touched(session, delete(RecoveryCodeTable).where(*mine))


def _touched(session: Session, statement: Any) -> bool:
    count: int = session.execute(statement).rowcount  # type: ignore[attr-defined]
    return count > 0
