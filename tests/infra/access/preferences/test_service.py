from __future__ import annotations

import pytest
from tests.infra.access.conftest import add

from ballast.infra.access import Access, Principal, PrincipalKind
from ballast.infra.access.errors import NotAPersonError
from ballast.infra.access.preferences import Preferences
from ballast.infra.db import Database


def test_each_person_has_their_own(access: Access, database: Database, admin: Principal) -> None:
    bob = add(access, database, admin, "bob")
    his = Principal(PrincipalKind.USER, bob.id, bob.name, frozenset())
    assert access.own.preferences.of(admin) == Preferences(None, "auto")
    for wanted in (Preferences("en", "dark"), Preferences(None, "light")):
        access.own.preferences.set(admin, wanted)
        assert access.own.preferences.of(admin) == wanted
    assert access.own.preferences.of(his) == Preferences()


def test_a_key_has_none(access: Access) -> None:
    key = Principal(PrincipalKind.KEY, "key_1", "k", frozenset())
    assert access.own.preferences.of(key) == Preferences()
    with pytest.raises(NotAPersonError):
        access.own.preferences.set(key, Preferences("en"))
