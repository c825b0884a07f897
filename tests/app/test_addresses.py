"""Addresses that no database could look up are refused at the door."""

from __future__ import annotations

import pytest
from tests.app.conftest import House


@pytest.mark.parametrize(
    "path",
    [
        "/decisions?subject=%00",
        "/decisions?a%00=1",
        "/decisions/%00",
        "/events/payment/a%00b",
        "/policies/%00/versions/1",
    ],
)
def test_nul_in_an_address_is_refused(house: House, path: str) -> None:
    refused = house.client.get(f"/api/v1{path}", headers=house.as_("aud"))
    assert refused.status_code == 422
    assert refused.json()["code"] == "address"


def test_other_odd_characters_are_only_unknown(house: House) -> None:
    for word in ("%E4%B8%AD", "%FF", "%0A", "%25", "000"):
        assert house.get(f"/decisions/{word}").status_code == 404, word
