"""事件、场景版本、数据湖清单的表。 Tables of events, scene versions and the files of the lake."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import SEQUENCE, Base


class EventRow(Base):
    """已受理的事件；`seq` 由唯一的写入者给出。 Accepted events; the one writer assigns `seq`."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("scene", "id"),
        Index(None, "at_us"),
        Index(None, "scene", "seq"),
    )

    # Given by the writer on every database: acceptance order, without gaps.
    seq: Mapped[int] = mapped_column(SEQUENCE, primary_key=True, autoincrement=False)
    scene: Mapped[str] = mapped_column(String(64))
    id: Mapped[str] = mapped_column(String(128))
    at_us: Mapped[int] = mapped_column(BigInteger)
    received_us: Mapped[int] = mapped_column(BigInteger)
    scene_version: Mapped[int]
    late: Mapped[bool] = mapped_column(Boolean)
    data: Mapped[bytes] = mapped_column(LargeBinary)  # engine view, JSON
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # protected values, encrypted
    unknown: Mapped[str] = mapped_column(Text)  # names only, JSON
    digest: Mapped[str] = mapped_column(String(80))
    principal: Mapped[str] = mapped_column(String(64))


class SceneVersionRow(Base):
    """场景的历次版本。 Every version of every scene."""

    __tablename__ = "scene_version"

    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    since_us: Mapped[int] = mapped_column(BigInteger)


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
