"""Which indicators a policy's document names."""

from __future__ import annotations

import json

import pytest

from ballast.policies.indicator_usage import indicators_in
from ballast.policies.model import PolicyVersion, Status


def named(document: object) -> frozenset[str]:
    content = json.dumps(document).encode()
    return indicators_in(PolicyVersion("v", "p", 1, content, "", Status.LIVE, "ana", 0))


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("indicators.paid_1h > 5", {"paid_1h"}),
        ("indicators . paid_1h > indicators.other", {"paid_1h", "other"}),
        ("$root.indicators.paid_1h", {"paid_1h"}),
        ('indicators["paid_1h"] > 5', {"paid_1h"}),
        ("indicators[ 'paid_1h' ] > 5", {"paid_1h"}),
        ("my_indicators.paid_1h > 5", set()),
        ("amount > 5", set()),
    ],
)
def test_every_way_of_writing_it_is_seen(expression: str, codes: set[str]) -> None:
    rules = {"rules": [{"when": expression, "cells": {"indicators.key": ["x"]}}]}
    assert named({"nodes": [{"content": rules}]}) == codes


def test_names_of_cells_and_escaped_letters_are_looked_at() -> None:
    assert named({"inputs": [{"field": "indicators.a_1"}]}) == {"a_1"}
    escaped = rb'{"when": "\u0069ndicators.paid_1h > 1"}'
    version = PolicyVersion("v", "p", 1, escaped, "", Status.LIVE, "ana", 0)
    assert indicators_in(version) == {"paid_1h"}
