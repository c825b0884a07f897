"""数据湖清单的表。 The table of the files of the lake."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class LakeFileRow(Base):
    """数据湖的清单：只有列在这里的文件才算数。 The manifest: only files listed here count."""

    __tablename__ = "lake_file"
    __table_args__ = (Index(None, "relation", "last_seq"),)

    path: Mapped[str] = mapped_column(String(255), primary_key=True)  # relative to the lake
    relation: Mapped[str] = mapped_column(String(32))
    partition: Mapped[str] = mapped_column(String(64))
    day: Mapped[str] = mapped_column(String(10))
    first_seq: Mapped[int] = mapped_column(BigInteger)
    last_seq: Mapped[int] = mapped_column(BigInteger)
    count: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    sealed_us: Mapped[int] = mapped_column(BigInteger)
