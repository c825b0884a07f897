from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session
from tests.infra.access.conftest import NOW, PASSWORD, add

from ballast.infra.access import Access, Grant, NewUser, Principal, PrincipalKind, User
from ballast.infra.access.errors import (
    AlreadyBootstrappedError,
    CredentialError,
    ExternalUserError,
    LastAdministratorError,
    NameTakenError,
    OwnAccessError,
    PasswordError,
    PermissionMissingError,
    RoleConflictError,
    SignInError,
    UnknownRoleError,
    UnknownUserError,
    UserNameError,
)
from ballast.infra.access.identities import repository as identities
from ballast.infra.db import Database
from ballast.infra.journal import Filters, entries, verify


def test_the_first_administrator_is_made_once(
    access: Access, database: Database, ann: User, system: Principal
) -> None:
    new = NewUser(name="eve", password=PASSWORD, roles=("administrator",))
    with pytest.raises(AlreadyBootstrappedError), database.transaction() as session:
        access.users.bootstrap(session, new, NOW)
    with database.reading() as session:
        assert [user.name for user in access.users.list(session, system)] == ["ann"]
    assert ann.roles == ("administrator",)


def test_users_are_created_with_roles_and_recorded_without_names(
    access: Access, database: Database, admin: Principal
) -> None:
    bob = add(access, database, admin, "bob", "viewer", "investigator")
    with database.reading() as session:
        found = access.users.find(session, admin, "bob")
        (row,) = entries(session, Filters(subject_id=bob.id)).rows
    assert found == bob
    assert found.roles == ("investigator", "viewer")
    assert (row.action, row.actor_id) == ("user.create", admin.id)
    assert row.after == '["investigator","viewer"]'
    assert "bob" not in str(row)
    assert verify(database).intact


@pytest.mark.parametrize(
    "name", ["", "a", "Bob", "bob smith", "-bob", "b" * 65, "张三", "b\n", "b'"]
)
def test_names_are_plain(access: Access, database: Database, admin: Principal, name: str) -> None:
    with pytest.raises(UserNameError):
        add(access, database, admin, name)


def test_a_name_is_used_once(access: Access, database: Database, admin: Principal) -> None:
    with pytest.raises(NameTakenError):
        add(access, database, admin, "ann")


@pytest.mark.parametrize(
    "password", ["short", "a" * 11, "a" * 257, "aaaaaaaaaaaaaa", "my-bob-is-here"]
)
def test_weak_passwords_are_refused(
    access: Access, database: Database, admin: Principal, password: str
) -> None:
    new = NewUser(name="bob", password=password)
    with pytest.raises(PasswordError) as caught, database.transaction() as session:
        access.users.create(session, admin, new, NOW)
    assert password not in str(caught.value)


def test_unknown_and_conflicting_roles_are_refused(
    access: Access, database: Database, admin: Principal
) -> None:
    with pytest.raises(UnknownRoleError):
        add(access, database, admin, "bob", "king")
    with pytest.raises(RoleConflictError):
        add(access, database, admin, "bob", "administrator", "strategy_approver")
    bob = add(access, database, admin, "bob", "administrator")
    with pytest.raises(RoleConflictError), database.transaction() as session:
        access.users.grant(session, admin, bob.id, Grant("auditor"), NOW)


def test_grants_and_revocations_are_recorded(
    access: Access, database: Database, admin: Principal
) -> None:
    bob = add(access, database, admin, "bob", "viewer")
    with database.transaction() as session:
        access.users.grant(session, admin, bob.id, Grant("investigator"), NOW)
        access.users.grant(session, admin, bob.id, Grant("investigator"), NOW)
        access.users.revoke(session, admin, bob.id, Grant("viewer"), NOW)
        access.users.revoke(session, admin, bob.id, Grant("viewer"), NOW)
        rows = entries(session, Filters(subject_id=bob.id)).rows
        assert access.users.find(session, admin, "bob").roles == ("investigator",)
    assert [(row.action, row.before, row.after) for row in rows[:-1]] == [
        ("user.revoke", '["investigator","viewer"]', '["investigator"]'),
        ("user.grant", '["viewer"]', '["investigator","viewer"]'),
    ]


def test_nobody_changes_their_own_access(
    access: Access, database: Database, admin: Principal
) -> None:
    with pytest.raises(OwnAccessError), database.transaction() as session:
        access.users.grant(session, admin, admin.id, Grant("investigator"), NOW)
    with pytest.raises(OwnAccessError), database.transaction() as session:
        access.users.disable(session, admin, admin.id, NOW)
    with pytest.raises(OwnAccessError), database.transaction() as session:
        access.users.revoke(session, admin, admin.id, Grant("administrator"), NOW)


def test_the_last_administrator_stays(
    access: Access, database: Database, ann: User, system: Principal
) -> None:
    with pytest.raises(LastAdministratorError), database.transaction() as session:
        access.users.disable(session, system, ann.id, NOW)
    with pytest.raises(LastAdministratorError), database.transaction() as session:
        access.users.revoke(session, system, ann.id, Grant("administrator"), NOW)
    add(access, database, system, "bob", "administrator")
    with database.transaction() as session:
        access.users.disable(session, system, ann.id, NOW)


@pytest.mark.parametrize(
    "action", ["create", "list", "find", "disable", "enable", "grant", "revoke", "reset"]
)
def test_every_use_case_checks_permission(
    access: Access, database: Database, ann: User, action: str
) -> None:
    nobody = Principal(PrincipalKind.USER, "usr_x", "x", frozenset({"policy.approve"}))
    users = access.users
    new = NewUser(name="bob", password=PASSWORD)
    attempts: dict[str, Callable[[Session], object]] = {
        "create": lambda s: users.create(s, nobody, new, NOW),
        "list": lambda s: users.list(s, nobody),
        "find": lambda s: users.find(s, nobody, "ann"),
        "disable": lambda s: users.disable(s, nobody, ann.id, NOW),
        "enable": lambda s: users.enable(s, nobody, ann.id, NOW),
        "grant": lambda s: users.grant(s, nobody, ann.id, Grant("viewer"), NOW),
        "revoke": lambda s: users.revoke(s, nobody, ann.id, Grant("administrator"), NOW),
        "reset": lambda s: users.reset_password(s, nobody, ann.id, PASSWORD, NOW),
    }
    with pytest.raises(PermissionMissingError), database.transaction() as session:
        attempts[action](session)


def test_unknown_users_are_said_to_managers(
    access: Access, database: Database, admin: Principal
) -> None:
    with pytest.raises(UnknownUserError), database.transaction() as session:
        access.users.disable(session, admin, "usr_none", NOW)
    with pytest.raises(UnknownUserError), database.reading() as session:
        access.users.find(session, admin, "' OR 1=1 --")


def test_disabling_ends_sign_ins_and_enabling_allows_new_ones(
    access: Access, database: Database, admin: Principal
) -> None:
    bob = add(access, database, admin, "bob", "viewer")
    token = access.sign_in.sign_in("bob", PASSWORD, NOW).token
    assert access.authenticator.authenticate(token, "", NOW).id == bob.id
    with database.transaction() as session:
        access.users.disable(session, admin, bob.id, NOW)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(token, "", NOW)
    with pytest.raises(SignInError):
        access.sign_in.sign_in("bob", PASSWORD, NOW)
    with database.transaction() as session:
        access.users.enable(session, admin, bob.id, NOW)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(token, "", NOW)
    assert access.sign_in.sign_in("bob", PASSWORD, NOW).principal.id == bob.id


def test_a_new_password_ends_sign_ins_and_locks(
    access: Access, database: Database, admin: Principal
) -> None:
    bob = add(access, database, admin, "bob")
    signed = access.sign_in.sign_in("bob", PASSWORD, NOW)
    for _ in range(5):
        with pytest.raises(SignInError):
            access.sign_in.sign_in("bob", "wrong wrong wrong", NOW)
    with database.transaction() as session:
        access.users.reset_password(session, admin, bob.id, "another long password", NOW)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(signed.token, "", NOW)
    with pytest.raises(SignInError):
        access.sign_in.sign_in("bob", PASSWORD, NOW)
    access.sign_in.sign_in("bob", "another long password", NOW)


def test_a_refused_change_leaves_no_trace(
    access: Access, database: Database, admin: Principal
) -> None:
    before = verify(database).count
    with pytest.raises(NameTakenError):
        add(access, database, admin, "ann")
    assert verify(database).count == before


def test_whom_a_provider_vouches_for_gets_no_password_here(
    access: Access, database: Database, admin: Principal
) -> None:
    bob = add(access, database, admin, "bob", "viewer")
    with database.transaction() as session:
        identities.add(session, "0" * 64, bob.id, NOW)
    with pytest.raises(ExternalUserError), database.transaction() as session:
        access.users.reset_password(session, admin, bob.id, "another good passphrase", NOW)
