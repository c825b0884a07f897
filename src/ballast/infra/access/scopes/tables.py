"""自建范围的表。 The table of scopes that were made here, not in a pack."""

from __future__ import annotations

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class ScopeTable(Base):
    """一个范围；上级可以在内容包里。 One scope; its parent may be one of a pack."""

    __tablename__ = "scope"

    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    parent: Mapped[str | None] = mapped_column(String(64))
    created_us: Mapped[int] = mapped_column(BigInteger)
