"""允许的地址。 Which addresses a key may be used from."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def canonical_networks(networks: Iterable[str]) -> tuple[str, ...]:
    """规范写法的网段。 The networks in canonical CIDR form.

    Raises:
        ValueError: 不是网段，或主机位不为零。 Not a network, or host bits are set.
    """
    return tuple(str(ipaddress.ip_network(network.strip())) for network in networks)


def allowed(networks: tuple[str, ...], address: str) -> bool:
    """地址是否在网段之内；没有网段即不限。 Whether the address is inside; no networks: anywhere."""
    if not networks:
        return True
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return any(ip in _network(network) for network in networks)


@lru_cache(1024)
def _network(network: str) -> _Network:
    return ipaddress.ip_network(network)
