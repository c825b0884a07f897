"""What grants give together, held against the sentence that defines it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ballast.infra.access import EVERYWHERE, Grant, Principal, PrincipalKind, Reach, Roles
from ballast.infra.access.holding import Scenes, holding
from ballast.infra.packs import chosen_packs

ROLES = Roles.of(chosen_packs([]))
SCENES = ("payment", "transfer", "loan_application")
PLACES = st.none() | st.frozensets(st.sampled_from(SCENES))
GRANTED = st.lists(st.tuples(st.sampled_from(sorted(ROLES.roles)), PLACES), max_size=4)
CLASSES = {"C2": "data.unmask.c2", "C3": "data.unmask.c3"}


def principal(granted: list[tuple[str, Scenes]]) -> Principal:
    held = holding(ROLES, [(Grant(role), scenes) for role, scenes in granted])
    return Principal(
        PrincipalKind.USER, "u", "u", held.permissions, held.ceiling(ROLES), held.unmask,
        limits=held.limits,
    )  # fmt: skip


def places(granted: list[tuple[str, Scenes]], permission: str) -> list[Scenes]:
    """Where each of the grants gives the permission, as the catalogue defines it."""
    reach = ROLES.permissions[permission].reach
    found: list[Scenes] = []
    for role, scenes in granted:
        if permission in ROLES.roles[role].permissions:
            if scenes is None or reach is Reach.SHARED:
                found.append(None)
            elif reach is Reach.SCENE:
                found.append(scenes)
    return found


@given(GRANTED, st.sampled_from(sorted(ROLES.permissions)))
def test_a_permission_is_held_where_a_grant_gives_it_and_nowhere_else(
    granted: list[tuple[str, Scenes]], permission: str
) -> None:
    one, given_in = principal(granted), places(granted, permission)
    assert one.may(permission) is any(where is None or where for where in given_in)
    if ROLES.permissions[permission].reach is not Reach.SCENE:
        return
    for scene in SCENES:
        expected = any(where is None or scene in where for where in given_in)
        assert one.may(permission, scene) is expected
    assert one.may(permission, EVERYWHERE) is any(where is None for where in given_in)


@given(GRANTED)
def test_what_is_listed_is_what_may_be_seen(granted: list[tuple[str, Scenes]]) -> None:
    one = principal(granted)
    for permission in ("decision.read", "event.read", "policy.approve"):
        visible = one.scenes_for(permission)
        for scene in SCENES:
            assert (visible is None or scene in visible) is one.may(permission, scene)


@given(GRANTED)
def test_clear_values_are_shown_where_the_permission_is_held(
    granted: list[tuple[str, Scenes]],
) -> None:
    one = principal(granted)
    for scene in (*SCENES, EVERYWHERE):
        expected = {level for level, code in CLASSES.items() if one.may(code, scene)}
        assert one.unmask_in(scene) == expected


@given(GRANTED, GRANTED)
def test_another_grant_takes_nothing_away(
    granted: list[tuple[str, Scenes]], more: list[tuple[str, Scenes]]
) -> None:
    few, many = principal(granted), principal([*granted, *more])
    for permission in few.permissions:
        for scene in (None, *SCENES):
            if few.may(permission, scene):
                assert many.may(permission, scene) or not divisible(permission)


def divisible(permission: str) -> bool:
    return ROLES.permissions[permission].reach is Reach.SCENE


@given(GRANTED)
def test_the_ceiling_covers_everything_that_is_limited(granted: list[tuple[str, Scenes]]) -> None:
    one = principal(granted)
    for limit in one.limits.values():
        assert one.scenes is None or limit <= one.scenes


def test_roles_may_differ_from_scope_to_scope() -> None:
    payment = frozenset({"payment"})
    lending = frozenset({"loan_application"})
    one = principal([("strategy_approver", payment), ("viewer", lending)])
    assert one.scenes_for("policy.approve") == payment
    assert one.scenes_for("decision.read") == payment | lending
    assert not one.may("policy.approve", "loan_application")
    assert one.may("list.read")
    assert not one.may("list.approve")


def test_managing_access_is_never_given_in_part() -> None:
    one = principal([("administrator", frozenset({"payment"}))])
    assert not one.may("user.manage")
    assert not one.may("journal.read")
    assert one.may("policy.read", "payment")
