"""决策的表：要找的在窄表里，要看的在另一张里。

Tables of decisions. What people search by is kept in narrow rows, apart from the answer and the
trace that they read: reading a hundred thousand narrow rows costs less than a tenth of a second, so
that any combination of filters may fall back on it, without one more index to write for each.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Float, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import SEQUENCE, Base


class DecisionRow(Base):
    """一次决策；与它的事件同一个 `seq`。 One decision; shares `seq` with its event."""

    __tablename__ = "decision"
    # One index serves each way a list is filtered, newest first.
    __table_args__ = (
        Index(None, "scene", "seq"),
        Index(None, "outcome", "seq"),
        Index(None, "subject", "seq"),
    )

    # No foreign key to the event: the writer inserts both in one transaction, and the check would
    # cost more than the insert.
    seq: Mapped[int] = mapped_column(SEQUENCE, primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(40), unique=True)
    scene: Mapped[str] = mapped_column(String(64))
    event_id: Mapped[str] = mapped_column(String(128))
    at_us: Mapped[int] = mapped_column(BigInteger)
    decided_us: Mapped[int] = mapped_column(BigInteger)
    outcome: Mapped[str] = mapped_column(String(16))
    policy: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    subject: Mapped[str] = mapped_column(String(128))
    principal: Mapped[str] = mapped_column(String(64))
    score: Mapped[float | None] = mapped_column(Float)
    reasons: Mapped[str] = mapped_column(Text)
    rules: Mapped[str] = mapped_column(Text)
    keys: Mapped[str] = mapped_column(Text)


class DecisionRecordRow(Base):
    """决策的答复与过程。 The answer and the trace of a decision."""

    __tablename__ = "decision_record"

    seq: Mapped[int] = mapped_column(SEQUENCE, primary_key=True, autoincrement=False)
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    trace: Mapped[bytes] = mapped_column(LargeBinary)
