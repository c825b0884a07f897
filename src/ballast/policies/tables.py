"""策略与版本的表。 Tables of policies and their versions."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class PolicyRow(Base):
    """一个策略。 One policy; `live` is the number of its live version."""

    __tablename__ = "policy"

    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    scene: Mapped[str | None] = mapped_column(String(64))
    live: Mapped[int | None] = mapped_column(Integer)


class PolicyVersionRow(Base):
    """策略的一个版本。 One version of a policy."""

    __tablename__ = "policy_version"
    __table_args__ = (UniqueConstraint("policy", "number"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    policy: Mapped[str] = mapped_column(ForeignKey("policy.code"))
    number: Mapped[int] = mapped_column(Integer)
    document: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
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
    effect: Mapped[str | None] = mapped_column(Text)
    replaced: Mapped[int | None] = mapped_column(Integer)
