"""日志的两张表，建表时一并加上保护。 The journal's tables, protected as they are created."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Connection, Index, Integer, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base
from ballast.infra.journal.protection import protection


class JournalTable(Base):
    """日志，一行一事。 The journal."""

    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at_us: Mapped[int] = mapped_column(BigInteger)
    actor_kind: Mapped[str] = mapped_column(String(16))
    actor_id: Mapped[str] = mapped_column(String(128))
    action: Mapped[str] = mapped_column(String(64))
    subject_kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(256))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    __table_args__ = (
        Index(None, "subject_kind", "subject_id"),
        Index(None, "actor_id"),
        Index(None, "at_us"),
        Index(None, "action", postgresql_ops={"action": "text_pattern_ops"}),
    )


class HeadTable(Base):
    """链头，只有一行。 The head of the chain: one row."""

    __tablename__ = "journal_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


@event.listens_for(Base.metadata, "after_create")
def _protect(_metadata: object, connection: Connection, **created: Any) -> None:
    if HeadTable.__table__ in (created.get("tables") or ()):
        for statement in protection(connection.dialect.name):
            connection.exec_driver_sql(statement)
