from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.infra.access import IssuedKey, NewUser, Principal, PrincipalKind, SignedIn
from ballast.infra.access.errors import PermissionMissingError, SceneForbiddenError
from ballast.infra.access.model import ApiKey
from ballast.infra.journal import Actor


def principal(*permissions: str, scenes: frozenset[str] | None = None) -> Principal:
    return Principal(PrincipalKind.KEY, "key_1", "shop", frozenset(permissions), scenes)


def test_a_missing_permission_is_named() -> None:
    with pytest.raises(PermissionMissingError, match=r"policy\.approve") as caught:
        principal("policy.read").require("policy.approve")
    assert caught.value.extra == {"permission": "policy.approve"}
    assert caught.value.status == 403


def test_a_scene_out_of_scope_is_named() -> None:
    one = principal("event.write", scenes=frozenset({"login"}))
    one.require("event.write", "login")
    one.require("event.write")
    with pytest.raises(SceneForbiddenError, match="payment"):
        one.require("event.write", "payment")
    with pytest.raises(PermissionMissingError):
        one.require("event.read", "login")
    principal("event.write").require("event.write", "anything")


NAMES = st.sampled_from(["a", "b", "c"])


@given(st.sets(NAMES), st.none() | st.frozensets(NAMES), NAMES, st.none() | NAMES)
def test_may_and_require_agree(
    held: set[str], scenes: frozenset[str] | None, wanted: str, scene: str | None
) -> None:
    one = principal(*held, scenes=scenes)
    try:
        one.require(wanted, scene)
        passed = True
    except (PermissionMissingError, SceneForbiddenError):
        passed = False
    assert one.may(wanted, scene) == passed


def test_a_principal_acts_in_the_journal_by_id() -> None:
    assert principal().actor == Actor("key", "key_1")


def test_nothing_prints_a_secret() -> None:
    key = ApiKey(
        id="key_1", name="n", permissions=frozenset(), scenes=None, networks=(),
        created_by="u", created_us=1,
    )  # fmt: skip
    shown = [
        repr(principal("a.b")),
        repr(NewUser(name="ann", password="s3cret-s3cret")),
        repr(IssuedKey(key, "blk_s3cret")),
        repr(SignedIn(principal(), 1, "bls_s3cret")),
    ]
    assert not any("s3cret" in text for text in shown)
