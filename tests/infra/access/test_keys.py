from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from tests.infra.access.conftest import NOW, SECOND

from ballast.infra.access import Access, IssuedKey, NewKey, Principal, PrincipalKind
from ballast.infra.access.errors import (
    CredentialError,
    KeyScopeError,
    PermissionMissingError,
    UnknownKeyError,
)
from ballast.infra.db import Database
from ballast.infra.journal import Filters, entries

SHOP = NewKey(
    name="shop",
    permissions=frozenset({"event.write", "decision.create"}),
    scenes=frozenset({"payment", "login"}),
    networks=("10.0.0.0/8", "2001:db8::/32"),
    expires_us=NOW + 60 * SECOND,
)


def create(access: Access, database: Database, by: Principal, new: NewKey = SHOP) -> IssuedKey:
    with database.transaction() as session:
        return access.keys.create(session, by, new, NOW)


def test_a_key_acts_within_its_scope(access: Access, database: Database, admin: Principal) -> None:
    issued = create(access, database, admin)
    assert issued.token.startswith(f"blk_{issued.key.id[4:]}_")
    principal = access.authenticator.authenticate(issued.token, "10.1.2.3", NOW)
    assert principal == Principal(
        PrincipalKind.KEY, issued.key.id, "shop", SHOP.permissions, SHOP.scenes, frozenset()
    )


def test_the_token_is_shown_once_and_stored_as_a_hash(
    access: Access, database: Database, admin: Principal
) -> None:
    issued, other = create(access, database, admin), create(access, database, admin)
    assert other.token != issued.token
    with database.reading() as session:
        stored = str(session.execute(text("SELECT * FROM api_key")).all())
        stored += str(session.execute(text("SELECT * FROM journal")).all())
        listed = {key.id: key for key in access.keys.list(session, admin)}
    assert listed == {issued.key.id: issued.key, other.key.id: other.key}
    secret = issued.token.rpartition(issued.key.id[4:] + "_")[2]
    assert len(secret) == 43
    assert secret not in stored


@pytest.mark.parametrize(
    "ip", ["11.0.0.1", "", "nonsense", "2001:db9::1", "10.1.2.3, 11.0.0.1", "::ffff:11.0.0.1"]
)
def test_other_addresses_are_refused(
    access: Access, database: Database, admin: Principal, ip: str
) -> None:
    issued = create(access, database, admin)
    access.authenticator.authenticate(issued.token, "10.1.2.3", NOW)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(issued.token, ip, NOW)


@pytest.mark.parametrize("ip", ["10.255.0.1", "::ffff:10.0.0.1", "2001:db8:1::1"])
def test_allowed_addresses_pass(
    access: Access, database: Database, admin: Principal, ip: str
) -> None:
    issued = create(access, database, admin)
    assert access.authenticator.authenticate(issued.token, ip, NOW).id == issued.key.id


def test_an_expired_key_is_refused_even_while_remembered(
    access: Access, database: Database, admin: Principal
) -> None:
    token = create(access, database, admin, replace(SHOP, expires_us=NOW + 2 * SECOND)).token
    access.authenticator.authenticate(token, "10.0.0.1", NOW + SECOND)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(token, "10.0.0.1", NOW + 2 * SECOND)


def test_a_revoked_key_is_refused_at_once(
    access: Access, database: Database, admin: Principal
) -> None:
    issued = create(access, database, admin)
    access.authenticator.authenticate(issued.token, "10.0.0.1", NOW)
    with database.transaction() as session:
        access.keys.revoke(session, admin, issued.key.id, NOW)
        access.keys.revoke(session, admin, issued.key.id, NOW + 1)
    with pytest.raises(CredentialError):
        access.authenticator.authenticate(issued.token, "10.0.0.1", NOW)
    with database.reading() as session:
        assert access.keys.list(session, admin)[0].revoked_us == NOW
        rows = entries(session, Filters(subject_id=issued.key.id)).rows
    assert [row.action for row in rows] == ["key.revoke", "key.create"]
    assert "payment" in str(rows[1].after)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"permissions": frozenset({"policy.approve"})}, r"policy\.approve"),
        ({"permissions": frozenset({"data.unmask.c2"})}, r"data\.unmask\.c2"),
        ({"permissions": frozenset({"key.manage"})}, r"key\.manage"),
        ({"permissions": frozenset({"no.such"})}, r"no\.such"),
        ({"permissions": frozenset()}, "permission"),
        ({"name": "  "}, "name"),
        ({"scenes": frozenset()}, "scene"),
        ({"scenes": frozenset({"a b"})}, "scene"),
        ({"networks": ("10.0.0.1/8",)}, "networks"),
        ({"networks": ("all",)}, "networks"),
        ({"expires_us": NOW}, "future"),
    ],
)
def test_a_wrong_scope_is_refused(
    access: Access,
    database: Database,
    admin: Principal,
    change: dict[str, object],
    words: str,
) -> None:
    with pytest.raises(KeyScopeError, match=words):
        create(access, database, admin, replace(SHOP, **change))  # type: ignore[arg-type]


def test_every_use_case_checks_permission(
    access: Access, database: Database, admin: Principal
) -> None:
    issued = create(access, database, admin)
    nobody = Principal(PrincipalKind.USER, "usr_x", "x", frozenset({"user.manage"}))
    with pytest.raises(PermissionMissingError):
        create(access, database, nobody)
    with pytest.raises(PermissionMissingError), database.reading() as session:
        access.keys.list(session, nobody)
    with pytest.raises(PermissionMissingError), database.transaction() as session:
        access.keys.revoke(session, nobody, issued.key.id, NOW)
    with pytest.raises(UnknownKeyError), database.transaction() as session:
        access.keys.revoke(session, admin, "key_none", NOW)
