"""One box for everything: what is found, by whom, and how protected values travel."""

from __future__ import annotations

from typing import Any

import pytest
from tests.app.conftest import LARGE, House

from ballast.infra import journal

PHONE = "13800138000"


@pytest.fixture
def furnished(house: House) -> House:
    house.go_live(LARGE)
    house.ask("PAY-1", {"customer_id": "CUST-9", "phone": PHONE})
    house.ask("PAY-2", {"customer_id": "CUST-9"})
    return house


def found(house: House, text: str, name: str = "aud") -> list[tuple[str, str, str]]:
    answer = house.get("/search", name, q=text)
    assert answer.status_code == 200, answer.text
    return [(hit["kind"], hit["id"], hit["address"]) for hit in answer.json()["items"]]


def test_each_kind_is_found_by_its_name_or_id(furnished: House) -> None:
    house = furnished
    decided = house.get("/decisions", event_id="PAY-1").json()["items"][0]["decision_id"]
    decision = ("decision", decided, f"/decisions/{decided}")
    assert found(house, decided) == [decision]
    assert found(house, "PAY-1") == [decision, ("event", "PAY-1", "/events/payment/PAY-1")]
    assert found(house, "CUST-9") == [("customer", "CUST-9", "/decisions?subject=CUST-9")]
    assert ("policy", "payment", "/policies/payment") in found(house, "支付")
    assert ("scene", "payment", "/scenes/payment") in found(house, "PAYMENT")
    lists = found(house, "Grey-listed indus")
    assert lists == [("list", "grey_industry", "/lists/grey_industry")]
    assert found(house, "industry_loss_365d")[0][0] == "indicator"
    users = found(house, "ivy")
    assert [(kind, address.rpartition("/")[0]) for kind, _, address in users] == [
        ("user", "/system/users")
    ]
    assert found(house, "nothing of the kind") == []


def test_nobody_finds_what_they_may_not_see(furnished: House) -> None:
    house = furnished
    assert {kind for kind, *_ in found(house, "PAY-1", "vic")} == {"decision"}
    assert found(house, "ivy", "vic") == []
    assert found(house, "CUST-9", "admin") == []


@pytest.mark.parametrize("text", ["", " a ", "x" * 129, "a\0b"])
def test_a_text_too_short_or_too_long_is_refused(house: House, text: str) -> None:
    assert house.get("/search", "aud", q=text).status_code == 422


def test_a_clear_value_travels_in_the_body_and_is_journalled_without_itself(
    furnished: House,
) -> None:
    def ask(value: str, name: str) -> Any:
        return furnished.post("/search", {"value": value}, name)

    hits = ask(PHONE, "ivy").json()["items"]
    assert [(hit["kind"], hit["title"]["en"]) for hit in hits] == [("decision", "Payment PAY-1")]
    assert ask("13900139000", "ivy").json()["items"] == []
    assert ask(PHONE, "vic").status_code == 403
    with furnished.runtime.database.reading() as session:
        rows = journal.entries(session, journal.Filters(action="decision.search")).rows
    assert [row.after for row in rows] == ['{"found":0}', '{"found":1}']
    assert PHONE not in repr(rows)
