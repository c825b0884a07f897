"""外部身份的表。 The table of identities from elsewhere."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class ExternalIdentityTable(Base):
    """提供方的一个主体是这里的谁。 Who a provider's subject is here."""

    __tablename__ = "external_identity"

    identity_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), unique=True)
    since_us: Mapped[int] = mapped_column(BigInteger)
