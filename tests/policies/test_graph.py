from __future__ import annotations

from tests.policies.building import document, edge, end, expression, start, switch

from ballast.policies.document import Document
from ballast.policies.graph import ancestors, order, problems
from ballast.policies.reading import parse


def read(nodes: list[dict[str, object]], edges: list[dict[str, object]]) -> Document:
    return parse(document(nodes, edges))


def texts(nodes: list[dict[str, object]], edges: list[dict[str, object]]) -> list[tuple[str, str]]:
    return [(p.node, p.text.zh) for p in problems(read(nodes, edges))]


def test_a_sound_graph_is_ordered_parents_first() -> None:
    nodes = [end(), expression("b", {"y": "a"}), expression("a", {"x": "1"}), start()]
    edges = [edge("i", "a"), edge("a", "b"), edge("b", "o")]
    assert problems(read(nodes, edges)) == []
    assert [node.id for node in order(read(nodes, edges))] == ["i", "a", "b", "o"]
    assert ancestors(read(nodes, edges))["o"] == {"i", "a", "b"}


def test_a_cycle_is_named() -> None:
    nodes = [start(), expression("a", {}), expression("b", {}), expression("c", {}), end()]
    edges = [edge("i", "a"), edge("a", "b"), edge("b", "a"), edge("b", "c"), edge("c", "o")]
    found = texts(nodes, edges)
    assert len(found) == 1
    assert "a → b → a" in found[0][1] or "b → a → b" in found[0][1]


def test_ends_and_edges() -> None:
    assert texts([end()], []) == [("", "要有且只有一个输入节点，现有 0 个。")]
    assert ("", "缺少输出节点。") in texts([start()], [])
    assert "`zz`" in texts([start(), end()], [edge("i", "zz")])[0][1]
    assert texts([start(), start(), end()], [])[0] == ("i", "有 2 个节点同用一个标识。")
    loose = texts([start(), expression("a", {}), end()], [edge("i", "o"), edge("a", "o")])
    assert loose == [("a", "从输入节点到不了这里。")]
    dead = texts([start(), expression("a", {}), end()], [edge("i", "o"), edge("i", "a")])
    assert dead == [("a", "没有连到输出节点。")]


def test_an_edge_of_a_switch_names_its_statement() -> None:
    nodes = [start(), switch("s", {"yes": "x > 1"}), end()]
    assert texts(nodes, [edge("i", "s"), edge("s", "o", "yes")]) == []
    wrong = texts(nodes, [edge("i", "s"), edge("s", "o", "no")])
    assert [node for node, _ in wrong] == ["s"]
