"""与 `numbers` 同样步骤的 SQL。 The steps of `numbers` in SQL, on HUGEINT and DOUBLE."""

from __future__ import annotations

from ballast.indicators.numbers import LIMIT, SCALE
from ballast.indicators.sql_text import floor_divided


def scaled(value: str) -> str:
    """双精度数 → 万分之一的整数。 A double to integers of 1/10000; the cast rounds half to even."""
    return (
        f"CASE WHEN abs({value}) < {LIMIT!r}::DOUBLE "
        f"THEN CAST({value} * {float(SCALE)!r}::DOUBLE AS BIGINT) END"
    )


def double(integer: str) -> str:
    """整数 → 最近的双精度数。 The nearest double of an integer.

    Beyond 64 bits by way of decimal text, whose reading rounds correctly; a cast would round twice.
    """
    return (
        f"(CASE WHEN {integer} BETWEEN -9223372036854775807 AND 9223372036854775807 "
        f"THEN CAST(CAST({integer} AS BIGINT) AS DOUBLE) "
        f"ELSE CAST(CAST({integer} AS VARCHAR) AS DOUBLE) END)"
    )


def unscaled(total: str) -> str:
    """整数之和 → 双精度数。 An exact integer total to a double."""
    return f"{double(total)} / {float(SCALE)!r}::DOUBLE"


def mean(total: str, count: str) -> str:
    """平均数；没有数为 NULL。 Mean; NULL of nothing."""
    return f"CASE WHEN {count} > 0 THEN {double(total)} / CAST({count} * {SCALE} AS DOUBLE) END"


def stddev(total: str, squares: str, count: str) -> str:
    """样本标准差；不足两个数为 NULL。 Sample standard deviation; NULL of fewer than two numbers."""
    nearest = floor_divided(f"2 * {total} + {count}", f"2 * {count}")
    rest = f"({total} - {nearest} * {count})"
    spread = f"({squares} - {nearest} * {nearest} * {count} - 2 * {nearest} * {rest})"
    variance = (
        f"({double(spread)} - {double(f'({rest} * {rest})')} / CAST({count} AS DOUBLE)) "
        f"/ CAST({count} - 1 AS DOUBLE)"
    )
    return f"CASE WHEN {count} > 1 THEN sqrt({variance}) / {float(SCALE)!r}::DOUBLE END"
