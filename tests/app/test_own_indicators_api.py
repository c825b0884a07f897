"""Indicators that people make: from the form to the engine, through HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from tests.app.conftest import PACK, PASSWORD, Clock, House, rule, rules
from tests.e2e.truth import Batch, stored_events

from ballast.app.content import Content
from ballast.app.runtime import Runtime
from ballast.infra import journal
from ballast.infra.access import NewUser

DEFINITION: dict[str, Any] = {
    "code": "big_pays_1h",
    "title": {"zh": "一小时大额笔数", "en": "Large payments in an hour"},
    "scene": "payment",
    "key": "customer_id",
    "aggregate": "count",
    "where": "amount >= 100",
    "window": "1h",
    "unit": {"zh": "笔", "en": "payments"},
}


@pytest.fixture
def house(counting_house: House) -> House:
    return counting_house


def pay(house: House, count: int, start: int = 0) -> None:
    """Payments of two customers, one a minute, of rising amounts."""
    for n in range(start, start + count):
        data = {"customer_id": f"C{n % 2}", "amount": 60 + 10 * (n % 41), "method": "pos"}
        at = f"2026-05-28T{18 + n // 60:02d}:{n % 60:02d}:00Z"
        assert house.ask(f"P{n}", data, at=at).status_code == 200


def make(house: House, definition: Mapping[str, object], approve: bool = True) -> int:
    """Ana drafts and submits, Ben approves; the number of the version."""
    saved = house.post("/indicators", {"definition": definition}, "ana")
    assert saved.status_code == 201, saved.text
    path = f"/indicators/{definition['code']}/versions/{saved.json()['number']}"
    assert house.post(f"{path}/submit", None, "ana").status_code == 200
    if approve:
        answer = house.post(f"{path}/approve", {"comment": "ok"}, "ben")
        assert answer.status_code == 200, answer.text
        house.runtime.changeover.once()
    return int(saved.json()["number"])


def truth(house: House, code: str) -> Mapping[int, object]:
    """What DuckDB says of every payment so far."""
    runtime = house.runtime
    content = Content(
        runtime.content.packs,
        runtime.content.scenes,
        tuple(runtime.catalogue.edition.indicators.values()),
        runtime.content.lists,
    )
    return Batch(content, stored_events(runtime.database)).values(code)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"code": "sum_own", "aggregate": "sum", "of": "amount", "window": "7d"},
        {"code": "dist_own", "aggregate": "distinct", "of": "amount", "window": {"days": 1}},
        {"code": "since_own", "aggregate": "time_since_last", "window": "ever"},
    ],
)
def test_a_new_indicator_counts_all_of_history_as_sql_does(
    house: House, change: dict[str, Any]
) -> None:
    definition = {**DEFINITION, **change}
    pay(house, 30)
    make(house, definition)
    code = definition["code"]
    assert house.get(f"/indicators/{code}").json()["ready"] is True
    house.go_live(rules(rule("R", f"indicators.{code} > 100000000", outcome="reject")))
    pay(house, 20, start=30)
    answered = {}
    for item in house.get("/decisions", limit=100).json()["items"]:
        shown = house.get(f"/decisions/{item['decision_id']}").json()
        answer = shown.get("answer", shown.get("decision", shown))
        if code in answer["indicators"]:
            answered[answer["id"]] = answer["indicators"][code]
    expected = truth(house, code)
    numbered = {e.id: e.seq for e in stored_events(house.runtime.database)}
    assert len(answered) == 20
    assert answered == {id_: expected[numbered[id_]] for id_ in answered}
    assert len(set(map(str, answered.values()))) > 1


def test_policies_may_read_it_only_while_it_lives(house: House) -> None:
    document = rules(rule("R", "indicators.big_pays_1h > 1", outcome="reject"))
    draft = {"document": document, "scene": "payment", "title": {"zh": "支", "en": "P"}}
    assert house.post("/policies/payment/versions", draft, "ana").status_code == 422
    make(house, DEFINITION)
    house.go_live(document)
    refused = house.post("/indicators/big_pays_1h/retire", {"comment": "old"}, "ben")
    assert (refused.status_code, refused.json()["code"]) == (409, "indicator_in_use")
    assert "payment v1" in refused.json()["detail"]
    (use,) = house.get("/indicators/big_pays_1h").json()["uses"]
    assert (use["policy"], use["status"]) == ("payment", "live")
    house.go_live(rules(rule("R", "amount > 1", outcome="reject")))
    retired = house.post("/indicators/big_pays_1h/retire", {"comment": "old"}, "ben")
    assert (retired.status_code, retired.json()["status"]) == (200, "retired")
    assert house.post("/policies/payment/versions", draft, "ana").status_code == 422
    house.runtime.changeover.once()
    assert "big_pays_1h" not in house.runtime.path.engine.indicators
    assert house.get("/indicators/big_pays_1h").json()["status"] == "retired"


def test_decisions_of_a_retired_indicator_can_still_be_explained(house: House) -> None:
    make(house, DEFINITION)
    house.go_live(rules(rule("R", "indicators.big_pays_1h >= 1", outcome="reject")))
    pay(house, 8)
    decision = house.get("/decisions", limit=1).json()["items"][0]["decision_id"]
    before = house.get(f"/decisions/{decision}").json()
    house.go_live(rules(rule("R", "amount > 1", outcome="reject")))
    assert house.post("/indicators/big_pays_1h/retire", {"comment": "x"}, "ben").status_code == 200
    house.runtime.changeover.once()
    house.runtime.archive._kept.clear()
    assert house.get(f"/decisions/{decision}").json() == before


def test_its_meaning_does_not_change_under_a_live_policy(house: House) -> None:
    make(house, DEFINITION)
    house.go_live(rules(rule("R", "indicators.big_pays_1h > 1", outcome="reject")))
    renamed = {**DEFINITION, "title": {"zh": "大额", "en": "Large"}}
    assert make(house, renamed) == 2
    assert house.get("/indicators/big_pays_1h").json()["title"]["en"] == "Large"
    make(house, {**renamed, "window": "2h"}, approve=False)
    path = "/indicators/big_pays_1h/versions/3/approve"
    refused = house.post(path, {"comment": ""}, "ben")
    assert (refused.status_code, refused.json()["code"]) == (409, "indicator_in_use")
    assert [v["status"] for v in house.get("/indicators/big_pays_1h").json()["versions"]] == [
        "submitted",
        "live",
        "retired",
    ]


def test_nobody_approves_their_own_and_drafts_belong_to_their_author(house: House) -> None:
    access = house.runtime.access
    new = NewUser(name="amy", password=PASSWORD, roles=("strategy_analyst", "strategy_approver"))
    with house.runtime.database.transaction() as session:
        access.users.create(session, access.roles.system("test"), new, house.clock())
    saved = house.post("/indicators", {"definition": DEFINITION}, "amy").json()
    number = saved["number"]
    path = f"/indicators/big_pays_1h/versions/{number}"
    theirs = house.post("/indicators", {"definition": DEFINITION, "number": number}, "ana")
    assert (theirs.status_code, theirs.json()["code"]) == (403, "indicator_not_author")
    assert house.post(f"{path}/submit", None, "ana").status_code == 200
    for name, step in (("amy", "approve"), ("amy", "return")):
        refused = house.post(f"{path}/{step}", {"comment": "mine"}, name)
        assert (refused.status_code, refused.json()["code"]) == (403, "indicator_same_person")
    for comment in ("", "  ", "a\0b"):
        assert house.post(f"{path}/return", {"comment": comment}, "ben").status_code == 422
    returned = house.post(f"{path}/return", {"comment": "too wide"}, "ben").json()
    assert (returned["status"], returned["comment"]) == ("returned", "too wide")
    assert returned["approver_name"] == "ben"
    frozen = house.post("/indicators", {"definition": DEFINITION, "number": number}, "ana")
    assert (frozen.status_code, frozen.json()["code"]) == (409, "indicator_version_state")


def test_each_step_is_journalled(house: House) -> None:
    make(house, DEFINITION)
    house.post("/indicators/big_pays_1h/retire", {"comment": "done"}, "ben")
    with house.runtime.database.reading() as session:
        rows = journal.entries(session, journal.Filters(subject_kind="indicator")).rows
    assert [row.action for row in rows][::-1] == [
        "indicator.save",
        "indicator.submit",
        "indicator.approve",
        "indicator.retire",
    ]


def test_a_restart_and_another_process_know_it(
    build: Callable[..., Runtime], house: House, clock: Clock
) -> None:
    other = build(packs=(str(PACK),))
    pay(house, 12)
    make(house, DEFINITION)
    assert "big_pays_1h" not in other.catalogue.edition.indicators
    other.changeover.poll()
    assert other.changeover.once() is True
    assert other.changeover.once() is False
    read = {"customer_id": "C1", "amount": 1.0}
    at_us = stored_events(house.runtime.database)[-1].at_us
    values = [
        runtime.path.engine.read("payment", read, at_us)["big_pays_1h"]
        for runtime in (house.runtime, other)
    ]
    assert values[0] == values[1] > 0
    other.database.close()
    again = build(packs=(str(PACK),))
    again._recover()
    assert again.path.engine.read("payment", read, at_us)["big_pays_1h"] == values[0]
    again.database.close()


def test_the_form_says_every_problem_with_its_remedy(house: House) -> None:
    wrong = {
        "code": "Big",
        "title": {"zh": "", "en": "x"},
        "scene": "payment",
        "key": "nobody",
        "aggregate": "sum",
        "of": "method",
        "where": "amount >",
        "window": "1y",
        "colour": "red",
    }
    found = house.post("/indicators/check", {"definition": wrong}, "ana").json()
    fields = {problem["field"] for problem in found["problems"]}
    assert fields == {"code", "title", "key", "of", "where", "window", "colour"}
    assert all(p["remedy"]["zh"] and p["remedy"]["en"] for p in found["problems"])
    assert found["sql"] is None
    assert house.post("/indicators", {"definition": wrong}, "ana").status_code == 422
    taken = {**DEFINITION, "code": "pays_10min"}
    (problem,) = house.post("/indicators/check", {"definition": taken}, "ana").json()["problems"]
    assert problem["field"] == "code"
    assert house.post("/indicators", {"definition": taken}, "ana").status_code == 409
    empty = house.post("/indicators/check", {"definition": {}}, "ana").json()
    assert "scene" in {problem["field"] for problem in empty["problems"]}


def test_the_form_previews_words_formula_and_sql(house: House) -> None:
    found = house.post("/indicators/check", {"definition": DEFINITION}, "ana").json()
    assert found["problems"] == []
    assert "1 hour" in found["description"]["en"]
    assert "|H(e)|" in found["formula"][0]["text"]
    assert "SELECT" in found["sql"]
    assert {scene["scene"] for scene in found["readable"]} >= {"payment", "repayment"}
    offers = house.get("/indicators/offers", "ana").json()
    payment = next(scene for scene in offers["scenes"] if scene["code"] == "payment")
    assert {"amount", "bank_card", "bank_card_bin"} <= {f["name"] for f in payment["fields"]}
