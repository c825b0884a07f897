"""属性：三个引擎在约定一致处给同样的结果。 Engines agree wherever the contract says so."""

# ruff: noqa: S608  # the statements are built from the generated expression under test
from __future__ import annotations

import math
import re

import duckdb
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlglot import exp
from tests.expressions.drawing import NUMBERS, PATTERNS, SCHEMA, TEXTS, Grammar, rows
from tests.expressions.material import alike, in_zen

from ballast.expressions import (
    ExpressionError,
    UnsupportedInSqlError,
    check,
    compile_condition,
    compile_value,
    parse,
    parse_unary,
    to_sql,
)
from ballast.expressions.tree import Not
from ballast.expressions.types import NUMBER

ANYTHING = Grammar(portable=False)
PORTABLE = Grammar(portable=True)
SETTINGS = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
_KINDS = {"x": "DOUBLE", "y": "DOUBLE", "n": "DOUBLE", "p": "BOOLEAN", "q": "BOOLEAN"}
_DATABASE = duckdb.connect(config={"threads": 1})


def _in_duckdb(sql: str, row: dict[str, object]) -> object:
    columns = ", ".join(f'?::{_KINDS.get(name, "VARCHAR")} AS "{name}"' for name in row)
    found = _DATABASE.execute(f"SELECT {sql} FROM (SELECT {columns})", list(row.values()))
    answer = found.fetchone()
    assert answer is not None
    return answer[0]


def _exactly(left: object, right: object) -> bool:
    """乘方在两个数学库里可差末位。 Powers may differ in the last place between maths libraries."""
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-14)
    return type(left) is type(right) and left == right


@SETTINGS
@given(st.one_of(ANYTHING.truth, ANYTHING.number, ANYTHING.text), rows(missing=True))
def test_python_equals_duckdb(source: str, row: dict[str, object]) -> None:
    ready = check(parse(source), SCHEMA).require()
    columns = {(name,): exp.column(name, quoted=True) for name in SCHEMA}
    try:
        sql = to_sql(ready.node, columns).sql("duckdb")
    except UnsupportedInSqlError:
        assume(False)
    expected = compile_value(ready)(row)
    expected = (
        float(expected)
        if isinstance(expected, int) and not isinstance(expected, bool)
        else expected
    )
    assert _exactly(expected, _in_duckdb(sql, row)), sql


@SETTINGS
@given(st.one_of(PORTABLE.truth, PORTABLE.number, PORTABLE.text), rows(missing=False))
def test_python_equals_zen_without_missing_values(source: str, row: dict[str, object]) -> None:
    small = {k: round(v, 2) % 1e6 if isinstance(v, float) else v for k, v in row.items()}
    small.update(x=math.trunc(float(str(small["x"]))), y=math.trunc(float(str(small["y"]))))
    ready = check(parse(source), SCHEMA).require()
    found = compile_value(ready)(small)
    other = in_zen(source, small)
    assume(not (isinstance(found, float) and abs(found) > 1e15))
    assert alike(found, other), (found, other)


@SETTINGS
@given(ANYTHING.truth, rows(missing=True))
def test_never_both_true_and_false(source: str, row: dict[str, object]) -> None:
    ready = check(parse(source), SCHEMA).require()
    opposite = check(Not(ready.node), SCHEMA).require()
    held, failed = compile_condition(ready)(row), compile_condition(opposite)(row)
    value = compile_value(ready)(row)
    assert (held, failed) == (value is True, value is False)


@SETTINGS
@given(ANYTHING.truth, rows(missing=True))
def test_a_condition_without_missing_values_is_decided_or_names_a_missing_result(
    source: str, row: dict[str, object]
) -> None:
    """全部缺失时，只有 null 测试与短路能得出真假。 Unknown never leaks into a wrong truth."""
    ready = check(parse(source), SCHEMA).require()
    value = compile_value(ready)(row)
    assert value in (True, False, None)


CELLS = st.one_of(
    NUMBERS.filter(lambda n: abs(n) < 1e9).map(lambda n: f"{n:.3f}"),
    st.tuples(st.sampled_from([">", "<", ">=", "<=", "==", "!="]), st.integers(-9, 9)).map(
        lambda two: f"{two[0]} {two[1]}"
    ),
    st.tuples(st.integers(-9, 0), st.integers(0, 9)).map(lambda two: f"[{two[0]}..{two[1]})"),
    st.integers(-9, 9).map(lambda n: f"not in [{n}, 3]"),
    st.integers(-9, 9).map(lambda n: f"$ % 3 == {n}"),
)


@SETTINGS
@given(
    st.lists(CELLS, min_size=1, max_size=4),
    st.lists(st.sampled_from([", ", " and ", " or "]), min_size=3, max_size=3),
    st.integers(-9, 9),
)
def test_cells_equal_zen(parts: list[str], joins: list[str], subject: int) -> None:
    source = parts[0] + "".join(map("".join, zip(joins, parts[1:], strict=False)))
    ready = check(parse_unary(source), {}, NUMBER).require()
    found = compile_value(ready)({"$": float(subject)})
    assert alike(found, in_zen(source, {}, subject))


@SETTINGS
@given(PATTERNS, TEXTS)
def test_patterns_equal_re_and_duckdb(pattern: str, text: str) -> None:
    source = f"matches(s, '{pattern}')"
    try:
        ready = check(parse(source), SCHEMA).require()
    except ExpressionError as error:
        assume(error.problems[0].code != "pattern")
        raise
    found = compile_value(ready)({"s": text})
    wanted = re.search(pattern.replace("$", r"\Z"), text, re.ASCII) is not None
    assert found is wanted
    columns = {("s",): exp.column("s", quoted=True)}
    assert _in_duckdb(to_sql(ready.node, columns).sql("duckdb"), {"s": text}) is wanted
