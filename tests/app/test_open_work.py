"""What somebody leaves open is seen before they are switched off."""

from __future__ import annotations

from typing import Any

from tests.app.conftest import LARGE, Clock, House
from tests.app.test_administration import hired

from ballast.events.instants import text_of
from ballast.infra.access import Grant

BODY = {"document": LARGE, "scene": "payment", "title": {"zh": "支付", "en": "Payment"}}
LISTED = {"value": "722511", "reason": "test", "source": "test"}


def id_of(house: House, name: str) -> str:
    return str(house.get("/me", name).json()["id"])


def open_work(house: House, user_id: str) -> dict[str, Any]:
    answer = house.get(f"/users/{user_id}/open-work", "admin")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_drafts_submissions_and_proposals_are_listed_until_they_are_settled(house: House) -> None:
    ana = id_of(house, "ana")
    for _ in range(2):
        assert house.post("/policies/payment/versions", BODY, "ana").status_code == 201
    assert house.post("/policies/payment/versions/1/submit", None, "ana").status_code == 200
    assert house.post("/lists/grey_industry/entries", LISTED, "ana").status_code == 201
    found = open_work(house, ana)
    assert [(v["kind"], v["code"], v["number"], v["status"]) for v in found["versions"]] == [
        ("policy", "payment", 1, "submitted"), ("policy", "payment", 2, "draft"),
    ]  # fmt: skip
    assert [(p["list"], p["change"]) for p in found["proposals"]] == [("grey_industry", "add")]
    assert [g["role"] for g in found["grants"]] == ["strategy_analyst"]
    assert found["sessions"] == 1
    assert open_work(house, id_of(house, "ben"))["versions"] == []

    back = {"comment": "no"}
    assert house.post("/policies/payment/versions/1/return", back, "ben").status_code == 200
    entry = found["proposals"][0]["id"]
    path = f"/lists/grey_industry/entries/{entry}/refuse"
    assert house.post(path, None, "ben").status_code == 200
    left = open_work(house, ana)
    assert [v["number"] for v in left["versions"]] == [2]
    assert left["proposals"] == []


def test_keys_are_listed_while_they_work(house: House, clock: Clock) -> None:
    second = hired(house, clock, "second", Grant("administrator"))
    ends = clock.now_us + 60_000_000
    for name, more in (("shop", {}), ("soon", {"expires_at": text_of(ends)})):
        body = {"name": name, "permissions": ["scene.read"], **more}
        assert house.post("/keys", body, "second").status_code == 201
    assert [key["name"] for key in open_work(house, second)["keys"]] == ["shop", "soon"]
    clock.now_us = ends
    (left,) = open_work(house, second)["keys"]
    house.post(f"/keys/{left['id']}/revoke", None, "admin")
    assert open_work(house, second)["keys"] == []


def test_what_is_open_stays_listed_after_leaving_but_no_sign_in(house: House) -> None:
    ana = id_of(house, "ana")
    assert house.post("/policies/payment/versions", BODY, "ana").status_code == 201
    assert house.post(f"/users/{ana}/disable", None, "admin").status_code == 200
    found = open_work(house, ana)
    assert (len(found["versions"]), found["sessions"]) == (1, 0)


def test_nobody_unknown_has_open_work(house: House) -> None:
    assert house.get("/users/usr_none/open-work", "admin").status_code == 404
