from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
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

from ballast.expressions.types import ANY, BOOLEAN, NUMBER, STRING
from ballast.kit.text import Text
from ballast.policies.catalog import Catalog, SubDocument
from ballast.policies.compile import Compiled, compile_policy
from ballast.policies.evaluation import Evaluation, Failed, evaluate
from ballast.policies.lists.model import Colour, ListDefinition
from ballast.policies.outcome import OUTCOMES
from ballast.policies.reading import parse
from ballast.policies.record import restored, stored
from ballast.policies.trace import UnitStatus, lines, trace

LISTS = {"grey": ListDefinition("grey", Text("灰名单", "Grey list"), Colour.GREY)}
SCHEMA = {
    "x": NUMBER,
    "y": NUMBER,
    "city": STRING,
    "wild": ANY,
    "flag": BOOLEAN,
    "indicators.cnt_1d": NUMBER,
}


def compiled(policy: Item, **subs: Item) -> Compiled:
    documents = {code: SubDocument(parse(raw), code) for code, raw in subs.items()}
    return compile_policy(parse(policy), "hash", Catalog(SCHEMA, LISTS, documents.get))


def run(policy: Item, context: Item, indicators: Item | None = None, **subs: Item) -> Evaluation:
    return evaluate(compiled(policy, **subs), context, indicators or {}, _lookup)


def _lookup(code: str, value: object) -> str | None:
    return "ent_1" if (code, value) == ("grey", "北京") else None


def test_nothing_hit_is_a_pass() -> None:
    found = run(line(rules("r", rule("A", "x > 1", points=5, outcome="reject"))), {"x": 1.0})
    assert (found.outcome, found.score, found.reasons, found.hits) == ("pass", 0.0, (), ())


def test_rules_add_points_raise_the_outcome_and_give_reasons() -> None:
    policy = line(
        rules(
            "r",
            rule("A", "x > 1", points=5, outcome="review"),
            rule("B", "indicators.cnt_1d >= 3", points=10, outcome="reject", reason="BURST"),
            rule("C", "x > 1 and y > 1", points=1, outcome="challenge"),
            rule("D", "x > 1", points=100, enabled=False),
            rule("E", "x > 50", points=1000, outcome="reject"),
        )
    )
    found = run(policy, {"x": 2.0, "y": 2.0}, {"cnt_1d": 3})
    assert (found.outcome, found.score) == ("reject", 16.0)
    assert [unit.code for unit in found.hits] == ["A", "B", "C"]
    first, second, third = found.reasons
    assert (first.code, first.value, first.operator, first.threshold) == ("A", 2.0, ">", 1.0)
    assert (second.code, second.value, second.operator, second.threshold) == ("BURST", 3, ">=", 3.0)
    assert second.title == Text("规则B", "Rule B")
    assert (third.code, third.operator) == ("C", None)


@pytest.mark.parametrize(
    ("condition", "value", "operator", "threshold"),
    [
        ("1 < x", 2.0, ">", 1.0),
        ("x >= y", 2.0, ">=", 1.5),
        ("x in [1..5]", 2.0, "in", "[1..5]"),
        ("x in (1..5)", 2.0, "in", "(1..5)"),
        ("city in ['北京', '上海']", "北京", "in", ["北京", "上海"]),
        ("city not in ['天津']", "北京", "not in", ["天津"]),
        ("x * 2 > 3", 4.0, ">", 3.0),
        ("city == '北京'", "北京", "==", "北京"),
        ("x > -1", 2.0, ">", -1.0),
    ],
)
def test_a_simple_comparison_shows_value_operator_and_threshold(
    condition: str, value: object, operator: str, threshold: object
) -> None:
    context: Item = {"x": 2.0, "y": 1.5, "city": "北京"}
    (reason,) = run(line(rules("r", rule("A", condition))), context).reasons
    assert (reason.value, reason.operator, reason.threshold) == (value, operator, threshold)


def test_an_unknown_rule_is_not_hit_and_names_what_was_missing() -> None:
    policy = line(
        rules(
            "r",
            rule("A", "x > 1 and y > 1", outcome="reject"),
            rule("B", "x > 1 and y > 9", outcome="reject"),
            rule("C", "x == null"),
            rule("D", "indicators.cnt_1d > 1"),
        )
    )
    found = run(policy, {"y": 5.0})
    assert found.outcome == "pass"
    assert [unit.code for unit in found.unknown] == ["A", "D"]
    assert [unit.code for unit in found.hits] == ["C"]
    assert found.missing == ("indicators.cnt_1d", "x")


def test_a_failing_rule_is_isolated_recorded_and_leaves_nothing_behind() -> None:
    policy = line(
        expression("e", {"score": "wild"}),
        rules("r", rule("A", "x > 1", points=5, outcome="reject"), rule("B", "x > 1", points=None)),
    )
    found = run(policy, {"x": 2.0, "wild": "text"})
    assert found.failed == (Failed("r", "A", "TypeError"),)
    assert [reason.code for reason in found.reasons] == ["B"]
    assert found.outcome == "pass"


def test_a_failing_row_is_isolated_and_the_next_one_is_tried() -> None:
    rows = [["> 1", "wild"], ["> 0", "'review'"]]
    policy = line(table("t", ["x"], ["outcome"], rows))
    found = run(policy, {"x": 2.0, "wild": "no such outcome"})
    assert found.outcome == "review"
    assert found.failed == (Failed("t", "r0", "KeyError"),)


def test_a_failing_input_makes_its_rows_unknown() -> None:
    found = run(line(table("t", ["wild + x"], ["y2"], [["> 1", "1"]])), {"x": 1.0, "wild": {}})
    assert found.outputs == {"y2": None}


def test_a_failing_list_is_isolated() -> None:
    def broken(_code: str, _value: object) -> str | None:
        raise ConnectionError

    policy = line(lists("l", ("grey", "city", "greyed")), rules("r", rule("A", "greyed")))
    found = evaluate(compiled(policy), {"city": "北京"}, {}, broken)
    assert found.failed == (Failed("l", "greyed", "ConnectionError"),)
    assert [unit.code for unit in found.unknown] == ["A"]


def test_a_list_node_gives_a_boolean_and_the_entry() -> None:
    policy = line(
        lists("l", ("grey", "city", "greyed")), rules("r", rule("A", "greyed", outcome="review"))
    )
    hit, missed, unknown = (run(policy, {"city": c}) for c in ("北京", "上海", None))
    assert (hit.outcome, hit.outputs["greyed_entry"]) == ("review", "ent_1")
    assert (missed.outcome, missed.outputs["greyed"]) == ("pass", False)
    assert (unknown.outcome, unknown.outputs["greyed"], unknown.missing) == (
        "pass",
        None,
        ("city", "greyed"),
    )


def test_amounts_and_reasons_of_a_table() -> None:
    rows = [["< 600", "'reject'", "0", "'LOW_SCORE'"], ["", "'pass'", "50000", ""]]
    policy = line(table("t", ["x"], ["outcome", "limit", "reasons"], rows))
    low, high = run(policy, {"x": 590.0}), run(policy, {"x": 700.0})
    assert (low.outcome, low.limit) == ("reject", 0.0)
    (reason,) = low.reasons
    assert (reason.code, reason.value, reason.operator, reason.threshold) == (
        "LOW_SCORE",
        590.0,
        "<",
        600.0,
    )
    assert (high.outcome, high.limit, high.reasons) == ("pass", 50000.0, ())


def test_only_the_branch_that_holds_runs() -> None:
    nodes = [
        start(),
        switch("s", {"big": "x > 10", "rest": ""}),
        expression("a", {"limit": "1"}),
        expression("b", {"limit": "2"}),
        rules("after", rule("A", "limit == 1", outcome="review")),
        end(),
    ]
    edges = [edge("i", "s"), edge("s", "a", "big"), edge("s", "b", "rest")]
    edges += [edge("a", "after"), edge("after", "o"), edge("b", "o")]
    policy = document(nodes, edges)
    big, small = run(policy, {"x": 11.0}), run(policy, {"x": 1.0})
    assert (big.limit, big.outcome, big.path) == (1.0, "review", ("i", "s", "a", "after", "o"))
    assert (small.limit, small.outcome, small.path) == (2.0, "pass", ("i", "s", "b", "o"))
    unknown = run(policy, {})
    assert unknown.path == ("i", "s", "b", "o")


def test_an_unreached_switch_takes_no_branch() -> None:
    nodes = [
        start(),
        switch("s", {"big": "x > 10"}),
        switch("t", {"all": ""}),
        expression("a", {"limit": "1"}),
        end(),
    ]
    edges = [edge("i", "s"), edge("s", "t", "big"), edge("t", "a", "all"), edge("a", "o")]
    assert run(document(nodes, edges), {"x": 1.0}).limit is None
    assert run(document(nodes, edges), {"x": 11.0}).limit == 1.0


SUB = line(
    rules("q", rule("S", "x > base", points=7, outcome="review", reason="SUB")),
    expression("e", {"limit": "x * 10", "extra": "base"}),
)


def test_a_sub_decision_joins_the_decision() -> None:
    policy = line(
        expression("b", {"base": "y + 1"}),
        rules("r", rule("A", "x > 1", points=1)),
        decision("d", "sub"),
        rules("after", rule("B", "extra == 2 and limit > 20", points=100)),
    )
    found = run(policy, {"x": 3.0, "y": 1.0}, sub=SUB)
    assert (found.outcome, found.score, found.limit) == ("review", 108.0, 30.0)
    assert [reason.code for reason in found.reasons] == ["A", "SUB", "B"]
    assert found.reasons[1].value == 3.0
    assert found.reasons[1].threshold == 2.0
    assert compiled(policy, sub=SUB).subs == {"sub": "sub"}
    ((unit, inner),) = found.subs()
    assert (unit.code, inner.value("base"), inner.outcome) == ("sub", 2.0, "review")


def test_more_than_64_units_fit() -> None:
    many = [rule(f"R{n}", f"x > {n}", points=1) for n in range(200)]
    found = run(line(rules("r", *many)), {"x": 150.0})
    assert (found.score, len(found.hits)) == (150.0, 150)
    again = restored(found.plan, stored(found), found.context, found.indicators)
    assert again.hits == found.hits


def test_a_long_table_compiles() -> None:
    rows = [[f"== {n}", str(n * 2)] for n in range(1500)]
    assert run(line(table("t", ["x"], ["limit"], rows)), {"x": 1400.0}).limit == 2800.0


def test_the_trace_shows_every_node_and_unit() -> None:
    policy = line(
        lists("l", ("grey", "city", "greyed")),
        table("t", ["x"], ["tier"], [["> 9", "'a'"], ["> 1", "'b'"], ["", "'c'"]]),
        rules("r", rule("A", "y > 1"), rule("B", "tier == 'b'"), rule("C", "x > 5")),
        decision("d", "sub"),
    )
    sub = line(rules("q", rule("S", "x > 1")))
    found = run(policy, {"x": 2.0, "city": "上海"}, sub=sub)
    nodes = {node.node: node for node in trace(found)}
    status = {node: [unit.status.value for unit in nodes[node].units] for node in nodes}
    assert status["l"] == ["missed"]
    assert status["t"] == ["done", "missed", "hit", "skipped"]
    assert status["r"] == ["unknown", "hit", "missed"]
    assert nodes["r"].units[0].missing == ("y",)
    assert nodes["r"].units[1].values == {"tier": "b"}
    assert nodes["t"].outputs == {"tier": "b"}
    assert [unit.status for unit in nodes["d"].sub[1].units] == [UnitStatus.HIT]
    shown = "\n".join(lines(trace(found)))
    assert "[未知] 规则A (y > 1) y=None 缺失：y" in shown
    assert "[hit] Rule S" in "\n".join(lines(trace(found), "en"))


def test_a_stored_record_rebuilds_the_same_trace() -> None:
    policy = line(
        rules("r", rule("A", "x > 1", points=1), rule("B", "y > 1")), decision("d", "sub")
    )
    found = run(policy, {"x": 2.0}, sub=line(rules("q", rule("S", "x > 1"))))
    again = restored(found.plan, stored(found), found.context, found.indicators)
    assert trace(again) == trace(found)
    assert again.reasons == found.reasons


@given(
    st.lists(st.tuples(st.sampled_from(OUTCOMES), st.integers(0, 9)), max_size=8),
    st.none() | st.integers(0, 9).map(float),
)
def test_the_outcome_is_the_most_severe_hit(items: list[tuple[str, int]], x: float | None) -> None:
    made = [rule(f"R{n}", f"x > {low}", outcome=o) for n, (o, low) in enumerate(items)]
    found = run(line(rules("r", *made)), {"x": x})
    hit = [OUTCOMES.index(o) for o, low in items if x is not None and x > low]
    assert found.outcome == OUTCOMES[max(hit, default=0)]
    assert len(found.unknown) == (len(items) if x is None else 0)
