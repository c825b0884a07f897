"""Rotating keys: new records use the new key, old ones are sealed anew, nobody loses a value."""

from __future__ import annotations

from sqlalchemy import text
from tests.app.conftest import House

from ballast.events.resealing import reseal_events


def _keys_in_use(house: House) -> set[bytes]:
    with house.runtime.database.reading() as session:
        rows = session.scalars(text("SELECT sealed FROM event WHERE seq > 0")).all()
    return {bytes(row)[1:5] for row in rows if bytes(row)}


def test_old_events_are_sealed_with_the_new_key_and_still_open(house: House) -> None:
    house.ask("P1", {"phone": "13800138000"})
    keyring = house.runtime.keyring
    before = _keys_in_use(house)
    keyring.rotate()
    house.ask("P2", {"phone": "13900139000"})
    assert len(_keys_in_use(house)) == 2
    assert reseal_events(house.runtime.database, keyring) == 1
    assert reseal_events(house.runtime.database, keyring) == 0
    after = _keys_in_use(house)
    assert len(after) == 1
    assert after.isdisjoint(before)
    shown = house.post("/events/payment/P1/reveal", name="ivy").json()
    assert shown["data"]["phone"] == "13800138000"


def test_the_same_id_is_still_recognised_after_a_rotation(house: House) -> None:
    first = house.ask("P1", {"phone": "13800138000"})
    house.runtime.keyring.rotate()
    assert house.ask("P1", {"phone": "138 0013 8000"}).content == first.content
