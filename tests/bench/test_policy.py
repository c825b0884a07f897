"""The contenders answer alike; a benchmark of different answers compares nothing."""

from __future__ import annotations

import pytest
from bench.lending_rules import RULES, events, plain

from bench import policy


def test_all_contenders_agree_and_are_listed_against_ours() -> None:
    table = policy.run(rounds=1, count=60)
    names = [row.name for row in table.rows]
    assert names[0] == policy.OURS
    assert len(names) == 5
    assert all(row.peer == policy.OURS and row.value > 0 for row in table.rows)
    assert table.rows[0].ratio == 1.0


def test_a_contender_that_disagrees_stops_the_benchmark() -> None:
    with pytest.raises(AssertionError, match="wrong answers"):
        policy._agree({"wrong": lambda event: (0.0, 0, [])}, events(20))


def test_every_rule_is_hit_by_some_event_and_none_by_all() -> None:
    hits = [set(plain(event)[2]) for event in events(400)]
    for rule in RULES:
        assert 0 < sum(rule.code in found for found in hits) < len(hits), rule.code


def test_an_event_has_26_fields() -> None:
    assert {len(event) for event in events(5)} == {26}
