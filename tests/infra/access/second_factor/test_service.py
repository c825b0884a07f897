"""Enrolling, signing in with, losing and resetting a second factor."""

from __future__ import annotations

from dataclasses import dataclass

import pyotp
import pytest
from sqlalchemy import text
from tests.infra.access.conftest import KEYRING, NOW, PASSWORD, SECOND, add, quick_passwords

from ballast.infra.access import Access, Principal, User, open_access
from ballast.infra.access.errors import (
    CredentialError,
    OwnAccessError,
    PermissionMissingError,
    SignInError,
    UnknownUserError,
    WrongPasswordError,
)
from ballast.infra.access.lockout import TooManySignInsError
from ballast.infra.access.second_factor.errors import (
    AlreadyEnrolledError,
    NotEnrolledError,
    SecondFactorRequiredError,
    WrongCodeError,
)
from ballast.infra.access.second_factor.service import Enrolled
from ballast.infra.db import Database
from ballast.infra.journal import Filters, entries
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings

STEP = 30 * SECOND


@dataclass
class Phone:
    """Somebody's authenticator."""

    secret: str

    def code(self, now_us: int) -> str:
        return pyotp.TOTP(self.secret).at(now_us // SECOND)


@dataclass
class Person:
    """Somebody who signed in and enrolled at NOW."""

    access: Access
    who: Principal
    phone: Phone
    enrolled: Enrolled

    def sign_in(self, code: str, now_us: int) -> str:
        return self.access.sign_in.sign_in(self.who.name, PASSWORD, now_us, code=code).token


def enrol(access: Access, name: str) -> Person:
    signed = access.sign_in.sign_in(name, PASSWORD, NOW)
    proposal = access.second_factor.propose(signed.principal, PASSWORD, NOW)
    phone = Phone(proposal.secret)
    enrolled = access.second_factor.confirm(signed.principal, signed.token, phone.code(NOW), NOW)
    return Person(access, signed.principal, phone, enrolled)


@pytest.fixture
def bob(access: Access, database: Database, admin: Principal) -> Person:
    add(access, database, admin, "bob", "viewer")
    return enrol(access, "bob")


def test_the_password_alone_no_longer_signs_in(access: Access, bob: Person) -> None:
    with pytest.raises(SecondFactorRequiredError):
        bob.sign_in("", NOW + STEP)
    with pytest.raises(SignInError):
        bob.sign_in("000000", NOW + STEP)
    assert bob.sign_in(bob.phone.code(NOW + STEP), NOW + STEP)


def test_only_who_knows_the_password_learns_that_a_code_is_needed(
    access: Access, bob: Person
) -> None:
    with pytest.raises(SignInError):
        access.sign_in.sign_in("bob", "not the password", NOW, code=bob.phone.code(NOW))


def test_a_time_step_works_once(access: Access, bob: Person) -> None:
    with pytest.raises(SignInError):
        bob.sign_in(bob.phone.code(NOW), NOW)  # it confirmed the enrolment
    later = NOW + 2 * STEP
    code = bob.phone.code(later)
    assert bob.sign_in(code, later)
    for at_us in (later, later + STEP):
        with pytest.raises(SignInError):
            bob.sign_in(code, at_us)
    with pytest.raises(SignInError):
        bob.sign_in(bob.phone.code(later - STEP), later)  # an older step after a newer


def test_wrong_codes_lock_like_wrong_passwords(access: Access, bob: Person) -> None:
    for _ in range(5):
        with pytest.raises(SignInError):
            bob.sign_in("000000", NOW + STEP)
    with pytest.raises(SignInError):
        bob.sign_in(bob.phone.code(NOW + STEP), NOW + STEP)


def test_each_recovery_code_works_once(access: Access, bob: Person) -> None:
    first, second, *_ = bob.enrolled.recovery_codes
    assert len(bob.enrolled.recovery_codes) == 10
    assert bob.sign_in(first.upper(), NOW)
    with pytest.raises(SignInError):
        bob.sign_in(first, NOW)
    assert bob.sign_in(second.replace("-", ""), NOW)
    assert access.second_factor.of(bob.who).codes_left == 8


def test_a_recovery_code_is_one_persons(
    access: Access, database: Database, admin: Principal, bob: Person
) -> None:
    add(access, database, admin, "eve", "viewer")
    eve = enrol(access, "eve")
    with pytest.raises(SignInError):
        bob.sign_in(eve.enrolled.recovery_codes[0], NOW)


def test_new_recovery_codes_void_the_former(access: Access, bob: Person) -> None:
    later = NOW + STEP
    fresh = access.second_factor.renew_codes(bob.who, bob.phone.code(later), later)
    with pytest.raises(SignInError):
        bob.sign_in(bob.enrolled.recovery_codes[0], later)
    assert bob.sign_in(fresh[0], later)
    with pytest.raises(WrongCodeError):
        access.second_factor.renew_codes(bob.who, fresh[1], later)


def test_enrolling_needs_the_password_and_a_first_code(
    access: Access, database: Database, admin: Principal
) -> None:
    add(access, database, admin, "eve", "viewer")
    signed = access.sign_in.sign_in("eve", PASSWORD, NOW)
    factor, who = access.second_factor, signed.principal
    with pytest.raises(WrongPasswordError):
        factor.propose(who, "not the password", NOW)
    with pytest.raises(NotEnrolledError):
        factor.confirm(who, signed.token, "000000", NOW)
    factor.propose(who, PASSWORD, NOW)
    with pytest.raises(WrongCodeError):
        factor.confirm(who, signed.token, "000000", NOW)
    assert factor.of(who).since_us is None
    assert access.sign_in.sign_in("eve", PASSWORD, NOW).token  # nothing is in force yet


def test_a_second_enrolment_is_refused(access: Access, bob: Person) -> None:
    with pytest.raises(AlreadyEnrolledError):
        access.second_factor.propose(bob.who, PASSWORD, NOW)


def test_enrolling_renews_this_sign_in_and_ends_the_others(
    access: Access, database: Database, admin: Principal
) -> None:
    add(access, database, admin, "eve", "viewer")
    other = access.sign_in.sign_in("eve", PASSWORD, NOW).token
    access.authenticator.authenticate(other, "", NOW)
    former = access.sign_in.sign_in("eve", PASSWORD, NOW)
    factor = access.second_factor
    secret = factor.propose(former.principal, PASSWORD, NOW).secret
    done = factor.confirm(former.principal, former.token, Phone(secret).code(NOW), NOW)
    for token in (other, former.token):
        with pytest.raises(CredentialError):
            access.authenticator.authenticate(token, "", NOW)
    assert access.authenticator.authenticate(done.token, "", NOW).name == "eve"


def test_disabling_takes_a_code_and_renews_the_sign_in(access: Access, bob: Person) -> None:
    token = bob.enrolled.token
    with pytest.raises(WrongCodeError):
        access.second_factor.disable(bob.who, token, "000000", NOW)
    fresh = access.second_factor.disable(bob.who, token, bob.enrolled.recovery_codes[0], NOW)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(token, "", NOW)
    assert access.authenticator.authenticate(fresh, "", NOW).id == bob.who.id
    assert bob.sign_in("", NOW)
    with pytest.raises(NotEnrolledError):
        access.second_factor.disable(bob.who, fresh, bob.enrolled.recovery_codes[1], NOW)


def test_who_holds_a_session_cannot_go_on_guessing_codes(access: Access, bob: Person) -> None:
    for _ in range(5):
        with pytest.raises(WrongCodeError):
            access.second_factor.disable(bob.who, bob.enrolled.token, "000000", NOW)
    code = bob.enrolled.recovery_codes[0]
    with pytest.raises(TooManySignInsError):
        access.second_factor.disable(bob.who, bob.enrolled.token, code, NOW)
    after = NOW + 60 * SECOND
    assert access.second_factor.disable(bob.who, bob.enrolled.token, code, after)


def test_an_administrator_resets_that_of_another(
    access: Access, database: Database, admin: Principal, bob: Person
) -> None:
    access.authenticator.authenticate(bob.enrolled.token, "", NOW)
    with database.transaction() as session:
        access.second_factor.reset(session, admin, bob.who.id, NOW)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(bob.enrolled.token, "", NOW)
    assert bob.sign_in("", NOW)
    with database.reading() as session:
        (row,) = entries(session, Filters(action="second_factor.reset")).rows
    assert (row.actor_id, row.subject_id) == (admin.id, bob.who.id)


def test_nobody_else_resets_and_nobody_their_own(
    access: Access, database: Database, admin: Principal, bob: Person
) -> None:
    def reset(by: Principal, user_id: str) -> None:
        with database.transaction() as session:
            access.second_factor.reset(session, by, user_id, NOW)

    with pytest.raises(PermissionMissingError):
        reset(bob.who, admin.id)
    with pytest.raises(OwnAccessError):
        reset(admin, admin.id)
    with pytest.raises(UnknownUserError):
        reset(admin, "usr_none")


def test_nothing_of_it_is_stored_in_clear(access: Access, database: Database, bob: Person) -> None:
    stored = ""
    with database.reading() as session:
        for table in ("second_factor", "recovery_code", "journal"):
            stored += str(session.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608
    secrets = [bob.phone.secret, *bob.enrolled.recovery_codes]
    secrets += [code.replace("-", "") for code in bob.enrolled.recovery_codes]
    assert [secret for secret in secrets if secret in stored] == []
    assert not any(secret in repr(bob.enrolled) for secret in secrets)


def test_one_secret_cannot_stand_in_for_anothers(
    access: Access, database: Database, admin: Principal, bob: Person
) -> None:
    add(access, database, admin, "eve", "viewer")
    enrol(access, "eve")
    with database.transaction() as session:
        sealed = session.execute(
            text("SELECT sealed FROM second_factor WHERE user_id = :u"), {"u": bob.who.id}
        ).scalar()
        session.execute(text("UPDATE second_factor SET sealed = :s"), {"s": sealed})
    with pytest.raises(Exception, match=r"."):
        access.sign_in.sign_in("eve", PASSWORD, NOW + STEP, code=bob.phone.code(NOW + STEP))


@pytest.fixture
def strict(database: Database) -> Access:
    return open_access(database, chosen_packs([]), Settings(), quick_passwords(), keyring=KEYRING)


def test_roles_that_approve_do_nothing_before_they_enrol(
    strict: Access, database: Database, ann: User
) -> None:
    system = strict.roles.system("test")
    add(strict, database, system, "ben", "strategy_approver")
    add(strict, database, system, "ivy", "investigator")
    signed = strict.sign_in.sign_in("ben", PASSWORD, NOW)
    assert (signed.principal.must, signed.principal.permissions) == (
        ("enrol_second_factor",),
        frozenset(),
    )
    secret = strict.second_factor.propose(signed.principal, PASSWORD, NOW).secret
    enrolled = strict.second_factor.confirm(
        signed.principal, signed.token, Phone(secret).code(NOW), NOW
    )
    ben = strict.authenticator.authenticate(enrolled.token, "", NOW)
    assert (ben.must, ben.may("policy.approve")) == ((), True)
    ivy = strict.sign_in.sign_in("ivy", PASSWORD, NOW).principal
    assert (ivy.must, ivy.may("event.read"), ivy.unmask) == ((), True, {"C2"})


def test_the_administrator_needs_one_as_well(strict: Access, ann: User) -> None:
    assert strict.sign_in.sign_in("ann", PASSWORD, NOW).principal.must == ("enrol_second_factor",)
