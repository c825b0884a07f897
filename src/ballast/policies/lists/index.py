"""内存里的名单：一次字典查找，网段按前缀长度逐级找，按事件时间判断有效。

Lists in memory: one dictionary look-up, networks by prefix length, validity at the event's time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network

from ballast.policies.lists.model import COUNTING, ListEntry

Span = tuple[int, int | None, str]
Lookup = Callable[[str, object], str | None]
_Bucket = dict[str | int, tuple[Span, ...]]


def value_key(value: object) -> str:
    """值的比对写法：整数值的小数与整数相同。 How a value is compared: 5.0 equals 5."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def network_key(text: str) -> str:
    """地址或网段的规范写法。 Canonical form of an address or a network; raises ValueError."""
    network = ip_network(text, strict=False)
    whole = network.prefixlen == network.max_prefixlen
    return str(network.network_address) if whole else str(network)


class ListTable:
    """一个名单的索引。 Index of one list."""

    def __init__(self, ranges: bool = False) -> None:
        self._ranges = ranges
        self._exact: _Bucket = {}
        self._networks: tuple[tuple[int, int, _Bucket], ...] = ()

    def put(self, entry: ListEntry) -> None:
        """放入、更新或拿掉一条（按其状态）。 Add, update or drop an entry, by its status."""
        bucket, key = self._bucket(entry.key)
        spans = tuple(span for span in bucket.get(key, ()) if span[2] != entry.id)
        if entry.status in COUNTING:
            spans = (*spans, (entry.starts_us, entry.expires_us, entry.id))
        # One assignment or deletion: readers on other threads see the old state or the new one.
        if spans:
            bucket[key] = spans
        else:
            bucket.pop(key, None)

    def find(self, value: object, at_us: int) -> str | None:
        """在 `at_us` 有效的条目的标识。 Id of the entry valid at `at_us`, or None."""
        key = value if type(value) is str else value_key(value)
        if self._ranges:
            return self._find_address(key, at_us)
        spans = self._exact.get(key)
        return _valid(spans, at_us) if spans is not None else None

    def _find_address(self, text: str, at_us: int) -> str | None:
        try:
            address = ip_address(text)
        except ValueError:
            return None
        exact = _valid(self._exact.get(str(address), ()), at_us)
        return exact or self._find_network(address.version, int(address), at_us)

    def _find_network(self, version: int, number: int, at_us: int) -> str | None:
        bits = 32 if version == 4 else 128
        for family, prefix, networks in self._networks:
            if family == version:
                spans = networks.get(number >> (bits - prefix))
                if spans is not None and (found := _valid(spans, at_us)):
                    return found
        return None

    def _bucket(self, key: str) -> tuple[_Bucket, str | int]:
        if not (self._ranges and "/" in key):
            return self._exact, key
        network = ip_network(key)
        shift = network.max_prefixlen - network.prefixlen
        return self._family(network.version, network.prefixlen), int(
            network.network_address
        ) >> shift

    def _family(self, version: int, prefix: int) -> _Bucket:
        for family, length, networks in self._networks:
            if (family, length) == (version, prefix):
                return networks
        fresh: _Bucket = {}
        # Longest prefix first: the most specific network explains the hit.
        self._networks = tuple(
            sorted((*self._networks, (version, prefix, fresh)), key=lambda n: -n[1])
        )
        return fresh


def build(entries: Iterable[ListEntry], ranges: bool = False) -> ListTable:
    """由全部条目建索引。 An index of these entries."""
    table = ListTable(ranges)
    for entry in entries:
        table.put(entry)
    return table


def _valid(spans: tuple[Span, ...], at_us: int) -> str | None:
    for starts_us, expires_us, entry in spans:
        if starts_us <= at_us and (expires_us is None or at_us < expires_us):
            return entry
    return None
