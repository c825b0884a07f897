"""有则改、无则加，两种数据库同一写法。 Insert or update in one statement, on either database."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session


def upsert(
    session: Session,
    table: type[DeclarativeBase],
    key: Mapping[str, object],
    values: Mapping[str, object],
) -> None:
    """有这个键则改，没有则加。 Update the row of this key, or insert it.

    Args:
        session: 会话。 The session.
        table: 表。 The table.
        key: 唯一键的列。 Columns of its primary or unique key.
        values: 其余的列。 The other columns.
    """
    row, names = {**key, **values}, list(key)
    if session.get_bind().dialect.name == "sqlite":
        session.execute(
            sqlite.insert(table)
            .values(**row)
            .on_conflict_do_update(index_elements=names, set_=dict(values))
        )
    else:
        session.execute(
            postgresql.insert(table)
            .values(**row)
            .on_conflict_do_update(index_elements=names, set_=dict(values))
        )
