from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session
from tests.infra.access.conftest import NOW, PASSWORD, add, quick_passwords

from ballast.infra.access import Access, Grant, Principal, PrincipalKind, User, open_access
from ballast.infra.access.errors import PermissionMissingError
from ballast.infra.access.scopes import NewScope, ScopeKind
from ballast.infra.access.scopes.errors import (
    BuiltInScopeError,
    ScopeCodeError,
    ScopeInUseError,
    ScopeParentError,
    ScopeTakenError,
    ScopeTitleError,
    UnknownScopeError,
)
from ballast.infra.db import Database
from ballast.infra.journal import Filters, entries
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings
from ballast.kit.text import Text

SCENES = {"payment": "wallet", "transfer": "payments", "loan_application": "lending"}


@pytest.fixture
def access(database: Database) -> Access:
    packs = chosen_packs([])
    return open_access(database, packs, Settings(), quick_passwords(), lambda: SCENES)


def wallet(code: str = "wallet", parent: str | None = "payments", **more: object) -> NewScope:
    values = {"kind": ScopeKind.PRODUCT, "title": Text("钱包", "Wallet"), **more}
    return NewScope(code=code, parent=parent, **values)  # type: ignore[arg-type]


@pytest.fixture
def with_wallet(access: Access, database: Database, admin: Principal) -> Access:
    with database.transaction() as session:
        access.scopes.create(session, admin, wallet(), NOW)
    return access


def test_a_scope_made_here_stands_beside_those_of_packs(
    with_wallet: Access, database: Database, admin: Principal
) -> None:
    with database.reading() as session:
        found = {scope.code: scenes for scope, scenes in with_wallet.scopes.list(session, admin)}
        (row,) = entries(session, Filters(subject_kind="scope")).rows
    assert found["wallet"] == {"payment"}
    assert found["payments"] == {"payment", "transfer"}
    assert found["insurance"] == frozenset()
    assert (row.action, row.subject_id) == ("scope.create", "wallet")
    assert row.after is not None
    assert '"parent":"payments"' in row.after


def test_what_a_grant_gives_follows_its_scope(
    with_wallet: Access, database: Database, admin: Principal
) -> None:
    bob = add(with_wallet, database, admin, "bob")
    with database.transaction() as session:
        grant = Grant("investigator", "wallet")
        with_wallet.users.grant(session, admin, bob.id, grant, NOW)
    token = with_wallet.sign_in.sign_in("bob", PASSWORD, NOW).token

    def seen() -> frozenset[str] | None:
        return with_wallet.authenticator.authenticate(token, "", NOW).scenes_for("decision.read")

    assert seen() == {"payment"}
    with database.transaction() as session:
        moved = wallet(parent="lending")
        with_wallet.scopes.change(session, admin, moved, NOW)
        with_wallet.users.grant(session, admin, bob.id, Grant("viewer", "lending"), NOW)
    assert seen() == {"payment", "loan_application"}


def test_a_grant_ends_on_time_even_where_it_is_remembered(
    access: Access, database: Database, admin: Principal
) -> None:
    bob = add(access, database, admin, "bob")
    with database.transaction() as session:
        grant = Grant("viewer", expires_us=NOW + 1_000)
        access.users.grant(session, admin, bob.id, grant, NOW)
    token = access.sign_in.sign_in("bob", PASSWORD, NOW).token
    assert access.authenticator.authenticate(token, "", NOW + 999).may("decision.read")
    assert not access.authenticator.authenticate(token, "", NOW + 1_000).may("decision.read")


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (wallet("Wallet"), ScopeCodeError),
        (wallet("w" * 65), ScopeCodeError),
        (wallet("wallet"), ScopeTakenError),
        (wallet("lending", None), ScopeTakenError),
        (wallet("purse", "gone"), ScopeParentError),
        (wallet("purse", "purse"), ScopeParentError),
        (wallet("purse", title=Text("钱" * 201, "Purse")), ScopeTitleError),
    ],
)
def test_a_scope_that_cannot_be_is_refused(
    with_wallet: Access,
    database: Database,
    admin: Principal,
    new: NewScope,
    error: type[Exception],
) -> None:
    with pytest.raises(error), database.transaction() as session:
        with_wallet.scopes.create(session, admin, new, NOW)


def test_no_scope_becomes_its_own_ancestor(
    with_wallet: Access, database: Database, admin: Principal
) -> None:
    with database.transaction() as session:
        with_wallet.scopes.create(session, admin, wallet("purse", "wallet"), NOW)
    for parent in ("wallet", "purse"):
        with pytest.raises(ScopeParentError), database.transaction() as session:
            with_wallet.scopes.change(session, admin, wallet(parent=parent), NOW)


def test_scopes_of_packs_and_scopes_in_use_stay(
    with_wallet: Access, database: Database, admin: Principal
) -> None:
    bob = add(with_wallet, database, admin, "bob")
    with database.transaction() as session:
        with_wallet.users.grant(session, admin, bob.id, Grant("viewer", "wallet"), NOW)
    attempts: list[tuple[type[Exception], Callable[[Session], object]]] = [
        (BuiltInScopeError, lambda s: with_wallet.scopes.remove(s, admin, "lending", NOW)),
        (
            BuiltInScopeError,
            lambda s: with_wallet.scopes.change(s, admin, wallet("lending", None), NOW),
        ),
        (UnknownScopeError, lambda s: with_wallet.scopes.remove(s, admin, "gone", NOW)),
        (ScopeInUseError, lambda s: with_wallet.scopes.remove(s, admin, "wallet", NOW)),
    ]
    for error, attempt in attempts:
        with pytest.raises(error), database.transaction() as session:
            attempt(session)
    with database.transaction() as session:
        with_wallet.users.revoke(session, admin, bob.id, Grant("viewer", "wallet"), NOW)
        with_wallet.scopes.remove(session, admin, "wallet", NOW)
        found = [scope.code for scope, _ in with_wallet.scopes.list(session, admin)]
    assert "wallet" not in found


@pytest.mark.parametrize("action", ["list", "create", "change", "remove"])
def test_every_use_case_checks_permission(
    access: Access, database: Database, ann: User, action: str
) -> None:
    nobody = Principal(PrincipalKind.USER, "usr_x", "x", frozenset({"policy.approve"}))
    attempts: dict[str, Callable[[Session], object]] = {
        "list": lambda s: access.scopes.list(s, nobody),
        "create": lambda s: access.scopes.create(s, nobody, wallet(), NOW),
        "change": lambda s: access.scopes.change(s, nobody, wallet(), NOW),
        "remove": lambda s: access.scopes.remove(s, nobody, "wallet", NOW),
    }
    with pytest.raises(PermissionMissingError), database.transaction() as session:
        attempts[action](session)
