"""第二因素的表。 Tables of the second factor."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class SecondFactorTable(Base):
    """一个用户的验证器；密钥是密文。 A user's authenticator; its secret is sealed.

    Without `confirmed_us` it is only proposed, and counts for nothing.
    """

    __tablename__ = "second_factor"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    confirmed_us: Mapped[int | None] = mapped_column(BigInteger)
    last_step: Mapped[int] = mapped_column(BigInteger)


class RecoveryCodeTable(Base):
    """恢复码，只存令牌，用一次即删。 A recovery code: only its token; removed when it is used."""

    __tablename__ = "recovery_code"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
