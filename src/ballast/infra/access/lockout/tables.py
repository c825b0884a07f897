"""登录过的设备。 Devices that signed in before."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ballast.infra.db import Base


class KnownDeviceTable(Base):
    """一个用户登录过的设备，只存哈希。 A device that a user signed in from; only its hash."""

    __tablename__ = "known_device"

    device_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), index=True)
    seen_us: Mapped[int] = mapped_column(BigInteger)
