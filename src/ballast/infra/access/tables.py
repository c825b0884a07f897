"""用户、密钥的表。 Tables of users, keys and failed sign-ins."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class UserTable(Base):
    """用户。 A user."""

    __tablename__ = "user_account"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(String(256))
    created_us: Mapped[int] = mapped_column(BigInteger)
    disabled_us: Mapped[int | None] = mapped_column(BigInteger)


class KeyTable(Base):
    """接口密钥；只存哈希。 An API key; only its hash is stored. Lists are JSON text."""

    __tablename__ = "api_key"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(128))
    token_hash: Mapped[str] = mapped_column(String(64))
    permissions: Mapped[str] = mapped_column(Text)
    scenes: Mapped[str | None] = mapped_column(Text)
    networks: Mapped[str] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(String(128))
    created_us: Mapped[int] = mapped_column(BigInteger)
    expires_us: Mapped[int | None] = mapped_column(BigInteger)
    revoked_us: Mapped[int | None] = mapped_column(BigInteger)
    last_used_us: Mapped[int | None] = mapped_column(BigInteger)


class AttemptTable(Base):
    """失败的登录，按名称的哈希计。 Failed sign-ins by hashed name, whether it exists or not."""

    __tablename__ = "sign_in_attempt"

    name_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    last_us: Mapped[int] = mapped_column(BigInteger, index=True)
    locked_until_us: Mapped[int] = mapped_column(BigInteger)
