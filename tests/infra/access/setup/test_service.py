"""The first administrator: with the token of the data directory, and once."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

import pytest
from tests.infra.access.conftest import KEYRING, NOW, PASSWORD, SECOND, quick_passwords

from ballast.infra.access import Access, open_access
from ballast.infra.access.errors import PasswordError, UserNameError
from ballast.infra.access.lockout import TooManySignInsError
from ballast.infra.access.setup.errors import SetupClosedError, SetupTokenError
from ballast.infra.db import Database
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings


@pytest.fixture
def opened(database: Database, tmp_path: Path) -> Access:
    settings = Settings(data_dir=tmp_path)
    return open_access(database, chosen_packs([]), settings, quick_passwords(), keyring=KEYRING)


def test_the_token_is_private_and_the_same_until_it_is_used(opened: Access) -> None:
    token = opened.setup.prepare()
    assert token
    assert opened.setup.prepare() == token
    assert opened.setup.file.path.stat().st_mode & 0o777 == 0o600
    assert opened.setup.is_open()


def test_the_administrator_is_created_once(opened: Access) -> None:
    token = opened.setup.prepare() or ""
    user = opened.setup.create(f" {token}\n", "ann", PASSWORD, NOW)
    signed = opened.sign_in.sign_in("ann", PASSWORD, NOW)
    assert (signed.principal.id, signed.principal.roles) == (user.id, ("administrator",))
    assert signed.principal.must == ("enrol_second_factor",)
    assert not opened.setup.file.path.exists()
    assert not opened.setup.is_open()
    with pytest.raises(SetupClosedError):
        opened.setup.create(token, "eve", PASSWORD, NOW)
    assert opened.setup.prepare() is None


@pytest.mark.parametrize("token", ["", "bst_wrong", "\ud800"])
def test_another_token_does_nothing(opened: Access, token: str) -> None:
    opened.setup.prepare()
    with pytest.raises(SetupTokenError):
        opened.setup.create(token, "ann", PASSWORD, NOW)
    assert opened.setup.is_open()


def test_without_a_prepared_token_nothing_opens(opened: Access) -> None:
    with pytest.raises(SetupTokenError):
        opened.setup.create("", "ann", PASSWORD, NOW)


def test_the_token_is_not_guessed(opened: Access) -> None:
    token = opened.setup.prepare() or ""
    for _ in range(5):
        with pytest.raises(SetupTokenError):
            opened.setup.create("bst_wrong", "ann", PASSWORD, NOW)
    with pytest.raises(TooManySignInsError):
        opened.setup.create(token, "ann", PASSWORD, NOW)
    assert opened.setup.create(token, "ann", PASSWORD, NOW + 60 * SECOND)


def test_a_name_or_password_that_breaks_a_rule_leaves_it_open(opened: Access) -> None:
    token = opened.setup.prepare() or ""
    with pytest.raises(PasswordError):
        opened.setup.create(token, "ann", "password12345", NOW)
    with pytest.raises(UserNameError):
        opened.setup.create(token, "A n n", PASSWORD, NOW)
    assert opened.setup.create(token, "ann", PASSWORD, NOW).name == "ann"


def test_of_two_at_once_one_succeeds(opened: Access, database: Database) -> None:
    token = opened.setup.prepare() or ""
    done: list[str] = []

    def create(name: str) -> None:
        with suppress(SetupClosedError, SetupTokenError):
            done.append(opened.setup.create(token, name, PASSWORD, NOW).name)

    threads = [threading.Thread(target=create, args=(f"ann{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1
    with database.reading() as session:
        assert len(opened.users.list(session, opened.roles.system("test"))) == 1
