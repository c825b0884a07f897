"""自建指标的表。 The table of an institution's own indicators."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class IndicatorVersionRow(Base):
    """自建指标的一个版本。 One version of an indicator made at run time."""

    __tablename__ = "indicator_version"
    __table_args__ = (UniqueConstraint("code", "number"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(64))
    number: Mapped[int] = mapped_column(Integer)
    definition: Mapped[str] = mapped_column(Text)  # JSON, as packs write it
    status: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(String(64))
    created_us: Mapped[int] = mapped_column(BigInteger)
    submitter: Mapped[str | None] = mapped_column(String(64))
    submitted_us: Mapped[int | None] = mapped_column(BigInteger)
    approver: Mapped[str | None] = mapped_column(String(64))
    decided_us: Mapped[int | None] = mapped_column(BigInteger)
    live_us: Mapped[int | None] = mapped_column(BigInteger)
    retired_us: Mapped[int | None] = mapped_column(BigInteger)
    comment: Mapped[str] = mapped_column(Text)
