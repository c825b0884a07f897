"""Our result equals zen-engine's wherever the two agree by contract; differences are listed."""

from __future__ import annotations

from typing import Any

import pytest
import zen
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.policies.building import (
    Item,
    document,
    edge,
    end,
    expression,
    line,
    start,
    switch,
    table,
)

from ballast.expressions.types import BOOLEAN, NUMBER, STRING
from ballast.policies.catalog import Catalog
from ballast.policies.compile import compile_policy
from ballast.policies.evaluation import evaluate
from ballast.policies.problem import InvalidPolicyError
from ballast.policies.reading import parse

SCHEMA = {"x": NUMBER, "y": NUMBER, "s": STRING, "b": BOOLEAN}


def ours(policy: Item, context: Item) -> dict[str, object]:
    compiled = compile_policy(parse(policy), "", Catalog(SCHEMA))
    found = evaluate(compiled, context, {})
    assert found.failed == ()
    return {name: value for name, value in found.outputs.items() if value is not None}


def theirs(policy: Item, context: Item) -> dict[str, Any]:
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"policy": policy}}})
    result: dict[str, Any] = engine.evaluate("policy", context)["result"]
    return {name: value for name, value in result.items() if name not in context}


numbers = st.integers(-4, 4).map(str)
texts = st.sampled_from(["'a'", "'b'", "'甲'"])
comparators = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
contexts = st.fixed_dictionaries(
    {
        "x": st.integers(-5, 5),
        "y": st.integers(-20, 20).map(lambda n: n / 4),
        "s": st.sampled_from(["a", "b", "甲", "乙"]),
        "b": st.booleans(),
    }
)


@st.composite
def amounts(draw: st.DrawFn) -> str:
    left = draw(st.sampled_from(["x", "y", "x + y", "x * 2", "y - 1"]))
    return draw(st.sampled_from([left, f"{left} + {draw(numbers)}", draw(numbers)]))


@st.composite
def conditions(draw: st.DrawFn) -> str:
    simple = [
        f"{draw(amounts())} {draw(comparators)} {draw(numbers)}",
        f"s == {draw(texts)}",
        f"s in [{draw(texts)}, {draw(texts)}]",
        "b",
        "not (b)",
    ]
    one, other = draw(st.sampled_from(simple)), draw(st.sampled_from(simple))
    return draw(st.sampled_from([one, f"{one} and {other}", f"({one}) or ({other})"]))


@st.composite
def number_cells(draw: st.DrawFn) -> str:
    low, high = sorted((draw(st.integers(-4, 4)), draw(st.integers(-4, 4))))
    return draw(
        st.sampled_from(
            [
                "",
                f"{draw(comparators)} {draw(numbers)}",
                f"[{low}..{high}]",
                f"({low - 1}..{high})",
                f"{draw(numbers)}, {draw(numbers)}",
                f"> {low} and < {high}",
            ]
        )
    )


text_cells = st.one_of(st.just(""), texts, st.tuples(texts, texts).map(", ".join))


@st.composite
def tables(draw: st.DrawFn, name: str, policy: str) -> Item:
    rows = draw(
        st.lists(
            st.tuples(
                number_cells(), text_cells, st.one_of(st.just(""), conditions()), amounts(), texts
            ),
            min_size=1,
            max_size=6,
        )
    )
    outputs = [f"{name}_n", f"{name}.t"] if policy == "first" else ["n", "t"]
    path = {"outputPath": name} if policy == "collect" else {}
    more = {"passThrough": True, **path}
    return table(name, ["x", "s", ""], outputs, rows, policy, **more)


@given(tables("t", "first"), contexts)
def test_first_hit_tables_agree(made: Item, context: Item) -> None:
    policy = line(made)
    expected = theirs(policy, context)
    inner = expected.pop("t", {})
    assert ours(policy, context) == {**expected, **{f"t.{k}": v for k, v in inner.items()}}


@given(tables("t", "collect"), contexts)
def test_collecting_tables_agree(made: Item, context: Item) -> None:
    policy = line(made)
    assert ours(policy, context) == theirs(policy, context)


@given(st.lists(amounts(), min_size=1, max_size=4), conditions(), contexts)
def test_expressions_agree_and_see_what_came_before(
    values: list[str], condition: str, context: Item
) -> None:
    first = expression("e", {f"v{n}": v for n, v in enumerate(values)}, passThrough=True)
    later = {"w": "v0 + x", "u": "$.w * 2", "c": f"({condition}) ? 1 : 2"}
    policy = line(first, expression("f", later, passThrough=True))
    assert ours(policy, context) == pytest.approx(theirs(policy, context))


@settings(max_examples=200)
@given(st.lists(conditions(), min_size=1, max_size=3), st.booleans(), st.booleans(), contexts)
def test_switches_agree(tests: list[str], default: bool, collecting: bool, context: Item) -> None:
    statements = {f"s{n}": condition for n, condition in enumerate(tests)}
    if default:
        statements["z"] = ""
    nodes = [start(), switch("w", statements, "collect" if collecting else "first"), end()]
    edges = [edge("i", "w")]
    for name in statements:
        nodes.append(expression(f"e{name}", {f"r{name}": "x + 1"}, passThrough=True))
        edges += [edge("w", f"e{name}", name), edge(f"e{name}", "o")]
    policy = document(nodes, edges)
    assert ours(policy, context) == theirs(policy, context)


CONTEXT: Item = {"x": 1, "y": 0.5, "s": "a", "b": True}


def test_difference_a_missing_value_is_unknown_instead_of_failing_the_evaluation() -> None:
    policy = line(expression("e", {"r": "x > 5 ? 1 : 2"}))
    with pytest.raises(RuntimeError):
        theirs(policy, {**CONTEXT, "x": None})
    assert ours(policy, {**CONTEXT, "x": None}) == {"r": 2.0}


def test_difference_fields_pass_through_whether_or_not_the_node_says_so() -> None:
    policy = line(expression("e", {"a": "x + 1"}), expression("f", {"b": "a + x"}))
    with pytest.raises(RuntimeError):
        theirs(policy, CONTEXT)
    assert ours(policy, CONTEXT) == {"a": 2.0, "b": 3.0}


def test_difference_the_outcome_only_rises() -> None:
    policy = line(
        expression("e", {"outcome": "'reject'"}, passThrough=True),
        expression("f", {"outcome": "'pass'"}, passThrough=True),
    )
    assert theirs(policy, CONTEXT) == {"outcome": "pass"}
    assert ours(policy, CONTEXT) == {"outcome": "reject"}


def test_difference_a_collected_list_needs_a_name() -> None:
    policy = line(table("t", ["x"], ["r"], [["> 0", "1"]], "collect"))
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"policy": policy}}})
    assert engine.evaluate("policy", CONTEXT)["result"] == [{"r": 1}]
    with pytest.raises(InvalidPolicyError, match="outputPath"):
        ours(policy, CONTEXT)


def test_difference_collected_outcome_score_and_reasons_take_effect() -> None:
    rows = [["> 0", "'review'", "10", "'A'"], ["> 0", "'challenge'", "5", "'B'"]]
    policy = line(
        table("t", ["x"], ["outcome", "score", "reasons"], rows, "collect", outputPath="hits")
    )
    compiled = compile_policy(parse(policy), "", Catalog(SCHEMA))
    found = evaluate(compiled, CONTEXT, {})
    assert (found.outcome, found.score) == ("review", 15.0)
    assert [reason.code for reason in found.reasons] == ["A", "B"]


def test_difference_options_without_meaning_here_are_refused() -> None:
    for option in ({"executionMode": "loop"}, {"inputField": "x"}):
        policy = line(table("t", ["x"], ["r"], [["> 0", "1"]], **option))
        with pytest.raises(InvalidPolicyError):
            ours(policy, CONTEXT)
