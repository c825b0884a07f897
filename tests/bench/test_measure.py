"""Percentiles and ratios, against values worked out by hand."""

from __future__ import annotations

import pytest
from bench.measure import interleaved, percentile, ratio_of_medians
from hypothesis import given
from hypothesis import strategies as st

NUMBERS = st.lists(st.floats(0, 1e6), min_size=1)


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1.0), (0.5, 2.0), (0.51, 3.0), (0.99, 4.0), (1.0, 4.0)]
)
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], share) == value


@given(NUMBERS, st.floats(0.01, 1))
def test_a_share_of_the_values_does_not_exceed_it(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < share * len(values)


def test_a_ratio_compares_rounds_side_by_side() -> None:
    times = {"a": [1.0, 20.0, 3.0], "b": [2.0, 10.0, 3.0]}
    assert ratio_of_medians(times, "a", "b") == 1.0
    assert ratio_of_medians(times, "a", "a") == 1.0


def test_every_contender_runs_in_every_round_and_none_is_always_first() -> None:
    calls: list[str] = []
    contenders = {name: (lambda name=name: calls.append(name)) for name in ("a", "b", "c")}
    times = interleaved(contenders, rounds=3, calls=1)
    assert [len(times[name]) for name in contenders] == [3, 3, 3]
    assert calls == ["a", "b", "c", "b", "c", "a", "c", "a", "b"]
