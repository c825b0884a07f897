from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import event, text
from tests.infra.access.conftest import NOW, PASSWORD, SECOND, add

from ballast.infra.access import (
    Access,
    Authenticator,
    Grant,
    NewKey,
    Principal,
    Role,
    Roles,
    User,
    bearer,
    repository,
)
from ballast.infra.access.errors import CredentialError
from ballast.infra.access.standing import Standing
from ballast.infra.db import Database

KEY = NewKey(name="k", permissions=frozenset({"event.write"}))


def token_of(access: Access, database: Database, by: Principal, new: NewKey = KEY) -> str:
    with database.transaction() as session:
        return access.keys.create(session, by, new, NOW).token


class Statements:
    """Counts the statements that reach the database."""

    def __init__(self, database: Database) -> None:
        self.count = 0
        event.listen(database.engine, "before_cursor_execute", self._count)

    def _count(self, *_: object) -> None:
        self.count += 1


def test_the_hot_path_reads_nothing(access: Access, database: Database, admin: Principal) -> None:
    token = token_of(access, database, admin)
    first = access.authenticator.authenticate(token, "1.1.1.1", NOW)
    statements = Statements(database)
    for step in range(5):
        assert access.authenticator.authenticate(token, "1.1.1.1", NOW + step) is first
    assert statements.count == 0
    access.authenticator.authenticate(token, "1.1.1.1", NOW + 5 * SECOND)
    assert statements.count > 0


def test_another_process_sees_a_change_after_a_few_seconds(
    access: Access, database: Database, admin: Principal
) -> None:
    token = token_of(access, database, admin)
    other = Authenticator(database, access.standing)
    other.authenticate(token, "", NOW)
    with database.transaction() as session:
        access.keys.revoke(session, admin, token.split("_")[1].join(("key_", "")), NOW)
    other.authenticate(token, "", NOW + 5 * SECOND - 1)
    with pytest.raises(CredentialError):
        other.authenticate(token, "", NOW + 5 * SECOND)


def test_a_clock_that_goes_back_is_not_trusted_with_memory(
    access: Access, database: Database, admin: Principal
) -> None:
    token = token_of(access, database, admin)
    access.authenticator.authenticate(token, "", NOW + 9 * SECOND)
    statements = Statements(database)
    access.authenticator.authenticate(token, "", NOW)
    assert statements.count > 0


def test_a_changed_role_takes_effect_at_once(
    access: Access, database: Database, admin: Principal
) -> None:
    bob = add(access, database, admin, "bob", "viewer")
    token = access.sign_in.sign_in("bob", PASSWORD, NOW).token
    assert not access.authenticator.authenticate(token, "", NOW).may("event.read")
    with database.transaction() as session:
        access.users.grant(session, admin, bob.id, Grant("investigator"), NOW)
    principal = access.authenticator.authenticate(token, "", NOW)
    assert principal.may("event.read")
    assert principal.unmask == {"C2"}


def test_what_changed_during_a_look_up_is_not_remembered(
    access: Access, database: Database, admin: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(access, database, admin)
    plain = repository.key_by_id

    def slow(session: object, key_id: str) -> object:
        found = plain(session, key_id)  # type: ignore[arg-type]
        access.authenticator.clear()
        return found

    monkeypatch.setattr(repository, "key_by_id", slow)
    access.authenticator.authenticate(token, "", NOW)
    assert access.authenticator._known == {}


def test_a_rolled_back_change_forgets_nothing(
    access: Access, database: Database, admin: Principal
) -> None:
    token = token_of(access, database, admin)
    access.authenticator.authenticate(token, "", NOW)

    def revoke_and_fail() -> None:
        with database.transaction() as session:
            access.keys.revoke(session, admin, f"key_{token.split('_')[1]}", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        revoke_and_fail()
    assert len(access.authenticator._known) == 1
    access.authenticator.authenticate(token, "", NOW + 9 * SECOND)


def test_memory_is_bounded(access: Access, database: Database, admin: Principal) -> None:
    token = token_of(access, database, admin)
    small = Authenticator(database, access.standing, size=3)
    for number in range(10):
        small.authenticate(token, f"10.0.0.{number}", NOW)
    assert len(small._known) == 3


def test_memory_holds_no_token(access: Access, database: Database, admin: Principal) -> None:
    token = token_of(access, database, admin)
    access.authenticator.authenticate(token, "", NOW)
    assert token.encode() not in repr(vars(access.authenticator)).encode()
    assert token[-43:] not in repr(vars(access.authenticator))


@pytest.mark.parametrize(
    "token",
    ["", "x", "blk_", "bls_" + "a" * 43, "bls_" + "a" * 42, "blk_" + "0" * 26 + "_" + "a" * 43,
     "' OR 1=1 --", "a" * 10_000_000, "\ud800", "bls_" + "汉" * 43, "\x00"],
)  # fmt: skip
def test_junk_is_refused_with_one_sentence(access: Access, token: str) -> None:
    with pytest.raises(CredentialError) as caught:
        access.authenticator.authenticate(token, "1.1.1.1", NOW)
    assert str(caught.value) == str(CredentialError())
    assert caught.value.extra == {}


def test_junk_of_the_wrong_form_never_reaches_the_database(
    access: Access, database: Database
) -> None:
    statements = Statements(database)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate("blk_junk", "", NOW)
    assert statements.count == 0


def test_a_wrong_secret_of_a_right_key_is_refused(
    access: Access, database: Database, admin: Principal
) -> None:
    token = token_of(access, database, admin)
    wrong = token[:-1] + ("a" if token[-1] != "a" else "b")
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(wrong, "", NOW)


def test_secrets_are_compared_in_constant_time(
    access: Access, database: Database, admin: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(access, database, admin)
    compared: list[int] = []
    monkeypatch.setattr(bearer, "same", lambda *sides: compared.append(len(sides)) or True)
    access.authenticator.authenticate(token, "", NOW)
    assert compared == [2]


def test_last_use_is_written_later_and_never_goes_back(
    access: Access, database: Database, admin: Principal
) -> None:
    token = token_of(access, database, admin)

    def last_used() -> int | None:
        with database.reading() as session:
            return access.keys.list(session, admin)[0].last_used_us

    access.authenticator.authenticate(token, "", NOW + 9 * SECOND)
    assert last_used() is None
    assert access.authenticator.flush_last_used() == 1
    assert last_used() == NOW + 9 * SECOND
    assert access.authenticator.flush_last_used() == 0
    access.authenticator.authenticate(token, "", NOW)
    access.authenticator.flush_last_used()
    assert last_used() == NOW + 9 * SECOND


def test_a_permission_that_became_people_only_leaves_old_keys(
    access: Access, database: Database, admin: Principal
) -> None:
    new = replace(KEY, permissions=frozenset({"event.write", "list.write"}))
    token = token_of(access, database, admin, new)
    stricter = {
        code: replace(permission, people_only=code != "event.write")
        for code, permission in access.roles.permissions.items()
    }
    later = Authenticator(
        database, Standing(Roles(access.roles.roles, stricter), access.scopes, access.duties)
    )
    assert later.authenticate(token, "", NOW).permissions == {"event.write"}


def test_a_role_that_left_the_packs_grants_nothing(
    access: Access, database: Database, ann: User
) -> None:
    token = access.sign_in.sign_in("ann", PASSWORD, NOW).token
    roles: dict[str, Role] = {}
    later = Authenticator(
        database, Standing(Roles(roles, access.roles.permissions), access.scopes, access.duties)
    )
    assert later.authenticate(token, "", NOW).permissions == frozenset()


def test_threads_may_ask_while_access_changes(
    access: Access, database: Database, admin: Principal
) -> None:
    token = token_of(access, database, admin)
    small = Authenticator(database, access.standing, size=2)
    failures: list[BaseException] = []

    def ask(thread: int) -> None:
        try:
            for number in range(30):
                small.authenticate(token, f"10.{thread}.0.{number % 4}", NOW)
                if number % 7 == 0:
                    small.clear()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.reading() as session:
        assert session.execute(text("SELECT 1")).scalar() == 1
