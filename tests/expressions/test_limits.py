"""上限：读入时与运行时各一道。 Limits, when read and when run."""

from __future__ import annotations

import pytest
from sqlglot import exp
from tests.expressions.fuzz import SOURCES, fuzz, report

from ballast.expressions import (
    NUMBER,
    STRING,
    EvaluationError,
    ExpressionError,
    ListType,
    UnsupportedInSqlError,
    check,
    compile_condition,
    compile_value,
    limits,
    parse,
    to_sql,
)
from ballast.expressions.pattern_syntax import PatternError
from ballast.expressions.patterns import Pattern
from ballast.expressions.runtime import failure

SCHEMA = {"x": NUMBER, "y": NUMBER, "s": STRING, "items": ListType(NUMBER)}


def run(source: str, **data: object) -> object:
    return compile_value(check(parse(source), SCHEMA).require())(data)


TOO_MUCH = [
    ("too_long", "1" + " " * limits.SOURCE_LENGTH),
    ("too_deep", "(" * (limits.DEPTH + 1) + "1"),
    ("too_deep", "-" * (limits.DEPTH + 1) + "1"),
    ("too_deep", "[" * (limits.DEPTH + 1)),
    ("too_deep", "x" + "^x" * (limits.DEPTH + 1)),
    ("too_deep", "x" + "+x" * (limits.HEIGHT + 1)),
    ("too_deep", "items" + "[0]" * (limits.HEIGHT + 1)),
    ("too_large", " or ".join(["x<1"] * 1_100)),
    ("bad_number", "1" * (limits.NUMBER_DIGITS + 1)),
]


@pytest.mark.parametrize(("code", "source"), TOO_MUCH, ids=lambda item: item[:12])
def test_what_is_too_much_to_read_is_refused(code: str, source: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert caught.value.problems[0].code == code


def test_wide_is_not_deep() -> None:
    source = " or ".join(f"x == {number}" for number in range(400))
    ready = check(parse(source), SCHEMA).require()
    assert compile_condition(ready)({"x": 399.0}) is True
    assert compile_condition(ready)({"x": 400.0}) is False
    assert "399" in to_sql(ready.node, {("x",): exp.column("x")}).sql("duckdb")


def test_computed_text_is_bounded() -> None:
    with pytest.raises(EvaluationError):
        run("s + s", s="x" * (limits.TEXT_LENGTH // 2 + 1))
    with pytest.raises(EvaluationError):
        run("`${s}${s}`", s="x" * (limits.TEXT_LENGTH // 2 + 1))


def test_computed_lists_are_bounded() -> None:
    edge = limits.LIST_LENGTH
    assert run(f"len(map([1..{edge}], #))") == edge
    for source in (f"map([1..{edge + 1}], #)", "map([0..1e300], #)", "split(s, ',')"):
        with pytest.raises(EvaluationError):
            run(source, s="," * edge)
    with pytest.raises(EvaluationError):
        run("flatMap([1..40], map([1..40], #))")


def test_closure_steps_are_bounded_across_nesting() -> None:
    assert run("count([1..500], some([1..20], # == 99)) + 1") == 1
    with pytest.raises(EvaluationError):
        run("count([1..1000], some([1..1000], some([1..1000], # == 99)))")
    with pytest.raises(EvaluationError):
        run("some(items, # == -1)", items=[1.0] * limits.CLOSURE_STEPS)


def test_powers_are_bounded() -> None:
    assert run("2 ^ x", x=limits.EXPONENT - 1.0) == 2.0 ** (limits.EXPONENT - 1)
    assert run("1 ^ x", x=limits.EXPONENT + 1.0) is None
    assert run("x ^ y", x=1e300, y=2.0) is None


def test_a_pattern_cannot_backtrack() -> None:
    subject = "a" * limits.PATTERN_SUBJECT
    for pattern in ("(a+)+b", "(a|a)*b", "(a|aa)+b", "a*a*a*a*a*a*b", "(.*)*b", "(a{1,9}){1,9}b"):
        assert run(f"matches(s, '{pattern}')", s=subject) is False
    with pytest.raises(EvaluationError):
        run("matches(s, 'a')", s=subject + "a")


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a)\1", "(?=a)", "(?i)a", "a*?", "a++", "a{1,101}", "((a{50}){50})", "[a", "a)", "(a",
        "*a", "[z-a]", r"\b", "()*", "a" * (limits.PATTERN_LENGTH + 1), "(" * 30 + "a" + ")" * 30,
        "[]", "{2}", "[[:alpha:]]", "a{,2}", "^*", r"[\D]", "\\",
    ],
)  # fmt: skip
def test_patterns_outside_the_subset_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        Pattern.of(pattern)


def test_steep_or_large_sql_is_refused_not_attempted() -> None:
    columns = {("x",): exp.column("x"), ("s",): exp.column("s")}
    for source in ("number(string(" * 30 + "x" + "))" * 30, "x" + "^x" * 60, "s" + "[0]" * 99):
        ready = check(parse(source), SCHEMA).require()
        with pytest.raises(UnsupportedInSqlError):
            to_sql(ready.node, columns)


def test_data_that_break_the_schema_are_contained() -> None:
    for source in ("x * y", "x + y", "x - y", "x / y", "x < y", "x in [1, 2]", "x % y", "-x"):
        ready = check(parse(source), SCHEMA).require()
        for data in ({"x": "a" * 999, "y": 10**9}, {"x": [1] * 999, "y": 10**9}, {"x": {}, "y": 2}):
            try:
                found = compile_value(ready)(data)
            except EvaluationError:
                continue
            assert found is None or isinstance(found, bool), source


def test_errors_do_not_carry_the_data() -> None:
    with pytest.raises(EvaluationError) as caught:
        run("x - y", x="13800000000", y=1.0)
    assert "138" not in str(caught.value.detail) + str(caught.value.extra)
    assert caught.value.__cause__ is None
    assert "138" not in str(failure(ValueError("13800000000")).detail)


def test_twenty_thousand_random_inputs_find_no_escape() -> None:
    tally = fuzz(20_000, seed=20_260_101)
    assert tally.defects == [], report(tally, 20_000, 20_260_101, 0)
    assert set(tally.tried) == set(SOURCES)
    assert tally.reached["evaluated"] > 5_000, "too few inputs get past the checker"
    assert tally.reached["run unchecked"] > 500
    assert tally.reached["in SQL"] > 10
