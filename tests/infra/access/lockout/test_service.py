"""Who waits after failed sign-ins: names, addresses, and not the owner's own device."""

from __future__ import annotations

import pytest
from tests.infra.access.conftest import KEYRING, NOW, PASSWORD, SECOND, quick_passwords

from ballast.infra.access import Access, User, open_access
from ballast.infra.access.errors import SignInError
from ballast.infra.access.lockout import TooManySignInsError
from ballast.infra.access.sessions import Carrier, Visit
from ballast.infra.db import Database
from ballast.infra.journal import Filters, entries
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings

WRONG = "wrong wrong wrong"
MINUTE = 60 * SECOND
HOME = Visit(Carrier.COOKIE, "198.51.100.1", "", "a cookie that only the owner's browser has")
STRANGER = Visit(Carrier.COOKIE, "203.0.113.7", "", "another")


def worker(database: Database) -> Access:
    """Another process of the same installation."""
    settings = Settings(second_factor="optional")
    return open_access(database, chosen_packs([]), settings, quick_passwords(), keyring=KEYRING)


def fail(access: Access, name: str, times: int, now_us: int = NOW, visit: Visit = STRANGER) -> None:
    for _ in range(times):
        with pytest.raises(SignInError):
            access.sign_in.sign_in(name, WRONG, now_us, visit)


def test_waits_grow_from_a_minute(access: Access, ann: User) -> None:
    fail(access, "ann", 5)
    now = NOW
    for minutes in (1, 2, 4, 8, 15, 15):
        ends = now + minutes * MINUTE
        with pytest.raises(SignInError):
            access.sign_in.sign_in("ann", PASSWORD, ends - 1, Visit())
        fail(access, "ann", 1, ends, Visit())
        now = ends
    access.sign_in.sign_in("ann", PASSWORD, now + 15 * MINUTE, Visit())
    fail(access, "ann", 4, now + 15 * MINUTE, Visit())
    access.sign_in.sign_in("ann", PASSWORD, now + 15 * MINUTE, Visit())


def test_a_stranger_locks_the_name_for_strangers_not_for_its_owner(
    access: Access, ann: User
) -> None:
    access.sign_in.sign_in("ann", PASSWORD, NOW, HOME)
    fail(access, "ann", 9)
    with pytest.raises(SignInError):
        access.sign_in.sign_in("ann", PASSWORD, NOW, STRANGER)
    assert access.sign_in.sign_in("ann", PASSWORD, NOW, HOME).token


def test_a_known_device_is_locked_for_its_own_failures(access: Access, ann: User) -> None:
    access.sign_in.sign_in("ann", PASSWORD, NOW, HOME)
    fail(access, "ann", 5, visit=HOME)
    with pytest.raises(SignInError):
        access.sign_in.sign_in("ann", PASSWORD, NOW, HOME)


def test_another_persons_device_is_none_of_mine(access: Access, ann: User) -> None:
    access.sign_in.sign_in("ann", PASSWORD, NOW, HOME)
    fail(access, "nobody", 5, visit=HOME)
    fail(access, "ann", 5, visit=STRANGER)
    assert access.sign_in.sign_in("ann", PASSWORD, NOW, HOME).token


def test_a_name_is_locked_over_two_workers(access: Access, database: Database, ann: User) -> None:
    workers = (access, worker(database))
    for number in range(5):
        fail(workers[number % 2], "ann", 1)
    for each in workers:
        with pytest.raises(SignInError):
            each.sign_in.sign_in("ann", PASSWORD, NOW, STRANGER)


def test_an_address_is_limited_over_two_workers_whatever_names_it_tries(
    access: Access, database: Database, ann: User
) -> None:
    workers = (access, worker(database))
    for number in range(30):
        fail(workers[number % 2], f"name{number}", 1)
    for each in workers:
        with pytest.raises(TooManySignInsError) as caught:
            each.sign_in.sign_in("ann", PASSWORD, NOW, STRANGER)
        assert caught.value.extra == {"retry_after": 900}
    assert access.sign_in.sign_in("ann", PASSWORD, NOW, HOME).token
    assert access.sign_in.sign_in("ann", PASSWORD, NOW + 15 * MINUTE, STRANGER).token


def test_slow_failures_of_an_address_are_forgotten(access: Access, ann: User) -> None:
    for number in range(60):
        fail(access, f"name{number}", 1, NOW + number * 32 * SECOND)
    assert access.sign_in.sign_in("ann", PASSWORD, NOW + 60 * 32 * SECOND, STRANGER).token


def test_what_the_address_is_told_does_not_tell_names(access: Access, ann: User) -> None:
    for number in range(30):
        fail(access, f"name{number}", 1)
    said = set()
    for name in ("ann", "nobody"):
        with pytest.raises(TooManySignInsError) as caught:
            access.sign_in.sign_in(name, PASSWORD, NOW, STRANGER)
        said.add((str(caught.value), str(caught.value.extra)))
    assert len(said) == 1


def test_locks_are_journalled_without_names_or_addresses(
    access: Access, database: Database, ann: User
) -> None:
    fail(access, "ann", 6)
    with database.reading() as session:
        rows = entries(session, Filters(action="sign_in.locked")).rows
    assert len(rows) == 1
    assert not any(word in str(rows) for word in ("ann'", STRANGER.address))
