"""What the flow editor paints: as zen where both agree, the exact values of each moment."""

from __future__ import annotations

import json
from typing import Any

import pytest
import zen
from hypothesis import given, settings
from tests.policies.building import (
    Item,
    decision,
    document,
    edge,
    end,
    expression,
    line,
    lists,
    rule,
    rules,
    start,
    switch,
    table,
)
from tests.policies.test_zen import SCHEMA, amounts, conditions, contexts, tables

from ballast.expressions.types import NUMBER, STRING
from ballast.kit.text import Text
from ballast.policies.catalog import Catalog, SubDocument
from ballast.policies.compile import Compiled, compile_policy
from ballast.policies.evaluation import Evaluation, Lookup, evaluate, no_lists
from ballast.policies.lists.model import Colour, ListDefinition
from ballast.policies.painting import Painted, paint
from ballast.policies.reading import parse
from ballast.policies.record import restored, stored
from ballast.policies.retracing import retraced


def painted(policy: Item, context: Item, catalog: Catalog | None = None) -> Painted:
    compiled = compile_policy(parse(policy), "own", catalog or Catalog(SCHEMA), watched=True)
    return paint(compiled, evaluate(compiled, context, {}))


def theirs(policy: Item, context: Item) -> dict[str, Any]:
    made = zen.ZenEngine({}).create_decision(json.dumps(policy))
    trace: dict[str, Any] = made.evaluate(context, {"trace": True})["trace"]
    return trace


def assert_alike(policy: Item, context: Item) -> None:
    ours, oracle = painted(policy, context), theirs(policy, context)
    assert ours.keys() == oracle.keys()
    for node_id, expected in oracle.items():
        node = ours[node_id]
        assert (node.id, node.name) == (expected["id"], expected["name"])
        if expected["input"] is not None:
            assert node.input == expected["input"]
        if expected["output"] is not None:
            assert node.output == expected["output"]
        assert_same_data(node.trace_data, expected["traceData"])


def assert_same_data(ours: Any, oracle: Any) -> None:
    if oracle is None:  # zen says nothing of a table without a hit; we say which cells held
        assert not ours or ours["rule"] == {}
    elif isinstance(oracle, list):
        assert len(ours) == len(oracle)
        for mine, other in zip(ours, oracle, strict=True):
            assert_same_data(mine, other)
    elif "rule" in oracle:
        # zen leaves out inputs that no cell of the row looked at.
        assert oracle["reference_map"].items() <= ours["reference_map"].items()
        assert (oracle["index"], oracle["rule"]) == (ours["index"], ours["rule"])
    else:
        assert ours == oracle


@settings(max_examples=60)
@given(tables("t", "first"), contexts)
def test_tables_are_painted_as_zen_paints_them(made: Item, context: Item) -> None:
    assert_alike(line(made), context)


@settings(max_examples=60)
@given(tables("t", "collect"), contexts)
def test_collecting_tables_are_painted_as_zen_paints_them(made: Item, context: Item) -> None:
    assert_alike(line(made), context)


@settings(max_examples=60)
@given(amounts(), conditions(), contexts)
def test_expressions_and_switches_are_painted_as_zen_paints_them(
    amount: str, condition: str, context: Item
) -> None:
    nodes = [
        start(),
        expression("e", {"v": amount, "w.u": "$.v * 2"}, passThrough=True),
        switch("s", {"yes": condition, "no": ""}),
        expression("a", {"r": "v + 1"}, passThrough=True),
        expression("b", {"r": "v - 1"}, passThrough=True),
        end(),
    ]
    edges = [edge("i", "e"), edge("e", "s"), edge("s", "a", "yes"), edge("s", "b", "no")]
    policy = document(nodes, [*edges, edge("a", "o"), edge("b", "o")])
    assert_alike(policy, context)


def test_each_node_shows_the_values_of_its_moment() -> None:
    policy = line(
        rules("one", rule("R1", "x > 0", points=10, outcome="review")),
        expression("e", {"a": "score", "b": "outcome"}),
        rules("two", rule("R2", "score > 5", points=5, outcome="reject")),
    )
    nodes = painted(policy, {"x": 1})
    assert nodes["one"].input == {"x": 1}
    assert nodes["one"].output == {"x": 1, "score": 10.0, "outcome": "review"}
    assert nodes["e"].trace_data == {"a": {"result": 10.0}, "b": {"result": "review"}}
    assert nodes["two"].units[0].values == {"score": 10.0}
    assert nodes["two"].output == {
        "x": 1,
        "a": 10.0,
        "b": "review",
        "score": 15.0,
        "outcome": "reject",
    }
    assert nodes["two"].trace_data == {"R2": "hit"}


def test_a_table_without_a_hit_still_shows_its_inputs() -> None:
    nodes = painted(line(table("t", ["x + 1"], ["r"], [["> 9", "1"]])), {"x": 1})
    assert nodes["t"].trace_data == {"index": -1, "reference_map": {"x + 1": 2.0}, "rule": {}}


def test_a_sub_decision_is_painted_inside_its_node() -> None:
    inner = parse(line(expression("w", {"limit": "x * 10"})))
    catalog = Catalog(
        SCHEMA, documents=lambda key: SubDocument(inner, "sub") if key == "sub" else None
    )
    policy = line(expression("e", {"limit": "1"}), decision("d", "sub"))
    nodes = painted(policy, {"x": 2}, catalog)
    within = nodes["d"].trace_data
    assert within["w"].input == {"x": 2, "limit": 1.0}
    assert within["w"].trace_data == {"limit": {"result": 20.0}}
    assert nodes["d"].output == {"x": 2, "limit": 20.0}


BLACK = ListDefinition("black", Text("黑", "Black"), Colour.BLACK)
LISTING = line(
    lists("l", ("black", "s", "bad")),
    expression("e", {"limit": "bad ? 0 : x"}),
    expression("f", {"limit": "limit + 1"}),
)


def found(_: str, value: object) -> str | None:
    return "le_1" if value == "a" else None


def past(lookup: Lookup) -> tuple[Compiled, Evaluation]:
    """An evaluation as it is restored from its record, and the same version, watched."""
    catalog = Catalog({"x": NUMBER, "s": STRING}, {"black": BLACK})
    plain = compile_policy(parse(LISTING), "own", catalog)
    context: Item = {"x": 5.0, "s": "a"}
    record = stored(evaluate(plain, context, {}, lookup))
    watched = compile_policy(parse(LISTING), "own", catalog, watched=True)
    return watched, restored(watched.plan, record, context, {})


@pytest.mark.parametrize(("lookup", "limit"), [(found, 0.0), (no_lists, 5.0)])
def test_a_past_evaluation_is_repeated_with_the_lists_of_then(lookup: Lookup, limit: float) -> None:
    compiled, evaluation = past(lookup)
    nodes = paint(compiled, retraced(compiled, evaluation))
    assert nodes["f"].input is not None
    assert nodes["f"].input["limit"] == limit
    assert nodes["f"].trace_data == {"limit": {"result": limit + 1}}
    assert nodes["l"].trace_data == {"bad": "hit" if lookup is found else "missed"}


def test_an_evaluation_that_does_not_repeat_shows_its_way_without_values() -> None:
    compiled, evaluation = past(no_lists)
    other = Evaluation(evaluation.plan, evaluation.raw, {"x": 7.0, "s": "b"}, {})
    # Another event than the one recorded: what comes out must not be taken for what came out then.
    assert retraced(compiled, other) is other
    nodes = paint(compiled, other)
    assert list(nodes) == ["i", "l", "e", "f", "o"]
    assert nodes["l"].trace_data == {"bad": "missed"}
    assert nodes["f"].input == nodes["f"].output == nodes["f"].trace_data == {}


def test_a_value_that_people_see_otherwise_is_never_offered_for_comparison() -> None:
    policy = line(table("t", ["s", "x"], ["r"], [["'a'", "> 0", "1"]]))
    compiled = compile_policy(parse(policy), "own", Catalog(SCHEMA), watched=True)
    evaluation = evaluate(compiled, {"x": 1, "s": "a"}, {})
    node = paint(compiled, evaluation, {"s": "a*"})["t"]
    assert node.input == {"x": 1, "s": "a*"}
    # The editor would compare "a*" with the cells, and paint a row that was hit as missed.
    assert node.trace_data["reference_map"] == {"x": 1}
    assert node.trace_data["rule"]["_id"] == "r0"
