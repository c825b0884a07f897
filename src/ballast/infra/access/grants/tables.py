"""授权的表。 The table of grants."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class GrantTable(Base):
    """一个用户在一处担任的角色。 A role that a user holds in a place; scope empty: everywhere."""

    __tablename__ = "scoped_grant"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(128), primary_key=True)
    scope: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_us: Mapped[int | None] = mapped_column(BigInteger)
    granted_us: Mapped[int] = mapped_column(BigInteger)
    granted_by: Mapped[str] = mapped_column(String(128))
