"""登录从哪里来：设备，或一个网段。 Where a sign-in comes from: a device, or a network."""

from __future__ import annotations

import hashlib
import ipaddress

from ballast.infra.access.names import name_hash
from ballast.infra.access.sessions import Carrier, Visit


def device_hash(user_id: str, visit: Visit) -> str | None:
    """这个人的这台设备；没有线索则无。 This device of this person; None without a clue.

    A program keeps no cookie: the address it signed in from stands for it.
    """
    if visit.carrier is Carrier.COOKIE:
        source = f"device {visit.device}" if visit.device else ""
    else:
        source = f"address {visit.address}" if visit.address else ""
    return hashlib.sha256(f"{user_id}\0{source}".encode()).hexdigest() if source else None


def network_key(address: str) -> str:
    """一个地址的失败按它计数。 Under which the failures of an address are counted."""
    return name_hash(f"address {_network(address)}")


def _network(address: str) -> str:
    # Whoever has one IPv6 address has its whole /64.
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    whole = ipaddress.ip_network((int(ip), 64), strict=False) if ip.version == 6 else ip
    return str(whole)
