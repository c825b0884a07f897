"""Simulating through HTTP, and the flows behind decisions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.app.conftest import LARGE, House, payment, rule, rules

TABLE: dict[str, Any] = {
    "id": "t",
    "type": "decisionTableNode",
    "name": "by amount",
    "position": {"x": 200, "y": 0},
    "content": {
        "hitPolicy": "first",
        "inputs": [{"id": "a", "name": "Amount", "field": "amount"}],
        "outputs": [{"id": "o", "name": "Outcome", "field": "outcome"}],
        "rules": [{"_id": "r1", "a": "> 1000", "o": "'reject'"}],
    },
}
FLOW: dict[str, Any] = {
    "nodes": [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {
            "id": "l",
            "type": "listNode",
            "name": "lists",
            "content": {
                "checks": [{"list": "grey_industry", "field": "merchant_category", "as": "bad"}]
            },
        },
        TABLE,
        {"id": "out", "type": "outputNode", "name": "out"},
    ],
    "edges": [
        {"id": "e1", "sourceId": "in", "targetId": "l"},
        {"id": "e2", "sourceId": "l", "targetId": "t"},
        {"id": "e3", "sourceId": "t", "targetId": "out"},
    ],
}
PHONE = "13800138000"
COUNTING = rules(rule("MANY", "indicators.pays_10min >= 3", outcome="review", reason="MANY"))


@pytest.fixture
def house(counting_house: House) -> House:
    return counting_house


def simulated(house: House, body: dict[str, Any], version: int = 1) -> dict[str, Any]:
    answer = house.post(f"/policies/payment/versions/{version}/simulate", body, "ana")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_the_flow_behind_a_decision_is_the_version_that_ran_with_its_trace(house: House) -> None:
    house.go_live(FLOW)
    decided = house.ask("P1", {"amount": 5000, "payee_name": "张三"}).json()
    house.go_live(LARGE)
    flow = house.get(f"/decisions/{decided['decision_id']}/flow").json()
    assert flow["document"] == FLOW
    assert (flow["version"], flow["problem"]) == (1, None)
    trace = flow["simulation"]["trace"]
    assert list(trace) == ["in", "l", "t", "out"]
    assert trace["t"]["traceData"] == {
        "index": 0,
        "reference_map": {"amount": 5000},
        "rule": {"_id": "r1", "amount[a]": "> 1000"},
    }
    assert trace["t"]["input"]["amount"] == 5000  # compared, hence part of the explanation
    assert trace["t"]["input"]["payee_name"] == "张*"
    assert trace["l"]["traceData"] == {"bad": "unknown"}  # the event has no such value
    assert trace["out"]["input"]["outcome"] == "reject"


def test_no_protected_value_or_token_is_on_a_painting(house: House) -> None:
    house.go_live(FLOW)
    decided = house.ask("P1", {"amount": 5000, "phone": PHONE}).json()
    flow = house.get(f"/decisions/{decided['decision_id']}/flow")
    by_id = simulated(house, {"decision_id": decided["decision_id"]})
    typed = simulated(
        house, {"scene": "payment", "data": {**payment("x", {})["data"], "phone": PHONE}}
    )
    for text in (flow.text, json.dumps(by_id), json.dumps(typed)):
        assert PHONE not in text
        assert "tk_" not in text
    assert flow.json()["simulation"]["trace"]["t"]["input"]["phone"] == "138****8000"


def test_without_a_policy_there_is_no_flow(house: House) -> None:
    decided = house.ask("P1", {}).json()
    flow = house.get(f"/decisions/{decided['decision_id']}/flow").json()
    assert (flow["document"], flow["simulation"], flow["problem"]) == (None, None, "fallback")


def test_a_stored_decision_is_simulated_with_the_indicators_of_its_moment(house: House) -> None:
    house.go_live(COUNTING)
    decided = [house.ask(f"P{n}", {"customer_id": "C1"}).json() for n in range(4)]
    found = simulated(house, {"decision_id": decided[1]["decision_id"]})
    assert found["indicators"] == {"pays_10min": 2}
    assert found["outcome"] == "pass"
    about = found["about"]
    assert (about["event_id"], about["outcome"]) == ("P1", "pass")
    assert about["data"]["amount"] == "***"
    later = simulated(house, {"scene": "payment", "event_id": "P3"})
    assert later["indicators"] == {"pays_10min": 4}
    assert later["about"]["decision_id"] == decided[3]["decision_id"]


def test_what_was_not_read_then_is_recomputed_from_the_log(house: House) -> None:
    house.go_live(LARGE)
    for number in range(3):
        house.ask(f"P{number}", {"customer_id": "C1"})
    fact = house.post("/events", payment("F1", {"customer_id": "C1"}))
    assert fact.status_code < 300, fact.text
    house.ask("P9", {"customer_id": "C1"})
    body = {"document": COUNTING, "scene": "payment", "event_id": "F1"}
    found = house.post("/policies/simulate", body, "ana").json()
    assert found["indicators"] == {"pays_10min": 4}
    assert found["outcome"] == "review"
    assert found["about"]["decision_id"] is None


def test_a_document_is_simulated_before_it_is_saved(house: House) -> None:
    event = payment("x", {"amount": 5000})
    body = {"document": FLOW, "scene": "payment", "data": event["data"]}
    found = house.post("/policies/simulate", body, "ana").json()
    assert found["outcome"] == "reject"
    assert found["simulation"]["trace"]["t"]["traceData"]["index"] == 0
    assert house.get("/policies").json() == []
    bad = rules(rule("R1", "amuont > 1"))
    refused = house.post("/policies/simulate", {**body, "document": bad}, "ana")
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["key"] == "R1"


def test_a_simulation_says_which_event_or_is_refused(house: House) -> None:
    house.go_live(LARGE)
    path = "/policies/payment/versions/1/simulate"
    for body in ({}, {"scene": "payment"}, {"data": {}}):
        refused = house.post(path, body, "ana")
        assert (refused.status_code, refused.json()["code"]) == (422, "nothing_to_simulate")
    missing = house.post(path, {"scene": "payment", "event_id": "none"}, "ana")
    assert missing.status_code == 404


def test_samples_are_recent_decisions_of_the_scene_masked(house: House) -> None:
    house.go_live(LARGE)
    house.ask("P1", {"amount": 10, "phone": PHONE})
    house.ask("P2", {"amount": 5000})
    transfer = {"customer_id": "C1", "amount": 5, "direction": "out"}
    house.post("/decisions", {**payment("T1", {}), "scene": "transfer", "data": transfer})
    found = house.get("/policies/payment/samples", "ana").json()
    assert [(s["event_id"], s["outcome"]) for s in found] == [("P2", "reject"), ("P1", "pass")]
    assert found[1]["data"]["phone"] == "138****8000"
    rejected = house.get("/policies/payment/samples", "ana", outcome="reject").json()
    assert [sample["event_id"] for sample in rejected] == ["P2"]
    new = house.get("/policies/brand_new/samples", "ana", scene="transfer").json()
    assert [sample["event_id"] for sample in new] == ["T1"]
