"""会话的表；只存令牌的哈希。 The table of sign-ins; only the token's hash is stored."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class SessionTable(Base):
    """用户的登录。 A user's sign-in; `id` is what people see, never the token."""

    __tablename__ = "user_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), index=True)
    carrier: Mapped[str] = mapped_column(String(8))
    address: Mapped[str] = mapped_column(String(64))
    agent: Mapped[str] = mapped_column(String(64))
    created_us: Mapped[int] = mapped_column(BigInteger)
    seen_us: Mapped[int] = mapped_column(BigInteger)
    expires_us: Mapped[int] = mapped_column(BigInteger, index=True)
