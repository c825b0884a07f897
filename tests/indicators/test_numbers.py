"""Numbers in, numbers out, in Python and in SQL."""

# ruff: noqa: S608 - the queries are made of our own expressions

from __future__ import annotations

import statistics
from fractions import Fraction
from math import isclose

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.worlds import same

from ballast.indicators import sql_number
from ballast.indicators.numbers import mean, scaled, stddev, unscaled


@pytest.mark.parametrize(
    ("value", "steps"),
    [
        (0.1, 1_000),
        (0.00005, 0),
        (0.00015, 1),  # as a double the product is 1.4999999999999998
        (0.00075, 8),  # 7.5 rounds to the even 8
        (0.00025, 2),  # 2.5 rounds to the even 2
        (-0.00005, 0),
        (99999.99995, 1_000_000_000),
        (999_999_999_999.9999, 9_999_999_999_999_998),
        (1e12, None),
        (-1e12, None),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_numbers_enter_as_ten_thousandths(value: float, steps: int | None) -> None:
    assert scaled(value) == steps


def test_the_textbook_deviation() -> None:
    # 2, 4, 4, 4, 5, 5, 7, 9: sum of squared deviations 32, sample variance 32/7
    numbers = [v * 10_000 for v in (2, 4, 4, 4, 5, 5, 7, 9)]
    assert stddev(sum(numbers), sum(v * v for v in numbers), 8) == 2.138089935299395


@given(st.lists(st.integers(-(10**16) + 1, 10**16 - 1), min_size=2, max_size=40))
def test_no_digits_cancel(numbers: list[int]) -> None:
    found = stddev(sum(numbers), sum(v * v for v in numbers), len(numbers))
    exact = statistics.stdev([Fraction(v, 10_000) for v in numbers])
    assert found is not None
    assert isclose(found, float(exact), rel_tol=4e-16 * 4)


@given(st.lists(st.integers(-(10**16) + 1, 10**16 - 1), max_size=60))
def test_sql_takes_the_same_steps(numbers: list[int]) -> None:
    totals = (sum(numbers), sum(v * v for v in numbers), len(numbers))
    columns = ", ".join(
        (
            sql_number.unscaled("total"),
            sql_number.mean("total", "n"),
            sql_number.stddev("total", "squares", "n"),
        )
    )
    source = (
        "SELECT CAST(? AS HUGEINT) AS total, CAST(? AS HUGEINT) AS squares, CAST(? AS BIGINT) AS n"
    )
    with duckdb.connect() as connection:
        row = connection.execute(f"SELECT {columns} FROM ({source})", list(totals)).fetchone()
    expected = (unscaled(totals[0]), mean(totals[0], totals[2]), stddev(*totals))
    assert row is not None
    assert all(same(a, b) for a, b in zip(row, expected, strict=True)), (row, expected)


@given(st.lists(st.floats(), min_size=1, max_size=40))
def test_sql_scales_alike(values: list[float]) -> None:
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT {sql_number.scaled('v')} FROM (SELECT unnest(CAST(? AS DOUBLE[])) AS v)",
            [values],
        ).fetchall()
    assert [n for (n,) in rows] == [scaled(v) for v in values]


@pytest.mark.parametrize(
    "integer",
    [
        # A plain cast of each rounds twice and misses the nearest double.
        192131906361261061782412024540704955,
        -30896499217212639549,
        15208678716665415445464502027916581196,
        2**63,
        -(2**63),
        2**53 + 1,
    ],
)
def test_sql_finds_the_nearest_double(integer: int) -> None:
    query = f"SELECT {sql_number.double('n')} FROM (SELECT ?::HUGEINT AS n)"
    with duckdb.connect() as connection:
        row = connection.execute(query, [str(integer)]).fetchone()
    assert row == (float(integer),)
