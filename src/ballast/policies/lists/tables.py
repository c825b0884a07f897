"""名单条目的表。 Table of list entries."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base

# In letters, not as parameters: only then does the index cover the query that says the same.
UNDECIDED = text("status IN ('pending', 'removing')")


class ListEntryRow(Base):
    """名单上的一条。 One entry of a list.

    `live_key` repeats `key` while the entry is live and is null afterwards, so that a value is on a
    list at most once (nulls are distinct in both databases).
    """

    __tablename__ = "list_entry"
    __table_args__ = (
        UniqueConstraint("list", "live_key"),
        Index("ix_list_entry_list_created_us", "list", "created_us"),
        Index("ix_list_entry_undecided", "id", sqlite_where=UNDECIDED, postgresql_where=UNDECIDED),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    list: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(256))
    live_key: Mapped[str | None] = mapped_column(String(256))
    shown: Mapped[str] = mapped_column(String(256))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    reason: Mapped[str] = mapped_column(String(500))
    source: Mapped[str] = mapped_column(String(200))
    starts_us: Mapped[int] = mapped_column(BigInteger)
    expires_us: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(String(64))
    created_us: Mapped[int] = mapped_column(BigInteger)
    requester: Mapped[str] = mapped_column(String(64))
    confirmer: Mapped[str | None] = mapped_column(String(64))
