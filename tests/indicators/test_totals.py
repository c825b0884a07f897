"""Counts, sums and squares against a list."""

from __future__ import annotations

from hypothesis import given, settings
from tests.indicators.cells import agree, contributions

from ballast.indicators.numbers import mean, stddev
from ballast.indicators.totals import Count, Moments, Sums


@settings(max_examples=300)
@given(contributions)
def test_counts(rows: list[tuple[int, int]]) -> None:
    cell = Count(rows[0][0])
    agree(cell, rows, lambda edge: cell.read_count(edge, 0), len)


@settings(max_examples=300)
@given(contributions)
def test_sums_and_means(rows: list[tuple[int, int]]) -> None:
    cell = Sums(rows[0][0])
    agree(
        cell,
        rows,
        lambda edge: (cell.read_sum(edge, 0), cell.read_mean(edge, 0)),
        lambda inside: (
            sum(v for _, v in inside) / 10_000,
            mean(sum(v for _, v in inside), len(inside)),
        ),
    )


@settings(max_examples=300)
@given(contributions)
def test_deviations(rows: list[tuple[int, int]]) -> None:
    cell = Moments(rows[0][0])
    agree(
        cell,
        rows,
        lambda edge: cell.read_stddev(edge, 0),
        lambda inside: stddev(
            sum(v for _, v in inside), sum(v * v for _, v in inside), len(inside)
        ),
    )
