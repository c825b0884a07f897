"""Looking at decisions through HTTP: filters, search by a clear value, evidence, running again."""

from __future__ import annotations

from typing import Any

from tests.app.conftest import LARGE, House, rule, rules

from ballast.infra import journal

PHONE = "13800138000"
CARD = "6222020000000000"
COUNTING = rules(
    rule("MANY", "indicators.pays_10min > 2", outcome="review", reason="MANY", points=30),
    rule("SPENT", "indicators.paid_1h > 250", outcome="reject", reason="SPENT", points=40),
)


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def test_decisions_are_found_by_reason_rule_score_and_several_outcomes(house: House) -> None:
    house.go_live(LARGE)
    house.ask("P1", {"amount": 1500, "merchant_category": "7995"})
    house.ask("P2", {"amount": 1500})
    house.ask("P3", {"amount": 10, "merchant_category": "7995"})
    house.ask("P4", {"amount": 10})
    assert ids(house.get("/decisions", reason="GAMBLING")) == ["P3", "P1"]
    assert ids(house.get("/decisions", rule="R1")) == ["P2", "P1"]
    assert ids(house.get("/decisions", reason="gambling")) == []
    assert ids(house.get("/decisions", score_min=50, score_max=60)) == ["P2"]
    assert ids(house.get("/decisions", outcome=["review", "pass"])) == ["P4", "P3"]
    assert ids(house.get("/decisions", policy="payment", version=1, outcome="reject")) == [
        "P2",
        "P1",
    ]
    first = house.get("/decisions", limit=3).json()
    assert first["total"] == {"count": 4, "more": False}
    assert house.get("/decisions", limit=3, cursor=first["next"]).json()["total"] is None


def test_an_item_says_what_a_list_needs(house: House) -> None:
    house.go_live(LARGE)
    decided = house.ask("P1", {"amount": 1500, "customer_id": "C9"}).json()
    (item,) = house.get("/decisions").json()["items"]
    assert {name: item[name] for name in decided} == decided
    assert item["subject"] == "C9"
    assert item["occurred_at"] == "2026-05-28T20:00:00+00:00"


def test_a_clear_value_finds_its_decisions_and_leaves_no_trace_of_itself(house: House) -> None:
    house.go_live(LARGE)
    house.ask("P1", {"phone": PHONE})
    house.ask("P2", {"phone": "13900139000", "bank_card": CARD})
    house.ask("P3", {"phone": "+86 138-0013-8000"})
    found = house.post("/decisions/search", {"kind": "phone", "value": PHONE}, "ivy")
    assert ids(found) == ["P3", "P1"]
    assert PHONE not in found.text
    page = house.post("/decisions/search", {"kind": "phone", "value": PHONE, "limit": 1}, "ivy")
    body = {"kind": "phone", "value": PHONE, "limit": 1, "cursor": page.json()["next"]}
    assert ids(house.post("/decisions/search", body, "ivy")) == ["P1"]
    assert ids(house.post("/decisions/search", {"kind": "card", "value": CARD}, "ivy")) == ["P2"]
    assert ids(house.post("/decisions/search", {"kind": "customer", "value": "C1"}, "ivy")) == [
        "P3",
        "P2",
        "P1",
    ]
    assert ids(house.post("/decisions/search", {"kind": "card", "value": PHONE}, "ivy")) == []
    with house.runtime.database.reading() as session:
        rows = journal.entries(session, journal.Filters(action="decision.search")).rows
    assert [row.subject_id for row in rows] == ["card", "customer", "card", *["phone"] * 3]
    assert PHONE not in repr(rows)


def test_an_unknown_kind_is_refused_with_those_there_are(house: House) -> None:
    refused = house.post("/decisions/search", {"kind": "shoe", "value": "42"}, "ivy")
    assert refused.status_code == 422
    assert {"phone", "card", "device", "customer", "id_card"} <= set(refused.json()["kinds"])


def test_the_same_subjects_other_decisions(house: House) -> None:
    house.go_live(LARGE)
    first = house.ask("P1", {"customer_id": "C1", "device_id": "D-1", "phone": PHONE}).json()
    house.ask("P2", {"customer_id": "C2", "device_id": "D-1"})
    house.ask("P3", {"customer_id": "C1", "device_id": "D-2"})
    path = f"/decisions/{first['decision_id']}"
    subjects = {each["field"]: each for each in house.get(path).json()["subjects"]}
    assert set(subjects) == {"customer_id", "device_id", "phone"}
    assert (subjects["phone"]["value"], subjects["phone"]["kind"]) == ("138****8000", "phone")
    assert ids(house.get(f"{path}/related")) == ["P3"]
    assert ids(house.get(f"{path}/related", field="device_id")) == ["P2"]
    assert house.get(f"{path}/related", field="amount").status_code == 422
    assert house.get(f"{path}/related", field="bank_card").status_code == 422


def test_the_page_explains_indicators_in_words(counting_house: House) -> None:
    house = counting_house
    house.go_live(COUNTING)
    for number in range(3):
        house.ask(f"P{number}", {"amount": 100}, at=f"2026-05-28T20:0{number}:00Z")
    last = house.get("/decisions", limit=1).json()["items"][0]
    view = house.get(f"/decisions/{last['decision_id']}").json()
    read = {each["code"]: each for each in view["indicators"]}
    assert read["pays_10min"]["value"] == 3
    assert read["pays_10min"]["title"]["en"] == "Payments in 10 minutes"
    assert "2026-05-29" in read["pays_10min"]["window"]["en"]
    assert view["policy_title"]["zh"] == "支付"
    assert view["scene_title"]["zh"] == "支付"


def test_the_events_behind_a_value_explain_it_entirely(counting_house: House) -> None:
    house = counting_house
    house.go_live(COUNTING)
    for number in range(4):
        house.ask(f"P{number}", {"amount": 100 + number}, at=f"2026-05-28T20:0{number}:00Z")
    house.ask("OTHER", {"amount": 7, "customer_id": "C2"}, at="2026-05-28T20:03:00Z")
    house.ask("OLD", {"amount": 5}, at="2026-05-28T10:00:00Z")
    decided = house.get("/decisions", event_id="P3").json()["items"][0]
    path = f"/decisions/{decided['decision_id']}/indicators"
    count = house.get(f"{path}/pays_10min/events").json()
    assert [event["id"] for event in count["items"]] == ["P3", "P2", "P1", "P0"]
    assert (count["value"], count["recomputed"], count["agrees"]) == (4, 4, True)
    assert [event["itself"] for event in count["items"]] == [True, False, False, False]
    assert count["items"][0]["decision_id"] == decided["decision_id"]
    paid = house.get(f"{path}/paid_1h/events").json()
    assert [event["id"] for event in paid["items"]] == ["P2", "P1", "P0"]
    assert (paid["value"], paid["agrees"], paid["complete"]) == (303.0, True, True)
    # Amounts are of class C2: masked here as they are on the event.
    assert {event["value"] for event in paid["items"]} == {"***"}
    assert house.get(f"{path}/mean_paid/events").status_code == 404
    assert house.get(f"{path}/pays_10min/events", "vic").status_code == 403


def test_evidence_follows_a_key_that_is_a_token(counting_house: House) -> None:
    house = counting_house
    house.go_live(rules(rule("SHARED", "indicators.customers_of_card > 1", outcome="review")))
    for number, customer in enumerate(("C1", "C2", "C1")):
        house.ask(f"P{number}", {"customer_id": customer, "bank_card": CARD})
    house.ask("P9", {"customer_id": "C3", "bank_card": "6222020000000018"})
    decided = house.get("/decisions", event_id="P2").json()["items"][0]
    path = f"/decisions/{decided['decision_id']}/indicators/customers_of_card/events"
    found = house.get(path).json()
    assert [event["value"] for event in found["items"]] == ["C1", "C2", "C1"]
    assert (found["value"], found["agrees"], found["since"]) == (2, True, None)
    assert CARD not in str(found)


def test_running_again_compares_with_what_was_decided(counting_house: House) -> None:
    house = counting_house
    house.go_live(COUNTING)
    for number in range(3):
        house.ask(f"P{number}", {"amount": 200}, at=f"2026-05-28T20:0{number}:00Z")
    decided = house.get("/decisions", event_id="P2").json()["items"][0]
    assert decided["outcome"] == "reject"
    draft = rules(
        rule("MANY", "indicators.pays_10min > 5", outcome="review", reason="MANY", points=30),
        rule("MEAN", "indicators.mean_paid == 200", outcome="challenge", reason="MEAN", points=5),
    )
    body = {"document": draft, "scene": "payment", "title": {"zh": "支付", "en": "Payment"}}
    house.post("/policies/payment/versions", body, "ana")
    house.ask("P3", {"amount": 900}, at="2026-05-28T20:03:00Z")
    before = house.get("/decisions").content
    path = f"/decisions/{decided['decision_id']}/rerun"
    again = house.post(path, {"policy": "payment", "version": 2}, "ana")
    assert again.status_code == 200, again.text
    found = again.json()
    assert (found["before"]["outcome"], found["after"]["outcome"]) == ("reject", "challenge")
    assert (found["before"]["score"], found["after"]["score"]) == (70, 5)
    assert found["changed"] == ["outcome", "score", "reasons"]
    units = {unit["code"]: (unit["before"], unit["after"]) for unit in found["units"]}
    assert units == {"MANY": ("hit", "missed"), "SPENT": ("hit", None), "MEAN": (None, "hit")}
    assert (found["recomputed"], found["uncertain"]) == (["mean_paid"], [])
    assert house.get("/decisions").content == before


def test_the_version_that_decided_says_the_same_again(counting_house: House) -> None:
    house = counting_house
    house.go_live(COUNTING)
    for number in range(3):
        decided = house.ask(f"P{number}", {"amount": 200}).json()
    path = f"/decisions/{decided['decision_id']}/rerun"
    found = house.post(path, {"policy": "payment", "version": 1}, "ana").json()
    assert (found["changed"], found["units"]) == ([], [])
    assert house.post(path, {"policy": "payment", "version": 9}, "ana").status_code == 404


def test_list_hits_are_named_with_their_entry(house: House) -> None:
    checks = [{"field": "merchant_category", "list": "grey_industry", "as": "grey"}]
    document = rules(rule("GREY", "grey", outcome="review", reason="GREY"))
    node = {"id": "l", "type": "customNode", "name": "lists"}
    node["content"] = {"kind": "list", "config": {"checks": checks}}  # type: ignore[assignment]
    document["nodes"].insert(1, node)
    document["edges"] = [
        {"id": f"e{n}", "sourceId": a, "targetId": b}
        for n, (a, b) in enumerate((("in", "l"), ("l", "r"), ("r", "out")))
    ]
    listed = {
        "value": "7995",
        "reason": "casino",
        "source": "board",
        "starts_at": "2020-01-01T00:00:00Z",
    }
    added = house.post("/lists/grey_industry/entries", listed, "ana")
    assert added.status_code == 201, added.text
    path = f"/lists/grey_industry/entries/{added.json()['id']}/confirm"
    assert house.post(path, None, "ben").status_code == 200
    house.go_live(document)
    decided = house.ask("P1", {"merchant_category": "7995"}).json()
    view = house.get(f"/decisions/{decided['decision_id']}").json()
    (hit,) = view["lists"]
    assert (hit["list"], hit["entry"]) == ("grey_industry", added.json()["id"])
    assert (hit["reason"], hit["colour"], hit["value"]) == ("casino", "grey", "7995")
    assert ids(house.get("/decisions", rule="grey")) == ["P1"]
    assert house.get(f"/decisions/{decided['decision_id']}", "key").json()["lists"] == []
