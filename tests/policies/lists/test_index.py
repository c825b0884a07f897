from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.events.model import FieldKind
from ballast.kit.text import Text
from ballast.policies.lists.index import build, network_key, value_key
from ballast.policies.lists.model import Colour, EntryStatus, ListDefinition, ListEntry

TITLE = Text("名单", "List")
PLAIN = ListDefinition("plain", TITLE, Colour.BLACK)
ADDRESSES = ListDefinition("ips", TITLE, Colour.BLACK, kind=FieldKind.IP)


def entry(
    key: str,
    starts_us: int = 0,
    expires_us: int | None = None,
    status: EntryStatus = EntryStatus.ACTIVE,
    name: str = "",
) -> ListEntry:
    return ListEntry(
        id=name or f"le_{key}",
        list="plain",
        key=key,
        shown=key,
        reason="r",
        source="s",
        starts_us=starts_us,
        expires_us=expires_us,
        status=status,
        author="a",
        created_us=0,
        requester="a",
    )


def test_start_is_included_and_expiry_is_not() -> None:
    table = build(PLAIN, [entry("a", 10, 20)])
    found = {at: table.find("a", at) is not None for at in (9, 10, 19, 20)}
    assert found == {9: False, 10: True, 19: True, 20: False}


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("pending", False),
        ("active", True),
        ("removing", True),
        ("removed", False),
        ("refused", False),
    ],
)
def test_only_active_entries_count_until_their_removal_is_confirmed(
    status: str, counts: bool
) -> None:
    table = build(PLAIN, [entry("a", status=EntryStatus(status))])
    assert (table.find("a", 5) is not None) is counts


def test_an_entry_that_is_over_never_comes_back() -> None:
    active = entry("a")
    table = build(PLAIN, [replace(active, status=EntryStatus.REMOVED), active])
    assert table.find("a", 5) is None
    table.put(entry("a", name="le_new"))
    assert table.find("a", 5) == "le_new"


def test_an_update_replaces_the_old_span() -> None:
    table = build(PLAIN, [entry("a", 0, 10), entry("a", 0, 30)])
    assert table.find("a", 20) == "le_a"
    table.put(entry("a", 0, 30, EntryStatus.REMOVED))
    assert table.find("a", 20) is None


@pytest.mark.parametrize(
    ("value", "key"), [(5.0, "5"), (5, "5"), (5.5, "5.5"), (True, "true"), ("5", "5")]
)
def test_numbers_are_compared_as_written(value: object, key: str) -> None:
    assert value_key(value) == key
    assert build(PLAIN, [entry(key)]).find(value, 0) == f"le_{key}"


def test_other_writings_of_one_address_are_one_address() -> None:
    table = build(ADDRESSES, [entry("203.0.113.7"), entry("2001:db8::1")])
    assert table.find("::ffff:203.0.113.7", 0) == "le_203.0.113.7"
    assert table.find("2001:0db8:0:0::0001", 0) == "le_2001:db8::1"
    assert table.find("nonsense", 0) is None


def test_the_most_specific_network_explains_the_hit() -> None:
    nets = [entry("10.0.0.0/8"), entry("10.1.0.0/16"), entry("10.1.1.1", 0, 5), entry("::/0")]
    table = build(ADDRESSES, nets)
    assert table.find("10.1.1.1", 0) == "le_10.1.1.1"
    assert table.find("10.1.1.1", 9) == "le_10.1.0.0/16"
    assert table.find("10.9.9.9", 9) == "le_10.0.0.0/8"
    assert table.find("11.0.0.1", 9) is None
    assert table.find("fe80::1", 9) == "le_::/0"


def test_a_plain_list_knows_no_networks() -> None:
    assert build(PLAIN, [entry("10.0.0.0/8")]).find("10.1.1.1", 0) is None


@given(
    st.lists(st.tuples(st.ip_addresses(), st.integers(0, 128)), max_size=6),
    st.ip_addresses(),
    st.integers(0, 5),
)
def test_networks_agree_with_the_standard_library(
    made: list[tuple[object, int]], address: object, near: int
) -> None:
    widths = [(a, min(width, a.max_prefixlen)) for a, width in map(_parsed, made)]
    keys = {network_key(f"{a}/{width}") for a, width in widths}
    table = build(ADDRESSES, [entry(key) for key in keys])
    asked = [str(address), *(str(a) for a, _ in widths[:near])]
    for text in asked:
        whole = {ip_network(key) for key in keys}
        wanted = any(ip_address(table_form(text)) in network for network in whole)
        assert (table.find(text, 0) is not None) is wanted


def table_form(text: str) -> str:
    return network_key(text)


def _parsed(item: tuple[object, int]) -> tuple[object, int]:
    return ip_address(network_key(str(item[0]))), item[1]
