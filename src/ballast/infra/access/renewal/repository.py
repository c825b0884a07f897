"""用过的密码的全部查询。 Every query of former passwords."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ballast.infra.access.renewal.tables import FormerPasswordTable, GivenPasswordTable
from ballast.infra.upsert import upsert

REMEMBERED = 5
"""记住几个用过的密码。 How many former passwords are remembered."""


def former(session: Session, user_id: str) -> list[str]:
    """用过的密码的哈希，新的在前。 The hashes of former passwords, newest first."""
    query = select(FormerPasswordTable.password_hash).where(FormerPasswordTable.user_id == user_id)
    return list(session.scalars(query.order_by(FormerPasswordTable.until_us.desc())))


def retire(session: Session, user_id: str, password_hash: str, now_us: int) -> None:
    """记下换掉的密码，只留最近几个。 Remember a password that was replaced; keep the last few."""
    key = {"user_id": user_id, "until_us": now_us}
    upsert(session, FormerPasswordTable, key, {"password_hash": password_hash})
    mine = FormerPasswordTable.user_id == user_id
    times = select(FormerPasswordTable.until_us).where(mine)
    newest = list(session.scalars(times.order_by(FormerPasswordTable.until_us.desc())))
    if len(newest) > REMEMBERED:
        old = FormerPasswordTable.until_us < newest[REMEMBERED - 1]
        session.execute(delete(FormerPasswordTable).where(mine, old))


def is_given(session: Session, user_id: str) -> bool:
    """密码是否由别人设定。 Whether somebody else chose the password."""
    query = select(GivenPasswordTable.user_id).where(GivenPasswordTable.user_id == user_id)
    return session.scalar(query) is not None


def set_given(session: Session, user_id: str, now_us: int) -> None:
    """记下密码由别人设定。 Note that somebody else chose the password."""
    upsert(session, GivenPasswordTable, {"user_id": user_id}, {"since_us": now_us})


def clear_given(session: Session, user_id: str) -> None:
    """本人已换。 The owner has changed it."""
    session.execute(delete(GivenPasswordTable).where(GivenPasswordTable.user_id == user_id))
