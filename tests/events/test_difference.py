from __future__ import annotations

from typing import Any

import pytest
from tests.events.scenery import PAY, SECRETS, taken, whole

from ballast.events.difference import MASK, Difference, DifferentEventError, difference
from ballast.events.record import Accepted, Known, known_of


def known(event: dict[str, Any]) -> Known:
    return known_of(Accepted(1, taken(event)))


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    return list(difference(PAY, known(before), taken(after)))


def test_the_same_content_does_not_differ() -> None:
    assert differences(whole(), whole()) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"currency": "USD"}, Difference("currency", "CNY", "USD")),
        ({"trusted": None}, Difference("trusted", True, None)),
        ({"amount": 101}, Difference("amount", MASK, MASK)),
        ({"customer_id": "c-2"}, Difference("customer_id", MASK, MASK)),
        ({"ip": "8.8.4.4"}, Difference("ip", MASK, MASK)),
        ({"phone": "13900000000"}, Difference("phone", MASK, MASK)),
        ({"phone": None}, Difference("phone", MASK, None)),
        ({"zebra": 1}, Difference("zebra", None, MASK)),
    ],
)
def test_each_difference_is_named_and_masked(change: dict[str, Any], expected: Difference) -> None:
    assert differences(whole(), whole(**change)) == [expected]


def test_another_time_is_a_difference() -> None:
    later = {**whole(), "occurred_at": "2026-02-01T10:00:01+08:00"}
    (found,) = differences(whole(), later)
    assert found.field == "occurred_at"


def test_an_unknown_field_that_went_away_or_changed() -> None:
    assert differences(whole(zebra=1), whole()) == [Difference("zebra", MASK, None)]
    assert differences(whole(zebra=1), whole(zebra=2)) == [Difference("zebra", MASK, MASK)]


def test_the_error_names_fields_and_shows_nothing_protected() -> None:
    changed = dict.fromkeys(SECRETS, "13900000000")
    error = DifferentEventError(tuple(differences(whole(), whole(**changed))))
    shown = f"{error} {error.extra}"
    assert error.status == 409
    for name, secret in SECRETS.items():
        assert name in shown
        assert secret not in shown
    assert "13900000000" not in shown
