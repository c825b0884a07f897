"""Distinct values against a list, with the cap in reach."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indicators.cells import agree, contributions

from ballast.indicators import distinct
from ballast.indicators.distinct import Distinct


@settings(max_examples=300)
@given(contributions)
def test_distinct_values(rows: list[tuple[int, int]]) -> None:
    cell = Distinct(rows[0][0])
    agree(
        cell,
        rows,
        lambda edge: cell.read_distinct(edge, 0),
        lambda inside: len({v for _, v in inside}),
    )


many = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 30)), min_size=1, max_size=80).map(
    lambda drawn: [(tile + n // 8, value) for n, (tile, value) in enumerate(drawn)]
)


@settings(max_examples=300)
@given(many)
def test_forgetting_leaves_the_capped_count_exact(rows: list[tuple[int, int]]) -> None:
    with patch.multiple(distinct, CAP=3, _SMALL=1):
        cell = Distinct(rows[0][0])
        agree(
            cell,
            rows,
            lambda edge: cell.read_distinct(edge, 0),
            lambda inside: min(len({v for _, v in inside}), 3),
        )
        assert len(cell.seen) <= 1 + 2 * 3
