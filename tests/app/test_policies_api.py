"""Policies through HTTP: four eyes, difference, effect, roll-back, simulation on live state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.app.conftest import LARGE, PACK, House, payment, rule, rules

from ballast.app.http import create_app
from ballast.app.runtime import Runtime

COUNTING = rules(
    rule("MANY", "indicators.pays_10min >= 3", outcome="review", reason="MANY"),
)


@pytest.fixture
def house(counting_house: House) -> House:
    return counting_house


def _draft(house: House, document: dict[str, Any], name: str = "ana") -> str:
    title = {"zh": "支付", "en": "Payment"}
    body = {"document": document, "scene": "payment", "title": title}
    saved = house.post("/policies/payment/versions", body, name)
    assert saved.status_code == 201, saved.text
    return f"/policies/payment/versions/{saved.json()['version']['number']}"


def test_the_effect_recomputes_indicators_that_were_not_read_then(house: House) -> None:
    house.go_live(LARGE)
    for number in range(5):
        house.ask(f"P{number}", {"amount": 10, "customer_id": "C1"})
    house.ask("P9", {"amount": 10, "customer_id": "C2"})
    path = _draft(house, COUNTING)
    scene = house.get(f"{path}/effect", "ana").json()["scenes"]["payment"]
    # The third, fourth and fifth payment of C1 reach the count; C2's only one does not.
    assert scene["compared"] == 6
    assert scene["changed"] == 3
    assert scene["changes"][0]["before"] == "pass"
    assert scene["changes"][0]["after"] == "review"
    assert scene["reasons_after"] == {"MANY": 3}
    examples = scene["changes"][0]["examples"]
    shown = [house.get(f"/decisions/{each}").json()["answer"]["id"] for each in examples]
    assert shown == ["P4", "P3", "P2"]


def test_the_effect_is_seen_before_approval_and_kept_with_it(house: House) -> None:
    house.go_live(LARGE)
    house.ask("P1", {"amount": 5000})
    path = _draft(house, rules(rule("R1", "amount > 9000", outcome="reject", reason="LARGE")))
    house.post(f"{path}/submit", None, "ana")
    review = house.get(f"{path}/review", "ben").json()
    assert review["effect"]["scenes"]["payment"]["changed"] == 1
    texts = [change["text"] for change in review["changes"]]
    assert any("9000" in text["zh"] and "9000" in text["en"] for text in texts)
    approved = house.post(f"{path}/approve", {"review": review["token"]}, "ben").json()
    assert approved["effect"]["scenes"]["payment"]["changed"] == 1


def test_a_simulation_says_what_a_decision_then_says_and_changes_nothing(house: House) -> None:
    house.go_live(COUNTING)
    for number in range(2):
        house.ask(f"P{number}", {"customer_id": "C1"})
    imagined = payment("x", {"customer_id": "C1"})
    body = {name: imagined[name] for name in ("scene", "occurred_at", "data")}
    for _ in range(3):
        simulated = house.post("/policies/payment/versions/1/simulate", body, "ana").json()
        assert simulated["outcome"] == "review"
        assert simulated["indicators"] == {"pays_10min": 3}
    decided = house.ask("P2", {"customer_id": "C1"}).json()
    assert decided["outcome"] == "review"
    assert decided["indicators"] == {"pays_10min": 3}


def test_nobody_approves_what_they_wrote_or_did_not_see(house: House) -> None:
    path = _draft(house, LARGE)
    house.post(f"{path}/submit", None, "ana")
    assert house.post(f"{path}/approve", {"review": "x"}, "ana").status_code == 403
    stale = house.post(f"{path}/approve", {"review": "x"}, "ben")
    assert stale.status_code == 409
    assert house.ask("P1", {"amount": 5000}).json()["policy"] is None


def test_a_returned_version_needs_a_comment_and_does_not_go_live(house: House) -> None:
    path = _draft(house, LARGE)
    house.post(f"{path}/submit", None, "ana")
    assert house.post(f"{path}/return", {"comment": " "}, "ben").status_code == 422
    returned = house.post(f"{path}/return", {"comment": "why 1000?"}, "ben").json()
    assert returned["status"] == "returned"
    assert house.ask("P1", {}).json()["policy"] is None


def test_problems_of_a_draft_point_at_the_character_with_the_remedy(house: House) -> None:
    bad = rules(rule("R1", "amuont > 1000", outcome="reject"))
    body = {"document": bad, "scene": "payment", "title": {"zh": "支", "en": "P"}}
    refused = house.post("/policies/payment/versions", body, "ana")
    assert refused.status_code == 422
    (problem,) = refused.json()["problems"]
    assert problem["node"] == "r"
    assert problem["position"] == 0
    assert "amount" in problem["text"]["zh"]
    assert "amount" in problem["text"]["en"]


def test_rolling_back_is_one_action_and_the_next_decision_follows(house: House) -> None:
    house.go_live(LARGE)
    house.go_live(rules(rule("R1", "amount > 9000", outcome="reject")))
    assert house.ask("P1", {"amount": 5000}).json()["outcome"] == "pass"
    back = house.post("/policies/payment/rollback", {"comment": "wrong"}, "ben")
    assert back.json()["number"] == 1
    assert house.ask("P2", {"amount": 5000}).json()["outcome"] == "reject"
    statuses = {v["number"]: v["status"] for v in house.get("/policies/payment").json()["versions"]}
    assert statuses == {1: "live", 2: "retired"}


def test_a_restart_goes_on_with_the_live_policy_and_the_windows(
    build: Callable[..., Runtime], house: House
) -> None:
    house.go_live(COUNTING)
    for number in range(2):
        house.ask(f"P{number}", {"customer_id": "C1"})
    house.runtime.stop()
    again = build(packs=(str(PACK),))
    again.start(jobs=False)
    with TestClient(create_app(again), raise_server_exceptions=False) as client:
        after = House(again, client, house.clock, house.key)
        assert after.ask("P2", {"customer_id": "C1"}).json()["outcome"] == "review"
    again.stop()


def test_a_document_is_checked_as_one_types_and_every_problem_has_its_place(house: House) -> None:
    nodes = rules(rule("R1", "amuont > 1000", outcome="reject"), rule("R2", "amount >"))
    answer = house.post("/policies/check", {"document": nodes, "scene": "payment"}, "vic")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["errors"] == 2
    places = [(p["node"], p["part"], p["key"], p["column"]) for p in found["problems"]]
    assert places == [("r", "rules", "R1", "when"), ("r", "rules", "R2", "when")]
    assert found["problems"][0]["position"] == 0
    assert house.get("/policies").json() == []


def test_a_malformed_document_is_a_list_of_problems_too(house: House) -> None:
    document = {"nodes": [{"id": "x", "type": "functionNode"}], "edges": []}
    found = house.post("/policies/check", {"document": document}, "vic").json()
    assert [(p["node"], p["where"]) for p in found["problems"]] == [("x", "type")]


def test_policies_say_what_waits_and_versions_say_who(house: House) -> None:
    house.go_live(LARGE)
    _draft(house, COUNTING)
    waiting = _draft(house, COUNTING)
    house.post(f"{waiting}/submit", None, "ana")
    (policy,) = house.get("/policies").json()
    assert (policy["live"], policy["drafts"], policy["waiting"]) == (1, 1, 1)
    assert policy["live_at"] is not None
    newest, _, live = house.get("/policies/payment").json()["versions"]
    assert (newest["author_name"], newest["submitter_name"], newest["approver_name"]) == (
        "ana",
        "ana",
        None,
    )
    assert live["approver_name"] == "ben"


def test_a_change_says_its_place_in_words(house: House) -> None:
    house.go_live(LARGE)
    path = _draft(house, rules(rule("R1", "amount > 9000", outcome="reject", reason="LARGE")))
    changes = house.get(f"{path}/difference", "vic", against=1).json()
    when = next(change for change in changes if change["path"] == "rules.R1.when")
    assert when["place"] == {"zh": "规则 R1 的条件", "en": "rule R1, condition"}
    assert (when["kind"], when["before"], when["after"]) == (
        "changed",
        "amount > 1000",
        "amount > 9000",
    )


def test_an_entry_says_who_asked_and_who_confirmed(house: House) -> None:
    entry = {"value": "722511", "reason": "r", "source": "s"}
    added = house.post("/lists/grey_industry/entries", entry, "ana").json()
    assert (added["author_name"], added["requester_name"], added["confirmer_name"]) == (
        "ana",
        "ana",
        None,
    )
    confirmed = house.post(f"/lists/grey_industry/entries/{added['id']}/confirm", None, "ben")
    assert confirmed.json()["confirmer_name"] == "ben"
    (listed,) = house.get("/lists/grey_industry/entries").json()["items"]
    assert (listed["requester_name"], listed["confirmer_name"]) == ("ana", "ben")


def test_another_process_follows_within_a_poll(house: House, build: Callable[..., Runtime]) -> None:
    other = build(packs=(str(PACK),))
    try:
        other.policies.reload()
        other.list_follower.start()
        house.go_live(LARGE)
        entry = {"value": "722511", "reason": "r", "source": "s"}
        added = house.post("/lists/grey_industry/entries", entry, "ana").json()
        one = f"/lists/grey_industry/entries/{added['id']}"
        assert house.post(f"{one}/confirm", None, "ben").status_code < 300
        assert other.policies.policies == {}
        assert other.lists.find("grey_industry", "722511", 9 * 10**17) is None
        other.following.once()
        assert other.policies.require("payment").number == 1
        assert other.lists.find("grey_industry", "722511", 9 * 10**17) == added["id"]
        house.go_live(COUNTING)
        house.post("/policies/payment/rollback", {"comment": "no"}, "ben")
        house.post(f"{one}/remove", None, "ana")
        house.post(f"{one}/confirm", None, "ben")
        other.following.once()
        assert other.policies.require("payment").number == 1
        assert other.lists.find("grey_industry", "722511", 9 * 10**17) is None
        sheet = b"value,reason,source,starts_at,expires_at\n541,why,test,,\n"
        headers = house.as_("ana") | {"content-type": "text/csv"}
        imported = house.client.post(
            "/api/v1/lists/grey_industry/import", headers=headers, content=sheet
        )
        assert imported.status_code < 300, imported.text
        (waiting,) = house.get("/lists/grey_industry/entries").json()["items"]
        path = f"/lists/grey_industry/entries/{waiting['id']}/confirm"
        assert house.post(path, None, "ben").status_code < 300
        other.following.once()
        assert other.lists.find("grey_industry", "541", 9 * 10**17) == waiting["id"]
    finally:
        other.database.close()
