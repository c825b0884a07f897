"""逻辑回归：年份截距加各特征的证据权重，用迭代加权最小二乘，矩阵由 DuckDB 汇总。

Logistic regression on weights of evidence with an intercept per year, by iteratively reweighted
least squares; DuckDB sums the matrices, so the fit needs nothing else.
"""
# ruff: noqa: S608 - every name in the SQL is a constant of these modules

from __future__ import annotations

from collections.abc import Sequence

import duckdb

_RIDGE = 1e-6
_STEPS = 25
_CLOSE = 1e-8


def fit(
    db: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], target: str
) -> tuple[list[float], list[float]]:
    """系数与标准误。 Coefficients and their standard errors, in the order of `columns`."""
    beta = [0.0] * len(columns)
    inverse: list[list[float]] = []
    for _ in range(_STEPS):
        gradient, hessian = _sums(db, table, columns, target, beta)
        inverse = _inverse(hessian)
        step = [sum(a * g for a, g in zip(row, gradient, strict=True)) for row in inverse]
        beta = [b + s for b, s in zip(beta, step, strict=True)]
        if max(map(abs, step)) < _CLOSE:
            break
    return beta, [inverse[n][n] ** 0.5 for n in range(len(columns))]


def _sums(
    db: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    target: str,
    beta: Sequence[float],
) -> tuple[list[float], list[list[float]]]:
    size = len(columns)
    linear = " + ".join(f"({b:.17e}) * {c}" for b, c in zip(beta, columns, strict=True))
    terms = [f"sum(({target}::INT - p) * {column})" for column in columns]
    terms += [
        f"sum(p * (1 - p) * {columns[i]} * {columns[j]})" for i in range(size) for j in range(i + 1)
    ]
    source = f"SELECT *, 1 / (1 + exp(-({linear}))) AS p FROM {table}"
    found = db.execute(f"SELECT {', '.join(terms)} FROM ({source})").fetchone()
    sums = [float(value) for value in found or ()]
    hessian = [[0.0] * size for _ in range(size)]
    rest = iter(sums[size:])
    for i in range(size):
        for j in range(i + 1):
            hessian[i][j] = hessian[j][i] = next(rest)
        hessian[i][i] += _RIDGE
    return sums[:size], hessian


def _inverse(matrix: list[list[float]]) -> list[list[float]]:
    """高斯—若尔当消元。 By Gauss–Jordan elimination with pivoting."""
    size = len(matrix)
    rows = [[*row, *(float(i == n) for i in range(size))] for n, row in enumerate(matrix)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda n: abs(rows[n][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        scale = rows[column][column]
        rows[column] = [value / scale for value in rows[column]]
        for n in range(size):
            if n != column and rows[n][column]:
                factor = rows[n][column]
                rows[n] = [a - factor * b for a, b in zip(rows[n], rows[column], strict=True)]
    return [row[size:] for row in rows]
