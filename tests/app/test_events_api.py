"""Facts through HTTP: one or many, refused line by line, masked, revealed, kept over a restart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from litestar.testing import TestClient
from tests.app.conftest import LARGE, House, lines, payment

from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.events.batch import MAX_LINES
from ballast.infra import journal
from ballast.infra.journal import Row

PHONE, CARD, SECRET, NAME = "13800138000", "6222020000000000", "E12345678", "王小明"
PROTECTED = {"phone": PHONE, "bank_card": CARD, "payee_name": NAME}


def send(house: House, body: bytes) -> httpx.Response:
    headers = {**house.as_("key"), "content-type": "application/x-ndjson"}
    return house.client.post("/api/v1/events", headers=headers, content=body)


def apply_for_loan(house: House) -> None:
    """A loan application with C2 values, and an unknown field, which is kept as if it were C3."""
    known = {"customer_id": "C1", "amount": 5000, "phone": PHONE, "name": NAME}
    data = {**known, "passport": SECRET}
    body = {"scene": "loan_application", "id": "L1", "occurred_at": "2026-05-28T20:00:00Z"}
    stored = house.post("/events", {**body, "data": data})
    assert stored.status_code == 201, stored.text


def test_one_fact_is_acknowledged_with_its_number(house: House) -> None:
    stored = house.post("/events", payment("P1", {}))
    assert stored.status_code == 201
    assert stored.json() == {
        "scene": "payment",
        "id": "P1",
        "seq": 1,
        "late": False,
        "duplicate": False,
        "unknown": [],
    }
    again = house.post("/events", payment("P1", {})).json()
    assert (again["seq"], again["duplicate"]) == (1, True)
    assert house.post("/events", payment("P2", {"mood": 1})).json()["unknown"] == ["mood"]


def test_a_batch_refuses_bad_lines_by_number_and_reason(house: House) -> None:
    house.post("/events", payment("P1", {}))
    good = lines(payment("P1", {}), payment("P2", {}), payment("P2", {}))
    bad = [
        b"",
        b"not json",
        b"[]",
        lines(payment("P3", {"amount": "lots"})),
        lines({**payment("P4", {}), "scene": "nope"}),
        lines(payment("P2", {"amount": 7})),
        b"\xff\xfe",
        lines(payment("P5", {})),
    ]
    answer = send(house, b"\n".join([good, *bad]))
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["accepted"], body["duplicates"]) == (2, 2)
    assert [(line["line"], line["code"]) for line in body["refused"]] == [
        (5, "not_json_object"),
        (6, "not_json_object"),
        (7, "event_refused"),
        (8, "scene_unknown"),
        (9, "event_differs"),
        (10, "not_json_object"),
    ]
    for line in body["refused"]:
        assert all(e["problem"]["zh"] and e["problem"]["en"] for e in line["errors"]), line
    assert body["refused"][2]["errors"][0]["field"] == "amount"
    assert "lots" not in answer.text


def test_too_many_lines_are_refused_and_nothing_is_kept(house: House) -> None:
    line = lines(payment("P1", {}))
    answer = send(house, b"\n".join([line] * (MAX_LINES + 1)))
    assert answer.status_code == 422
    assert answer.json()["code"] == "too_many_lines"
    assert house.get("/events").json()["items"] == []
    most = send(house, b"\n".join([line] * MAX_LINES)).json()
    assert (most["accepted"], most["duplicates"]) == (1, MAX_LINES - 1)


def test_an_event_far_behind_its_scene_is_late(house: House) -> None:
    house.post("/events", payment("P1", {}, at="2026-05-28T20:00:00Z"))
    near = house.post("/events", payment("P2", {}, at="2026-05-28T19:59:00Z")).json()
    far = house.post("/events", payment("P3", {}, at="2026-05-28T19:58:59Z")).json()
    assert (near["late"], far["late"]) == (False, True)
    shown = {e["id"]: e["late"] for e in house.get("/events").json()["items"]}
    assert shown == {"P1": False, "P2": False, "P3": True}
    decided = house.ask("P4", {}, at="2026-05-28T19:00:00Z").json()
    assert decided["late"] is True


def test_events_are_shown_masked(house: House) -> None:
    house.post("/events", payment("P1", {**PROTECTED, "mood": NAME}))
    for answer in (house.get("/events"), house.get("/events/payment/P1")):
        assert answer.status_code == 200
        for value in (PHONE, CARD, NAME):
            assert value not in answer.text
        assert "tk_" not in answer.text
    shown = house.get("/events/payment/P1").json()
    assert shown["data"]["phone"] == "138****8000"
    assert shown["data"]["customer_id"] == "C1"
    assert set(PROTECTED) <= set(shown["masked"])
    assert house.get("/events/payment/none").status_code == 404


def test_events_are_paged_newest_first_within_a_scene(house: House) -> None:
    for number in range(5):
        house.post("/events", payment(f"P{number}", {}))
    first = house.get("/events", scene="payment", limit=2).json()
    second = house.get("/events", scene="payment", limit=2, cursor=first["next"]).json()
    assert [e["id"] for e in first["items"] + second["items"]] == ["P4", "P3", "P2", "P1"]
    assert house.get("/events", scene="transfer").json() == {"items": [], "next": None}


def test_an_investigator_sees_c2_in_clear_and_c3_hidden_and_it_is_journalled(
    house: House,
) -> None:
    apply_for_loan(house)
    masked = house.get("/events/loan_application/L1", "ivy").json()
    assert masked["data"]["phone"] == "138****8000"
    revealed = house.post("/events/loan_application/L1/reveal", None, "ivy")
    assert revealed.status_code == 200, revealed.text
    shown = revealed.json()
    assert (shown["data"]["phone"], shown["data"]["name"]) == (PHONE, NAME)
    assert shown["data"]["passport"] == "***"
    assert shown["masked"] == ["passport"]
    assert SECRET not in revealed.text
    (row,) = entries(house, "event.reveal")
    assert (row.subject_kind, row.subject_id) == ("event", "loan_application/L1")
    assert row.actor_kind == "user"
    assert PHONE not in repr(row)


def test_nobody_else_reveals_and_a_refused_look_is_no_look(house: House) -> None:
    apply_for_loan(house)
    for name in ("aud", "vic", "ana", "key"):
        refused = house.post("/events/loan_application/L1/reveal", None, name)
        assert refused.status_code == 403
        assert PHONE not in refused.text
    assert entries(house, "event.reveal") == ()


def test_a_fact_is_not_decided_on_later_under_its_id(house: House) -> None:
    house.go_live(LARGE)
    house.post("/events", payment("P1", {}))
    asked = house.ask("P1", {})
    assert asked.status_code == 409
    assert asked.json()["code"] == "reported_as_fact"
    house.ask("P2", {})
    told = house.post("/events", payment("P2", {}))
    assert (told.status_code, told.json()["duplicate"]) == (201, True)


def test_a_restart_keeps_everything(build: Callable[..., Runtime], house: House) -> None:
    house.go_live(LARGE)
    first = house.ask("P1", {"amount": 1500, **PROTECTED})
    house.post("/events", payment("P2", {}, at="2026-05-28T20:20:00Z"))
    before = house.get("/events").json()
    house.runtime.stop()
    runtime = build()
    runtime.start(jobs=False)
    with TestClient(create_app(runtime), raise_server_exceptions=False) as client:
        again = House(runtime, client, house.clock, house.key)
        assert again.ask("P1", {"amount": 1500, **PROTECTED}).content == first.content
        assert again.get("/events").json() == before
        assert again.post("/events", payment("P3", {})).json() == {
            "scene": "payment",
            "id": "P3",
            "seq": 3,
            "late": True,
            "duplicate": False,
            "unknown": [],
        }
    runtime.stop()


def test_concurrent_requests_under_one_id_are_one_decision(house: House) -> None:
    house.go_live(LARGE)
    headers = house.as_("key")

    def ask(_: int) -> httpx.Response:
        body = payment("P1", {"amount": 1500})
        return house.client.post("/api/v1/decisions", headers=headers, json=body)

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(house.get("/decisions").json()["items"]) == 1
    assert house.runtime.path.seq == 1


def test_concurrent_requests_of_two_contents_under_one_id_keep_one(house: House) -> None:
    headers = house.as_("key")

    def ask(number: int) -> int:
        body = payment("P1", {"amount": number % 2})
        return house.client.post("/api/v1/decisions", headers=headers, json=body).status_code

    with ThreadPoolExecutor(16) as pool:
        found = Counter(pool.map(ask, range(40)))
    assert found == {200: 20, 409: 20}


@pytest.mark.parametrize("path", ["/events", "/decisions"])
@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{", b'"x"', b"\xff", b'{"scene": "\xed\xa0\x80"}', b"[" * 100_000],
)
def test_a_body_that_is_no_object_is_refused(house: House, path: str, body: bytes) -> None:
    headers = {**house.as_("key"), "content-type": "application/json"}
    refused = house.client.post(f"/api/v1{path}", headers=headers, content=body)
    assert refused.status_code == 422
    assert refused.json()["code"] == "not_json_object"


def entries(house: House, action: str) -> tuple[Row, ...]:
    """Journal rows of an action."""
    with house.runtime.database.reading() as session:
        return journal.entries(session, journal.Filters(action=action)).rows
