"""Changing one's own password, and what follows from it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy import text
from tests.infra.access.conftest import NOW, PASSWORD, SECOND, add

from ballast.infra.access import Access, NewUser, Principal, SignedIn
from ballast.infra.access.errors import (
    CredentialError,
    NotAPersonError,
    PasswordError,
    SignInError,
    WrongPasswordError,
)
from ballast.infra.access.lockout import TooManySignInsError
from ballast.infra.db import Database

NEXT = "a quite different phrase"


@pytest.fixture
def bob(access: Access, database: Database, admin: Principal) -> SignedIn:
    add(access, database, admin, "bob", "viewer")
    return access.sign_in.sign_in("bob", PASSWORD, NOW)


def test_the_new_one_signs_in_and_the_old_one_does_not(access: Access, bob: SignedIn) -> None:
    access.own.password.change(bob.principal, bob.token, PASSWORD, NEXT, NOW)
    with pytest.raises(SignInError):
        access.sign_in.sign_in("bob", PASSWORD, NOW)
    assert access.sign_in.sign_in("bob", NEXT, NOW).token


def test_this_sign_in_gets_a_new_token_and_the_others_end(access: Access, bob: SignedIn) -> None:
    other = access.sign_in.sign_in("bob", PASSWORD, NOW).token
    for token in (bob.token, other):
        access.authenticator.authenticate(token, "", NOW)
    fresh = access.own.password.change(bob.principal, bob.token, PASSWORD, NEXT, NOW)
    for token in (bob.token, other):
        with pytest.raises(CredentialError):
            access.authenticator.authenticate(token, "", NOW)
    assert access.authenticator.authenticate(fresh, "", NOW).name == "bob"


def test_the_old_one_is_asked_for_and_not_guessed(access: Access, bob: SignedIn) -> None:
    change = access.own.password.change
    for _ in range(5):
        with pytest.raises(WrongPasswordError):
            change(bob.principal, bob.token, "not the old one", NEXT, NOW)
    with pytest.raises(TooManySignInsError):
        change(bob.principal, bob.token, PASSWORD, NEXT, NOW)
    assert change(bob.principal, bob.token, PASSWORD, NEXT, NOW + 60 * SECOND)


def test_the_last_five_and_the_present_one_are_not_used_again(
    access: Access, database: Database, bob: SignedIn
) -> None:
    token, words = bob.token, [PASSWORD, *(f"phrase number {n} of many" for n in range(6))]
    for number, (old, new) in enumerate(pairwise(words)):
        for used in words[: number + 1][-5:]:
            with pytest.raises(PasswordError):
                access.own.password.change(bob.principal, token, old, used, NOW + number)
        token = access.own.password.change(bob.principal, token, old, new, NOW + number)
    access.own.password.change(bob.principal, token, words[-1], PASSWORD, NOW + 9)
    with database.reading() as session:
        count = session.execute(text("SELECT count(*) FROM former_password")).scalar()
    assert count == 5


def test_a_key_has_no_password(access: Access, system: Principal) -> None:
    with pytest.raises(NotAPersonError):
        access.own.password.change(system, "bls_" + "a" * 43, PASSWORD, NEXT, NOW)


def test_what_an_administrator_chose_is_changed_first(
    access: Access, database: Database, admin: Principal
) -> None:
    with database.transaction() as session:
        new = NewUser(name="eve", password=PASSWORD, roles=("viewer",))
        eve = access.users.create(session, admin, new, NOW)
    signed = access.sign_in.sign_in("eve", PASSWORD, NOW)
    assert signed.principal.must == ("change_password",)
    assert signed.principal.permissions == frozenset()
    fresh = access.own.password.change(signed.principal, signed.token, PASSWORD, NEXT, NOW)
    assert access.authenticator.authenticate(fresh, "", NOW).may("policy.read")
    with database.transaction() as session:
        access.users.reset_password(session, admin, eve.id, "given by the admin", NOW)
    again = access.sign_in.sign_in("eve", "given by the admin", NOW)
    assert again.principal.must == ("change_password",)
    with pytest.raises(PasswordError):
        access.own.password.change(again.principal, again.token, "given by the admin", NEXT, NOW)


def test_what_the_operator_of_the_machine_chose_is_not(
    access: Access, database: Database, system: Principal
) -> None:
    with database.transaction() as session:
        new = NewUser(name="eve", password=PASSWORD, roles=("viewer",))
        access.users.create(session, system, new, NOW)
    assert access.sign_in.sign_in("eve", PASSWORD, NOW).principal.must == ()
