"""偏好的表。 The table of preferences."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class PreferenceTable(Base):
    """一个用户的偏好。 The preferences of a user."""

    __tablename__ = "user_preference"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    language: Mapped[str | None] = mapped_column(String(8))
    theme: Mapped[str] = mapped_column(String(8))
