from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from ballast.infra.access import Access, NewUser, Principal, PrincipalKind, User, open_access
from ballast.infra.access.passwords import Passwords
from ballast.infra.access.renewal import repository as renewal
from ballast.infra.crypto import Keyring
from ballast.infra.crypto.key_store import KeyMaterial
from ballast.infra.db import Database
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings

MATERIAL = KeyMaterial("00000001", {"00000001": b"k" * 32}, b"t" * 32)
KEYRING = Keyring(MATERIAL)
NOW = 1_763_000_000_000_000
SECOND = 1_000_000
PASSWORD = "correct horse battery"


def quick_passwords() -> Passwords:
    """The real algorithm with the smallest cost."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def access(database: Database) -> Access:
    settings = Settings(second_factor="optional")
    return open_access(database, chosen_packs([]), settings, quick_passwords(), keyring=KEYRING)


@pytest.fixture
def system(access: Access) -> Principal:
    return access.roles.system("test")


@pytest.fixture
def ann(access: Access, database: Database) -> User:
    """The first administrator."""
    with database.transaction() as session:
        new = NewUser(name="ann", password=PASSWORD, roles=("administrator",))
        return access.users.bootstrap(session, new, NOW)


@pytest.fixture
def admin(access: Access, ann: User) -> Principal:
    return Principal(PrincipalKind.USER, ann.id, ann.name, access.roles.granted(ann.roles))


def add(access: Access, database: Database, by: Principal, name: str, *roles: str) -> User:
    with database.transaction() as session:
        new = NewUser(name=name, password=PASSWORD, roles=roles)
        user = access.users.create(session, by, new, NOW)
        # As if they had signed in once and chosen a password of their own.
        renewal.clear_given(session, user.id)
        return user
