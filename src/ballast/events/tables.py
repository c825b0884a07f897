"""事件与场景版本的表。 Tables of events and scene versions."""

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
