"""登录过的设备的全部查询。 Every query of known devices."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ballast.infra.access.lockout.tables import KnownDeviceTable
from ballast.infra.upsert import upsert


def is_known(session: Session, device_hash: str) -> bool:
    """是否登录过。 Whether somebody signed in from it."""
    query = select(KnownDeviceTable.user_id).where(KnownDeviceTable.device_hash == device_hash)
    return session.scalar(query) is not None


def remember(session: Session, user_id: str, device_hash: str, now_us: int) -> None:
    """记下设备。 Remember a device."""
    values = {"user_id": user_id, "seen_us": now_us}
    upsert(session, KnownDeviceTable, {"device_hash": device_hash}, values)


def forget(session: Session, user_id: str, before_us: int | None = None) -> None:
    """忘掉一个用户的设备，或只忘久未用的。 Forget a user's devices, or those long unused."""
    query = delete(KnownDeviceTable).where(KnownDeviceTable.user_id == user_id)
    if before_us is not None:
        query = query.where(KnownDeviceTable.seen_us < before_us)
    session.execute(query)
