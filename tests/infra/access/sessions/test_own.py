"""Looking at one's own sign-ins and ending them."""

from __future__ import annotations

import pytest
from tests.infra.access.conftest import NOW, PASSWORD, SECOND, add

from ballast.infra.access import Access, Principal, SignedIn, User
from ballast.infra.access.errors import CredentialError, NotAPersonError, UnknownSessionError
from ballast.infra.access.sessions import Carrier, Visit
from ballast.infra.db import Database
from ballast.infra.journal import Filters, entries

LAPTOP = Visit(Carrier.COOKIE, "198.51.100.1", "Firefox · Linux", "d")


@pytest.fixture
def signed(access: Access, ann: User) -> SignedIn:
    return access.sign_in.sign_in("ann", PASSWORD, NOW, LAPTOP)


def ends(access: Access, token: str) -> None:
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(token, "", NOW + SECOND)


def test_each_says_where_it_came_from_and_never_its_token(access: Access, signed: SignedIn) -> None:
    access.sign_in.sign_in("ann", PASSWORD, NOW + 1)
    later, first = access.own.sessions.list(signed.principal, NOW + 2)
    assert (first.visit.address, first.visit.agent) == ("198.51.100.1", "Firefox · Linux")
    assert (first.created_us, later.created_us) == (NOW, NOW + 1)
    assert access.own.sessions.current(signed.token) == first.id
    assert signed.token[4:] not in repr(first)


def test_an_ended_one_is_no_credential_at_once(
    access: Access, database: Database, signed: SignedIn
) -> None:
    other = access.sign_in.sign_in("ann", PASSWORD, NOW + 1)
    access.authenticator.authenticate(other.token, "", NOW + 1)
    newest = access.own.sessions.list(signed.principal, NOW + 2)[0]
    access.own.sessions.end(signed.principal, newest.id, NOW + 2)
    ends(access, other.token)
    assert access.authenticator.authenticate(signed.token, "", NOW + 2)
    with database.reading() as session:
        (row,) = entries(session, Filters(action="session.end")).rows
    assert newest.id in str(row.before)


def test_all_others_end_together(access: Access, signed: SignedIn) -> None:
    others = [access.sign_in.sign_in("ann", PASSWORD, NOW + n).token for n in range(3)]
    access.own.sessions.end_others(signed.principal, signed.token, NOW + 4)
    for token in others:
        ends(access, token)
    assert len(access.own.sessions.list(signed.principal, NOW + 4)) == 1


def test_those_of_others_are_not_to_be_seen_or_ended(
    access: Access, database: Database, admin: Principal, signed: SignedIn
) -> None:
    add(access, database, admin, "bob", "viewer")
    bob = access.sign_in.sign_in("bob", PASSWORD, NOW)
    (his,) = access.own.sessions.list(bob.principal, NOW)
    with pytest.raises(UnknownSessionError):
        access.own.sessions.end(signed.principal, his.id, NOW)
    access.own.sessions.end_others(signed.principal, signed.token, NOW)
    assert access.authenticator.authenticate(bob.token, "", NOW)


def test_a_key_has_none(access: Access, system: Principal) -> None:
    with pytest.raises(NotAPersonError):
        access.own.sessions.list(system, NOW)
