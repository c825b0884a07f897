"""内存里的一个名单：一次字典查找，网段按前缀长度逐级找，按事件时间判断有效。

One list in memory: a dictionary look-up, networks by prefix length, validity at the event's time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network

from ballast.events.model import FieldKind
from ballast.events.normal_form import normalise
from ballast.policies.lists.model import COUNTING, EntryStatus, ListDefinition, ListEntry

Span = tuple[int, int | None, str]
Lookup = Callable[[str, object], str | None]
_Bucket = dict[str | int, tuple[Span, ...]]
_OVER = (EntryStatus.REMOVED, EntryStatus.REFUSED)


def value_key(value: object) -> str:
    """值的文本写法：整数值的小数与整数相同。 A value as text: 5.0 equals 5."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def network_key(text: str) -> str:
    """地址或网段的规范写法。 Canonical form of an address or a network; raises ValueError."""
    network = ip_network(normalise(FieldKind.IP, text), strict=False)
    whole = network.prefixlen == network.max_prefixlen
    return str(network.network_address) if whole else str(network)


class ListTable:
    """一个名单的索引；写入者须互斥，读者不用。 One list's index; writers exclude each other."""

    def __init__(self, definition: ListDefinition) -> None:
        self._ranges = definition.ranges
        plain = definition.protected or definition.kind is FieldKind.PLAIN
        self._kind = None if plain else definition.kind
        self._exact: _Bucket = {}
        self._networks: tuple[tuple[int, int, _Bucket], ...] = ()
        self._over: set[str] = set()

    def put(self, entry: ListEntry) -> None:
        """放入、更新或拿掉一条（按其状态）；拿掉的不再回来。 Add, update or drop, by status."""
        # Two commits may be applied in either order: an entry that is over stays over.
        if entry.status in _OVER:
            self._over.add(entry.id)
        counts = entry.status in COUNTING and entry.id not in self._over
        bucket, key = self._bucket(entry.key)
        spans = tuple(span for span in bucket.get(key, ()) if span[2] != entry.id)
        if counts:
            spans = (*spans, (entry.starts_us, entry.expires_us, entry.id))
        # One assignment or deletion: readers on other threads see the old state or the new one.
        if spans:
            bucket[key] = spans
        else:
            bucket.pop(key, None)

    def find(self, value: object, at_us: int) -> str | None:
        """在 `at_us` 有效的条目的标识。 Id of the entry valid at `at_us`, or None."""
        key = value if type(value) is str else value_key(value)
        if self._kind is not None:
            key = normalise(self._kind, key)
        spans = self._exact.get(key)
        found = _valid(spans, at_us) if spans is not None else None
        if found is None and self._networks:
            return self._find_network(key, at_us)
        return found

    def _find_network(self, text: str, at_us: int) -> str | None:
        try:
            address = ip_address(text)
        except ValueError:
            return None
        number, bits = int(address), address.max_prefixlen
        for version, prefix, networks in self._networks:
            if version == address.version:
                spans = networks.get(number >> (bits - prefix))
                if spans is not None and (found := _valid(spans, at_us)):
                    return found
        return None

    def _bucket(self, key: str) -> tuple[_Bucket, str | int]:
        if not (self._ranges and "/" in key):
            return self._exact, key
        network = ip_network(key)
        shift = network.max_prefixlen - network.prefixlen
        number = int(network.network_address) >> shift
        return self._family(network.version, network.prefixlen), number

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


def build(definition: ListDefinition, entries: Iterable[ListEntry]) -> ListTable:
    """由全部条目建索引。 An index of these entries."""
    table = ListTable(definition)
    for entry in entries:
        table.put(entry)
    return table


def _valid(spans: tuple[Span, ...], at_us: int) -> str | None:
    for starts_us, expires_us, entry in spans:
        if starts_us <= at_us and (expires_us is None or at_us < expires_us):
            return entry
    return None
