"""用过的密码与须换密码的人。 Former passwords, and who has to change theirs."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class FormerPasswordTable(Base):
    """用过的密码的哈希。 The hash of a password that a user once had."""

    __tablename__ = "former_password"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    until_us: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    password_hash: Mapped[str] = mapped_column(String(256))


class GivenPasswordTable(Base):
    """密码由别人设定，本人须换。 Somebody else chose the password: its owner changes it."""

    __tablename__ = "given_password"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    since_us: Mapped[int] = mapped_column(BigInteger)
