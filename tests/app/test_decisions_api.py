"""Decisions through HTTP: the answer, idempotency, the trace, errors and masks."""

from __future__ import annotations

from tests.app.conftest import LARGE, House, payment, rule, rules


def test_a_decision_follows_the_live_policy_and_says_why(house: House) -> None:
    live = house.go_live(LARGE)
    answer = house.ask("P1", {"amount": 1500, "merchant_category": "7995"})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["outcome"] == "reject"
    assert body["score"] == 70
    assert body["policy"] == {"id": "payment", "version": 1, "hash": live["sha256"]}
    first, second = body["reasons"]
    assert first["code"] == "LARGE"
    assert (first["value"], first["operator"], first["threshold"]) == (1500, ">", 1000)
    assert first["title"] == {"zh": "规则 R1", "en": "Rule R1"}
    assert second["code"] == "GAMBLING"


def test_the_same_id_gets_the_same_answer_to_the_byte(house: House) -> None:
    house.go_live(LARGE)
    first = house.ask("P1", {"amount": 1500})
    house.go_live(rules(rule("R1", "amount > 9999", outcome="reject")))
    again = house.ask("P1", {"amount": 1500})
    assert again.content == first.content
    assert house.ask("P2", {"amount": 1500}).json()["outcome"] == "pass"


def test_the_same_id_with_other_content_is_a_conflict_that_shows_the_difference(
    house: House,
) -> None:
    house.go_live(LARGE)
    house.ask("P1", {"amount": 1500, "phone": "13800138000", "method": "pos"})
    other = house.ask("P1", {"amount": 1500, "phone": "13900139000", "method": "nfc"})
    assert other.status_code == 409
    assert other.headers["content-type"].startswith("application/problem+json")
    differences = {d["field"]: d for d in other.json()["differences"]}
    assert differences["method"] == {"field": "method", "stored": "pos", "given": "nfc"}
    assert differences["phone"]["stored"] == differences["phone"]["given"] == "***"
    assert "138" not in other.text
    assert "139" not in other.text


def test_without_a_live_policy_the_fallback_answers_and_says_so(house: House) -> None:
    body = house.ask("P1", {}).json()
    assert body["outcome"] == "challenge"
    assert body["policy"] is None
    assert body["fallback"]["code"] == "no_live_policy"
    assert body["fallback"]["title"]["zh"]


def test_a_decision_can_be_looked_up_with_its_trace_and_masked_input(house: House) -> None:
    house.go_live(LARGE)
    decided = house.ask("P1", {"amount": 1500, "phone": "13800138000"}).json()
    shown = house.get(f"/decisions/{decided['decision_id']}").json()
    assert shown["answer"] == decided
    assert shown["input"]["phone"] == "138****8000"
    assert shown["input"]["customer_id"] == "C1"
    assert "phone" in shown["masked"]
    (node,) = [node for node in shown["trace"]["nodes"] if node["node"] == "r"]
    status = {unit["code"]: unit["status"] for unit in node["units"]}
    assert status == {"R1": "hit", "R2": "unknown"}
    (second,) = [unit for unit in node["units"] if unit["code"] == "R2"]
    assert second["missing"] == ["merchant_category"]
    assert shown["trace"]["text"]["zh"]
    assert shown["trace"]["text"]["en"]


def test_the_trace_of_an_old_decision_is_that_of_the_version_that_ran(house: House) -> None:
    house.go_live(LARGE)
    old = house.ask("P1", {"amount": 1500}).json()
    house.go_live(rules(rule("NEW", "amount > 5", outcome="review")))
    answer = house.get(f"/decisions/{old['decision_id']}")
    assert answer.status_code == 200, answer.text
    nodes = answer.json()["trace"]["nodes"]
    codes = [unit["code"] for node in nodes for unit in node["units"]]
    assert codes == ["R1", "R2"]


def test_decisions_are_listed_newest_first_in_pages_and_by_filter(house: House) -> None:
    house.go_live(LARGE)
    for number in range(7):
        amount = 1500 if number % 2 else 10
        house.ask(f"P{number}", {"amount": amount, "customer_id": f"C{number % 3}"})
    seen: list[str] = []
    cursor = None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = house.get("/decisions", limit=3, **more).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [f"P{number}" for number in range(6, -1, -1)]
    rejected = house.get("/decisions", outcome="reject").json()["items"]
    assert [item["id"] for item in rejected] == ["P5", "P3", "P1"]
    mine = house.get("/decisions", subject="C1").json()["items"]
    assert [item["id"] for item in mine] == ["P4", "P1"]
    assert house.get("/decisions", event_id="P6").json()["items"][0]["id"] == "P6"


def test_what_is_wrong_is_named_with_its_remedy_and_never_quoted(house: House) -> None:
    bad = payment("P1", {"amount": "lots", "phone": 13800138000, "method": "teleport"})
    refused = house.post("/decisions", bad)
    assert refused.status_code == 422
    problems = {p["field"]: p for p in refused.json()["problems"]}
    assert set(problems) == {"amount", "phone", "method"}
    assert all(p["remedy"]["zh"] and p["remedy"]["en"] for p in problems.values())
    for value in ("lots", "13800138000", "teleport"):
        assert value not in refused.text


def test_errors_speak_the_language_that_was_asked_for(house: House) -> None:
    headers = {"authorization": house.as_("key")["authorization"]}
    chinese = house.client.post("/api/v1/decisions", headers=headers, json={"scene": "nope"})
    english = house.client.post(
        "/api/v1/decisions", headers={**headers, "accept-language": "en-GB"}, json={"scene": "nope"}
    )
    assert chinese.status_code == english.status_code == 404
    assert chinese.headers["content-language"] == "zh"
    assert english.headers["content-language"] == "en"
    assert chinese.json()["title"] == "没有这个场景"
    assert english.json()["title"] == "There is no such scene"
    assert english.json()["type"] == "urn:ballast:problem:scene_unknown"


def test_a_failing_rule_is_isolated_and_named_in_the_trace(house: House) -> None:
    house.go_live(
        rules(
            rule("BAD", "number(order_id) > 1", outcome="review", reason="BAD"),
            rule("R1", "amount > 1000", outcome="reject", reason="LARGE"),
        )
    )
    decided = house.ask("P1", {"amount": 1500, "order_id": "not a number"}).json()
    assert decided["outcome"] == "reject"
    assert [reason["code"] for reason in decided["reasons"]] == ["LARGE"]
    shown = house.get(f"/decisions/{decided['decision_id']}").json()
    units = {u["code"]: u for node in shown["trace"]["nodes"] for u in node["units"]}
    assert units["BAD"]["status"] in {"failed", "unknown"}
    assert units["R1"]["status"] == "hit"


def test_unknown_fields_are_kept_and_reported(house: House) -> None:
    decided = house.ask("P1", {"mood": "cheerful"}).json()
    assert decided["unknown_fields"] == ["mood"]
    shown = house.get(f"/decisions/{decided['decision_id']}")
    assert shown.json()["input"]["mood"] == "***"
    assert "cheerful" not in shown.text


def test_nobody_decides_without_credentials_or_permission(house: House) -> None:
    anonymous = house.client.post("/api/v1/decisions", json=payment("P1", {}))
    assert anonymous.status_code == 401
    assert anonymous.headers["www-authenticate"].startswith("Bearer")
    assert house.post("/decisions", payment("P1", {}), "vic").status_code == 403
    assert house.get("/decisions", "vic").status_code == 200
    assert house.get("/decisions", "vic", event_id="P1").json()["items"] == []


def test_a_scene_without_a_policy_takes_facts_only(house: House) -> None:
    data = {"customer_id": "C1", "loan_id": "L1", "amount": 10}
    ask = {"scene": "repayment", "id": "R1", "occurred_at": "2026-05-28T20:00:00Z", "data": data}
    refused = house.post("/decisions", ask)
    assert refused.status_code == 422
    assert refused.json()["code"] == "facts_only"
    assert house.post("/events", ask).status_code == 201
    assert house.get("/decisions").json()["items"] == []


def test_a_long_customer_id_is_stored_and_found(house: House) -> None:
    long = "C" * 4_000
    assert house.ask("P1", {"customer_id": long}).status_code == 200
    found = house.get("/decisions", subject=long).json()["items"]
    assert [item["id"] for item in found] == ["P1"]


def test_nul_in_a_value_is_refused_before_it_can_spoil_a_commit(house: House) -> None:
    refused = house.ask("P1", {"customer_id": "C\0"})
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["field"] == "customer_id"
    assert house.ask("P2", {}).status_code == 200
