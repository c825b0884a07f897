from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from ballast.infra.access import Access, NewUser, Principal, PrincipalKind, User, open_access
from ballast.infra.access.passwords import Passwords
from ballast.infra.db import Database
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings

NOW = 1_763_000_000_000_000
SECOND = 1_000_000
PASSWORD = "correct horse battery"


def quick_passwords() -> Passwords:
    """The real algorithm with the smallest cost."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def access(database: Database) -> Access:
    return open_access(database, chosen_packs([]), Settings(), quick_passwords())


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
        return access.users.create(session, by, new, NOW)
