from __future__ import annotations

import pytest
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

from ballast.events.model import FieldKind, Sensitivity
from ballast.expressions.types import NUMBER, STRING, TOKEN
from ballast.kit.text import Text
from ballast.policies import limits
from ballast.policies.catalog import Catalog, SubDocument
from ballast.policies.compile import problems_of
from ballast.policies.lists.model import Colour, ListDefinition
from ballast.policies.problem import Problem
from ballast.policies.reading import parse

TITLE = Text("名单", "List")
SCHEMA = {"x": NUMBER, "city": STRING, "phone": TOKEN, "indicators.cnt_1d": NUMBER}
LISTS = {
    "black_phone": ListDefinition(
        "black_phone", TITLE, Colour.BLACK, kind=FieldKind.PHONE, sensitivity=Sensitivity.C2
    ),
    "grey_city": ListDefinition("grey_city", TITLE, Colour.GREY),
}


def found(policy: Item, catalog: Catalog | None = None, code: str = "p") -> list[Problem]:
    return list(problems_of(parse(policy), catalog or Catalog(SCHEMA, LISTS), code))


def places(policy: Item) -> list[tuple[str, str, int | None]]:
    return [(p.node, p.where, p.position) for p in found(policy)]


def test_a_sound_policy_has_no_problems() -> None:
    policy = line(
        lists("l", ("black_phone", "phone", "blocked"), ("grey_city", "city", "grey")),
        rules("r", rule("A", "blocked and indicators.cnt_1d > 3", points=5, outcome="reject")),
        table("t", ["score", "grey"], ["limit"], [["> 3", "true", "1000"], ["", "", "x * 2"]]),
        expression("e", {"double": "limit * 2", "again": "$.double + score"}),
    )
    assert found(policy) == []


@pytest.mark.parametrize(
    ("policy", "place"),
    [
        (rules("r", rule("A", "x > 1 and nope > 2")), ("r", "rules.A.when", 10)),
        (rules("r", rule("A", "x + 1")), ("r", "rules.A.when", 0)),
        (rules("r", rule("A", "x >")), ("r", "rules.A.when", 3)),
        (rules("r", rule("A", "phone > 1")), ("r", "rules.A.when", 0)),
        (rules("r", rule("A", "indicators.cnt_2d > 1")), ("r", "rules.A.when", 0)),
        (rules("r", rule("A", "indicators > 1")), ("r", "rules.A.when", 0)),
        (rules("r", rule("A", "x > 1"), rule("A", "x > 2")), ("r", "rules.A", None)),
        (table("t", ["x"], ["y"], [["> 'a'", "1"]]), ("t", "rules[0].c0", 2)),
        (table("t", ["x"], ["y"], [["> 1", "nope"]]), ("t", "rules[0].c1", 0)),
        (table("t", ["nope"], ["y"], [["> 1", "1"]]), ("t", "inputs.c0.field", 0)),
        (table("t", [""], ["y"], [["x + 1", "1"]]), ("t", "rules[0].c0", 0)),
        (table("t", ["x"], ["outcome"], [["> 1", "'deny'"]]), ("t", "rules[0].c1", 0)),
        (table("t", ["x"], ["limit"], [["> 1", "'a'"]]), ("t", "outputs", None)),
        (table("t", ["x"], ["reasons"], [["> 1", "city"]]), ("t", "rules[0].c1", 0)),
        (expression("e", {"额度": "1"}), ("e", "expressions[0].key", None)),
        (expression("e", {"indicators.a": "1"}), ("e", "expressions[0].key", None)),
        (expression("e", {"a": "$.b"}), ("e", "expressions[0].value", 0)),
        (lists("l", ("nope", "phone", "hit")), ("l", "checks[0].list", None)),
        (lists("l", ("grey_city", "phone", "hit")), ("l", "checks[0].field", 0)),
        (lists("l", ("black_phone", "city", "hit")), ("l", "checks[0].field", 0)),
        (lists("l", ("grey_city", "city + 'a'", "hit")), ("l", "checks[0].field", 0)),
        (decision("d", "nowhere"), ("d", "content.key", None)),
    ],
)
def test_each_problem_names_node_cell_and_character(
    policy: Item, place: tuple[str, str, int | None]
) -> None:
    assert place in places(line(policy))


def test_every_problem_speaks_both_languages_and_says_the_remedy() -> None:
    (problem,) = found(line(rules("r", rule("A", "indicators.cnt_id > 1"))))
    assert "cnt_1d" in problem.text.zh
    assert "cnt_1d" in problem.text.en


def test_a_node_sees_only_what_is_upstream() -> None:
    nodes = [start(), expression("a", {"v": "1"}), expression("b", {"w": "v"}), end()]
    beside = document(nodes, [edge("i", "a"), edge("i", "b"), edge("a", "o"), edge("b", "o")])
    assert places(beside) == [("b", "expressions[0].value", 0)]
    assert found(line(*nodes[1:3])) == []


def test_two_unordered_writers_of_one_field_are_warned_about() -> None:
    nodes = [start(), expression("a", {"v": "1"}), expression("b", {"v": "2"}), end()]
    edges = [edge("i", "a"), edge("i", "b"), edge("a", "o"), edge("b", "o")]
    assert [(p.node, p.where, p.warning) for p in found(document(nodes, edges))] == [
        ("b", "v", True)
    ]


def test_writers_behind_different_branches_are_no_conflict() -> None:
    def policy(kind: str) -> Item:
        nodes = [
            start(),
            switch("s", {"p": "x > 1", "q": ""}, kind),
            expression("a", {"v": "1"}),
            expression("b", {"v": "2"}),
            end(),
        ]
        edges = [edge("i", "s"), edge("s", "a", "p"), edge("s", "b", "q")]
        return document(nodes, [*edges, edge("a", "o"), edge("b", "o")])

    assert found(policy("first")) == []
    assert [p.warning for p in found(policy("collect"))] == [True]


def test_a_disabled_rule_is_still_checked() -> None:
    assert places(line(rules("r", rule("A", "nope", enabled=False))))


def test_a_switch_condition_is_checked() -> None:
    policy = document(
        [start(), switch("s", {"a": "nope > 1"}), end()], [edge("i", "s"), edge("s", "o", "a")]
    )
    assert places(policy) == [("s", "statements[0].condition", 0)]


def test_a_graph_problem_is_reported_before_types() -> None:
    assert found(document([start(), end()], []))[0].node == "o"


def catalog_of(**policies: Item) -> Catalog:
    documents = {code: SubDocument(parse(raw), code) for code, raw in policies.items()}
    return Catalog(SCHEMA, LISTS, documents.get)


def test_recursion_of_sub_decisions_is_refused_naming_the_ring() -> None:
    catalog = catalog_of(a=line(decision("d", "b")), b=line(decision("d", "a")))
    (problem,) = found(line(decision("d", "b")), catalog, "a")
    assert "a → b → a" in problem.text.zh
    (own,) = found(line(decision("d", "self")), catalog, "self")
    assert "self → self" in own.text.en


def test_depth_of_sub_decisions_is_bounded() -> None:
    chain = {f"p{n}": line(decision("d", f"p{n + 1}")) for n in range(limits.MAX_DEPTH + 2)}
    chain[f"p{limits.MAX_DEPTH}"] = line(expression("e", {"v": "1"}))
    catalog = catalog_of(**chain)
    assert found(line(decision("d", "p2")), catalog, "p1") == []
    (problem,) = found(line(decision("d", "p1")), catalog, "p0")
    assert f"超过 {limits.MAX_DEPTH} 层" in problem.text.zh


def test_a_broken_sub_decision_is_named() -> None:
    catalog = catalog_of(sub=line(expression("e", {"v": "nope"})))
    (problem,) = found(line(decision("d", "sub")), catalog)
    assert "`sub`" in problem.text.zh
    assert "nope" in problem.text.zh
