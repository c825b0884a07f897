"""How long a sign-in lasts, in one process and over two."""

from __future__ import annotations

import pytest
from tests.infra.access.conftest import NOW, PASSWORD, SECOND

from ballast.infra.access import Access, Authenticator, User
from ballast.infra.access.errors import CredentialError
from ballast.infra.access.sessions import repository
from ballast.infra.db import Database

IDLE = 30 * 60 * SECOND


def test_a_sign_in_that_is_not_used_ends(access: Access, ann: User) -> None:
    token = access.sign_in.sign_in("ann", PASSWORD, NOW).token
    assert access.authenticator.authenticate(token, "", NOW + IDLE - 1)
    later = NOW + 2 * IDLE
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(token, "", later)


def test_use_in_one_process_is_known_to_another_once_written(
    access: Access, database: Database, ann: User
) -> None:
    token = access.sign_in.sign_in("ann", PASSWORD, NOW).token
    access.authenticator.authenticate(token, "", NOW + IDLE - 1)
    other = Authenticator(database, access.standing)
    with pytest.raises(CredentialError):
        other.authenticate(token, "", NOW + IDLE)
    assert access.authenticator.flush_last_used() == 1
    assert other.authenticate(token, "", NOW + IDLE).id == ann.id


def test_what_ended_is_removed_at_the_next_sign_in(
    access: Access, database: Database, ann: User
) -> None:
    for at_us in (NOW, NOW + IDLE):
        access.sign_in.sign_in("ann", PASSWORD, at_us)
    with database.reading() as session:
        assert [s.created_us for s in repository.of_user(session, ann.id)] == [NOW + IDLE]
