from __future__ import annotations

import json
from contextlib import suppress

import pytest
from tests.policies.building import Item, decision, expression, line, rule, rules

from ballast.expressions.types import NUMBER, Type
from ballast.infra.access import Principal, PrincipalKind
from ballast.infra.db import Database
from ballast.infra.journal import Journal
from ballast.kit.text import Text
from ballast.policies.archive import PolicyArchive
from ballast.policies.errors import SceneFixedError, UnknownPolicyError
from ballast.policies.evaluation import evaluate
from ballast.policies.live import LivePolicies, PolicyNotLiveError
from ballast.policies.model import Approval, Draft, VersionRef
from ballast.policies.problem import InvalidPolicyError
from ballast.policies.service import PolicyService

PERMISSIONS = frozenset(f"policy.{p}" for p in ("read", "write", "submit", "approve", "rollback"))
ANALYST = Principal(PrincipalKind.USER, "usr_li", "li", PERMISSIONS)
APPROVER = Principal(PrincipalKind.USER, "usr_wang", "wang", PERMISSIONS)
NOW = 1_750_000_000_000_000


class Shop:
    """Live policies with the service that changes them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.schema: dict[str, Type] = {"x": NUMBER}
        self.live = LivePolicies(database, lambda _: self.schema, {})
        self.archive = PolicyArchive(lambda _: self.schema, {})
        self.service = PolicyService(Journal(), self.live.check, self.live.reload)

    def publish(self, code: str, policy: Item) -> None:
        draft = Draft(code, Text("策略", "Policy"), "loan", json.dumps(policy).encode())
        with self.database.transaction() as session:
            number = self.service.save(session, ANALYST, draft, NOW).version.number
            ref = VersionRef(code, number)
            self.service.submit(session, ANALYST, ref, NOW)
            token = self.service.review(session, APPROVER, ref).token
            self.service.approve(session, APPROVER, Approval(ref, token), NOW)

    def limit(self, code: str) -> float | None:
        return evaluate(self.live.require(code).compiled, {"x": 3.0}, {}).limit


@pytest.fixture
def shop(database: Database) -> Shop:
    return Shop(database)


def limited(value: str) -> Item:
    return line(expression("e", {"limit": value}))


def test_an_approved_version_is_live_once_committed_and_rollback_undoes_it(shop: Shop) -> None:
    with pytest.raises(PolicyNotLiveError):
        shop.live.require("loan")
    shop.publish("loan", limited("100"))
    first = shop.live.require("loan")
    assert (first.number, first.hash, shop.limit("loan")) == (1, first.compiled.plan.sha256, 100.0)
    shop.publish("loan", limited("200"))
    assert (shop.live.require("loan").number, shop.limit("loan")) == (2, 200.0)
    with shop.database.transaction() as session:
        shop.service.rollback(session, APPROVER, "loan", "误杀", NOW)
        assert shop.limit("loan") == 200.0
    again = shop.live.require("loan")
    assert (again.version, again.hash, shop.limit("loan")) == (first.version, first.hash, 100.0)
    with shop.database.transaction() as session:
        shop.service.retire(session, APPROVER, "loan", "停办", NOW)
    assert shop.live.policies == {}


def test_a_rolled_back_transaction_changes_nothing(shop: Shop) -> None:
    shop.publish("loan", limited("100"))
    with suppress(KeyError), shop.database.transaction() as session:
        shop.service.retire(session, APPROVER, "loan", "", NOW)
        raise KeyError
    assert shop.limit("loan") == 100.0


def test_the_service_refuses_what_does_not_fit_the_scene(shop: Shop) -> None:
    with pytest.raises(InvalidPolicyError) as refused:
        shop.publish("loan", limited("nope * 2"))
    assert [(p.node, p.where, p.position) for p in refused.value.problems] == [
        ("e", "expressions[0].value", 0)
    ]


def test_a_new_sub_decision_changes_its_callers_and_their_hash(shop: Shop) -> None:
    with pytest.raises(InvalidPolicyError, match="没有线上的策略"):
        shop.publish("loan", line(decision("d", "tier")))
    shop.publish("tier", limited("x * 10"))
    shop.publish("loan", line(decision("d", "tier")))
    before = shop.live.require("loan")
    assert (shop.limit("loan"), before.hash != before.compiled.plan.sha256) == (30.0, True)
    shop.publish("tier", limited("x * 20"))
    after = shop.live.require("loan")
    assert shop.limit("loan") == 60.0
    assert (after.version, after.hash != before.hash) == (before.version, True)
    with shop.database.reading() as session:
        own = ("loan", before.compiled.plan.sha256)
        old = shop.archive.compiled(session, own, before.compiled.subs)
    assert evaluate(old, {"x": 3.0}, {}).limit == 30.0


def test_recursion_through_a_sub_decision_is_refused(shop: Shop) -> None:
    shop.publish("a", limited("1"))
    shop.publish("b", line(decision("d", "a")))
    with pytest.raises(InvalidPolicyError, match="a → b → a"):
        shop.publish("a", line(decision("d", "b")))


def test_a_live_policy_that_no_longer_fits_is_named_and_the_others_run(shop: Shop) -> None:
    shop.publish("loan", limited("x"))
    shop.publish("other", limited("7"))
    shop.schema = {}
    shop.live.reload()
    assert shop.limit("other") == 7.0
    with pytest.raises(PolicyNotLiveError) as refused:
        shop.live.require("loan")
    assert refused.value.extra["problems"]
    assert list(shop.live.problems) == ["loan"]


def test_a_past_version_is_compiled_by_its_fingerprint(shop: Shop) -> None:
    shop.publish("loan", line(rules("r", rule("A", "x > 1"))))
    old = shop.live.require("loan").compiled.plan
    shop.publish("loan", limited("1"))
    with shop.database.reading() as session:
        assert shop.archive.compiled(session, ("loan", old.sha256), {}).plan == old
        with pytest.raises(UnknownPolicyError):
            shop.archive.compiled(session, ("loan", "0" * 64), {})


def test_what_live_callers_need_cannot_be_taken_away(shop: Shop) -> None:
    shop.publish("tier", line(expression("e", {"limit": "1", "extra": "2"})))
    shop.publish("loan", line(decision("d", "tier"), expression("f", {"rate": "extra"})))
    with pytest.raises(InvalidPolicyError, match="loan"):
        shop.publish("tier", limited("1"))
    with pytest.raises(InvalidPolicyError, match="loan"), shop.database.transaction() as session:
        shop.service.retire(session, APPROVER, "tier", "停用", NOW)
    assert shop.live.problems == {}
    shop.publish("loan", limited("5"))
    shop.publish("tier", limited("1"))
    with shop.database.transaction() as session:
        shop.service.retire(session, APPROVER, "tier", "停用", NOW)
    assert list(shop.live.policies) == ["loan"]


def test_the_scene_of_a_policy_is_fixed(shop: Shop) -> None:
    shop.publish("loan", limited("5"))
    other = Draft("loan", Text("策略", "Policy"), "payment", json.dumps(limited("5")).encode())
    with pytest.raises(SceneFixedError), shop.database.transaction() as session:
        shop.service.save(session, ANALYST, other, NOW)
