"""Indicators through HTTP: in words, as SQL, and their present value."""

from __future__ import annotations

import pytest
from tests.app.conftest import House

from ballast.app.lake import open_lake


@pytest.fixture
def house(counting_house: House) -> House:
    return counting_house


def test_an_indicator_is_explained_in_words_and_as_sql(house: House) -> None:
    shown = house.get("/indicators/pays_10min").json()
    assert "10 分钟" in shown["description"]["zh"]
    assert "10 minute" in shown["description"]["en"]
    assert "1/60" in shown["description"]["zh"]
    assert "SELECT" in shown["sql"].upper()
    codes = [each["code"] for each in house.get("/indicators").json()]
    assert "pays_10min" in codes
    assert house.get("/indicators/nope").status_code == 404


def test_the_present_value_is_read_without_being_changed(house: House) -> None:
    at = {"at": "2026-05-28T20:20:00Z"}
    house.ask("P1", {"customer_id": "C1"}, **at)
    house.clock.now_us = 1_780_000_000_000_000
    body = {"scene": "payment", "data": {"customer_id": "C1"}}
    first = house.post("/indicators/pays_10min/read", body, "aud").json()
    again = house.post("/indicators/pays_10min/read", body, "aud").json()
    assert {**first, "at": ""} == {**again, "at": ""}
    assert first["value"] == 1
    assert first["words"]["zh"]
    assert first["window"]["en"]
    wrong = house.post(
        "/indicators/pays_10min/read", {"scene": "payment", "data": {"amount": "x"}}, "aud"
    )
    assert wrong.status_code == 422


@pytest.mark.parametrize(("code", "value"), [("pays_10min", 3), ("paid_1h", 60.0)])
def test_the_events_behind_a_present_value(house: House, code: str, value: object) -> None:
    for n in range(5):
        data = {"customer_id": "C1", "amount": 10 * (n + 1)}
        house.ask(f"P{n}", data, at=f"2026-05-28T20:{10 + 4 * n}:00Z")
    house.ask("OTHER", {"customer_id": "C2"}, at="2026-05-28T20:26:00Z")
    body = {"scene": "payment", "data": {"customer_id": "C1"}}
    found = house.post(f"/indicators/{code}/evidence", body, "aud").json()
    expected = {"pays_10min": ["P4", "P3", "P2"], "paid_1h": ["P4", "P3", "P2", "P1", "P0"]}[code]
    assert [event["id"] for event in found["events"]] == expected
    assert found["total"] == len(expected)
    read = house.post(f"/indicators/{code}/read", body, "aud").json()["value"]
    assert found["value"]["value"] == read
    counted = [event["value"] for event in found["events"]]
    assert read == (len(counted) if code == "pays_10min" else sum(counted))
    nobody = house.post(f"/indicators/{code}/evidence", {"scene": "payment", "data": {}}, "aud")
    assert (nobody.status_code, nobody.json()["errors"]) == (422, [{"field": "customer_id"}])


def test_tokens_of_protected_values_stay_inside(house: House) -> None:
    for n, card in enumerate(("6222020000000000", "6222020000000018")):
        house.ask(f"P{n}", {"customer_id": f"C{n}", "bank_card": card, "phone": "13800138000"})
    body = {"scene": "payment", "data": {"bank_card": "6222020000000000"}}
    found = house.post("/indicators/customers_of_card/evidence", body, "aud")
    assert [event["id"] for event in found.json()["events"]] == ["P0"]
    assert "tk_" not in found.text


def test_the_line_of_all_subjects_is_what_happened_each_day(house: House) -> None:
    for n in range(6):
        at = f"2026-05-{26 + n // 2}T1{n % 2}:00:00Z"
        house.ask(f"P{n}", {"customer_id": f"C{n % 2}", "amount": n, "method": "pos"}, at=at)
    shown = house.get("/indicators/pos_paid_today/line", days=4).json()
    points = {p["day"]: (p["events"], p["subjects"], p["value"]) for p in shown["points"]}
    assert points == {
        "2026-05-26": (2, 2, 1.0),
        "2026-05-27": (2, 2, 5.0),
        "2026-05-28": (2, 2, 9.0),
        "2026-05-29": (0, 0, 0.0),
    }
    # Nothing is known before the first event, and today is not over.
    assert [p["complete"] for p in shown["points"]] == [False, True, True, False]
    assert len(shown["notes"]) == 2


def test_the_line_of_a_subject_ends_at_its_present_value(house: House) -> None:
    for n in range(8):
        at = f"2026-05-{22 + n}T0{n}:00:00Z" if n < 7 else "2026-05-28T20:25:00Z"
        data = {"customer_id": "C1", "amount": 100 + n * n, "method": "pos"}
        house.ask(f"P{n}", data, at=at)
    body = {"scene": "payment", "data": {"customer_id": "C1"}, "days": 7}
    for code in ("spread_7d", "pays_10min", "mean_paid", "since_payment", "first_method_month"):
        points = house.post(f"/indicators/{code}/line", body, "aud").json()["points"]
        live = house.post(f"/indicators/{code}/read", body, "aud").json()["value"]
        if code == "since_payment":
            assert points[-1]["value"] == pytest.approx(live)
        else:
            assert points[-1]["value"] == live, code
        assert points[0]["value"] != points[-1]["value"] or code == "first_method_month"


def test_a_line_reads_sealed_days_and_the_hot_table_as_one(house: House) -> None:
    def asked(n: int) -> None:
        at = f"2026-05-{25 + n}T10:00:00Z"
        house.ask(f"P{n}", {"customer_id": "C1", "amount": 10 + n, "method": "pos"}, at=at)

    asked(0)
    asked(1)
    with open_lake(house.runtime.settings) as keeper:
        assert sum(sealed.rows for sealed in keeper.sealer.seal()) == 2
    asked(2)
    asked(3)
    shown = house.get("/indicators/pos_paid_today/line", days=5).json()
    assert [p["value"] for p in shown["points"]] == [10.0, 11.0, 12.0, 13.0, 0.0]
    body = {"scene": "payment", "data": {"customer_id": "C1"}, "days": 5}
    mine = house.post("/indicators/mean_paid/line", body, "aud").json()
    assert [p["value"] for p in mine["points"]] == [10.0, 10.5, 11.0, 11.5, 11.5]
