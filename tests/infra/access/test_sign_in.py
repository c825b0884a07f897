from __future__ import annotations

import pytest
from sqlalchemy import text
from tests.infra.access.conftest import NOW, PASSWORD, SECOND, add, quick_passwords

from ballast.infra.access import Access, Principal, User
from ballast.infra.access.errors import CredentialError, SignInError
from ballast.infra.access.passwords import Passwords
from ballast.infra.db import Database
from ballast.infra.journal import Filters, entries

WRONG = "wrong wrong wrong"
LOCK = 60 * SECOND
DAY = 86_400 * SECOND
LASTS = 12 * 3600 * SECOND
IDLE = 30 * 60 * SECOND


def refused(access: Access, name: str, password: str, now_us: int = NOW) -> SignInError:
    with pytest.raises(SignInError) as caught:
        access.sign_in.sign_in(name, password, now_us)
    return caught.value


def test_a_sign_in_gives_a_token_for_twelve_hours(access: Access, ann: User) -> None:
    signed = access.sign_in.sign_in(" Ann ", PASSWORD, NOW)
    assert signed.expires_us == NOW + LASTS
    assert signed.principal.id == ann.id
    authenticate = access.authenticator.authenticate
    for at_us in range(NOW, NOW + LASTS, IDLE - 1):
        assert authenticate(signed.token, "", at_us) == signed.principal
    with pytest.raises(CredentialError):
        authenticate(signed.token, "", NOW + LASTS)


def test_the_token_and_password_are_not_stored(
    access: Access, database: Database, ann: User
) -> None:
    token = access.sign_in.sign_in("ann", PASSWORD, NOW).token
    stored = ""
    with database.reading() as session:
        for table in ("user_session", "user_account", "sign_in_attempt", "journal"):
            stored += str(session.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608
    assert token not in stored
    assert token[4:] not in stored
    assert PASSWORD not in stored
    assert "$argon2id$" in stored


def test_every_refusal_is_the_same(access: Access, database: Database, admin: Principal) -> None:
    bob = add(access, database, admin, "bob")
    add(access, database, admin, "eve")
    with database.transaction() as session:
        access.users.disable(session, admin, bob.id, NOW)
    for _ in range(5):
        refused(access, "eve", WRONG)
    errors = [
        refused(access, "nobody", PASSWORD),
        refused(access, "ann", WRONG),
        refused(access, "bob", PASSWORD),
        refused(access, "eve", PASSWORD),
        refused(access, "' OR '1'='1", PASSWORD),
        refused(access, "\ud800", "\ud800" * 12),
        refused(access, "ann", PASSWORD + "x" * 300),
    ]
    assert len({(str(e), str(e.extra), e.status, e.code) for e in errors}) == 1


def test_unknown_users_cost_a_password_check_too(
    access: Access, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[str] = []
    hasher = access.sign_in._means.passwords._hasher
    plain = type(hasher).verify

    def verify(self: object, stored: str, password: bytes) -> bool:
        checks.append(stored)
        return plain(self, stored, password)  # type: ignore[arg-type]

    monkeypatch.setattr(type(hasher), "verify", verify)
    for name, password in (("ann", WRONG), ("nobody", WRONG), ("ann", "x" * 400)):
        refused(access, name, password)
    assert len(checks) == 3
    assert len({stored.rpartition("$")[0].rpartition("$")[0] for stored in checks}) == 1


def test_failures_are_counted_alike_whether_or_not_the_user_exists(
    access: Access, database: Database, ann: User
) -> None:
    for name in ("ann", "nobody"):
        for _ in range(5):
            refused(access, name, WRONG)
    with database.reading() as session:
        rows = session.execute(text("SELECT failures, locked_until_us FROM sign_in_attempt")).all()
        locks = entries(session, Filters(action="sign_in.locked")).rows
    assert [tuple(row) for row in rows] == [(5, NOW + LOCK)] * 2
    assert len(locks) == 2
    assert not any("ann" in str(row) or "nobody" in str(row) for row in locks)


def test_five_failures_lock_for_a_minute(access: Access, ann: User) -> None:
    for _ in range(4):
        refused(access, "ann", WRONG)
    access.sign_in.sign_in("ann", PASSWORD, NOW)
    for _ in range(5):
        refused(access, "ann", WRONG)
    refused(access, "ann", PASSWORD)
    refused(access, "ann", PASSWORD, NOW + LOCK - 1)
    access.sign_in.sign_in("ann", PASSWORD, NOW + LOCK)


def test_failures_are_forgotten_after_a_day(access: Access, database: Database, ann: User) -> None:
    for number in range(4):
        refused(access, "ann", WRONG, NOW + number)
    refused(access, "ann", WRONG, NOW + DAY + 4)
    access.sign_in.sign_in("ann", PASSWORD, NOW + DAY + 4)
    refused(access, "nobody", WRONG, NOW)
    access.sign_in.sign_in("ann", PASSWORD, NOW + 2 * DAY)
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM sign_in_attempt")).scalar() == 0


def test_a_password_changed_while_it_was_checked_does_not_open(
    access: Access, database: Database, admin: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob = add(access, database, admin, "bob")
    plain = Passwords.verify

    def verify(self: Passwords, stored: str | None, password: str) -> bool:
        matched = plain(self, stored, password)
        with database.transaction() as session:
            access.users.reset_password(session, admin, bob.id, "quite another one", NOW)
        return matched

    monkeypatch.setattr(Passwords, "verify", verify)
    refused(access, "bob", PASSWORD)


def test_signing_out_ends_the_token_at_once(access: Access, database: Database, ann: User) -> None:
    token = access.sign_in.sign_in("ann", PASSWORD, NOW).token
    access.authenticator.authenticate(token, "", NOW)
    access.sign_in.sign_out(token, NOW)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(token, "", NOW)
    with pytest.raises(CredentialError):
        access.sign_in.sign_out(token, NOW)
    with pytest.raises(CredentialError):
        access.sign_in.sign_out("blk_x", NOW)
    with database.reading() as session:
        actions = [row.action for row in entries(session, Filters(subject_id=ann.id)).rows]
    assert actions == ["user.sign_out", "user.sign_in", "user.create"]


def test_passwords_compare_in_one_unicode_form() -> None:
    passwords = quick_passwords()
    stored = passwords.hash("ｐassword é 汉字 long", "bob")
    assert passwords.verify(stored, "password e\u0301 汉字 long")
    assert not passwords.verify(stored, "password e 汉字 long")
    assert not passwords.verify(None, "password é 汉字 long")
    assert not passwords.verify("not a hash", "password é 汉字 long")


def test_too_long_a_password_never_matches_its_beginning() -> None:
    passwords = quick_passwords()
    longest = "abcdefgh" * 32
    stored = passwords.hash(longest, "bob")
    assert passwords.verify(stored, longest)
    assert not passwords.verify(stored, longest + "x")


def test_the_default_hash_is_argon2id_of_rfc_9106() -> None:
    stored = Passwords().hash("correct horse battery", "bob")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
