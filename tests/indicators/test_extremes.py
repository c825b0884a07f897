"""Minima, maxima, first and last values against a list."""

from __future__ import annotations

from hypothesis import given, settings
from tests.indicators.cells import agree, contributions

from ballast.indicators.extremes import First, Highest, Last, Lowest


@settings(max_examples=300)
@given(contributions)
def test_minima(rows: list[tuple[int, int]]) -> None:
    cell = Lowest(rows[0][0])
    agree(cell, rows, cell.lowest, lambda inside: min((v for _, v in inside), default=None))


@settings(max_examples=300)
@given(contributions)
def test_maxima(rows: list[tuple[int, int]]) -> None:
    cell = Highest(rows[0][0])
    agree(
        cell,
        rows,
        lambda edge: cell.read_max(edge, 0),
        lambda inside: max((v / 10_000 for _, v in inside), default=None),
    )


@given(contributions)
def test_first_values(rows: list[tuple[int, int]]) -> None:
    cell = First(rows[0][0])
    agree(
        cell,
        rows,
        lambda edge: cell.read_first(edge, 0),
        lambda inside: min(inside, key=lambda row: row[0])[1] if inside else None,
    )


@given(contributions)
def test_last_values(rows: list[tuple[int, int]]) -> None:
    cell = Last(rows[0][0])
    agree(
        cell,
        rows,
        lambda edge: cell.read_last(edge, 0),
        lambda inside: max(reversed(inside), key=lambda row: row[0])[1] if inside else None,
    )
