"""Indicators through HTTP: in words, as SQL, and their present value."""

from __future__ import annotations

import pytest
from tests.app.conftest import House


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
    at = {"at": "2026-05-28T20:00:00Z"}
    house.ask("P1", {"customer_id": "C1"}, **at)
    house.clock.now_us = 1_780_000_000_000_000
    body = {"scene": "payment", "data": {"customer_id": "C1"}}
    first = house.post("/indicators/pays_10min/read", body, "aud").json()
    assert first == house.post("/indicators/pays_10min/read", body, "aud").json()
    assert first["words"]["zh"]
    assert first["window"]["en"]
    wrong = house.post(
        "/indicators/pays_10min/read", {"scene": "payment", "data": {"amount": "x"}}, "aud"
    )
    assert wrong.status_code == 422
