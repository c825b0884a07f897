from __future__ import annotations

import pytest

from ballast.infra.access.lockout.origin import device_hash, network_key
from ballast.infra.access.sessions import Carrier, Visit


def test_a_device_is_one_persons_and_tells_nothing() -> None:
    visit = Visit(Carrier.COOKIE, "203.0.113.7", "", "secret-of-the-cookie")
    mine = device_hash("usr_1", visit)
    assert mine == device_hash("usr_1", Visit(Carrier.COOKIE, "198.51.100.1", "", visit.device))
    assert mine != device_hash("usr_2", visit)
    assert mine is not None
    assert visit.device not in mine


def test_a_program_is_known_by_its_address_and_nothing_by_nothing() -> None:
    program = Visit(Carrier.BEARER, "203.0.113.7")
    assert device_hash("usr_1", program) is not None
    assert device_hash("usr_1", program) != device_hash("usr_1", Visit(address="203.0.113.8"))
    assert device_hash("usr_1", Visit(Carrier.COOKIE, "203.0.113.7")) is None
    assert device_hash("usr_1", Visit()) is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("not an address", "not an address", True),
    ],
)
def test_an_address_counts_with_its_network(left: str, right: str, same: bool) -> None:
    assert (network_key(left) == network_key(right)) is same
