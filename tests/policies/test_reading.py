from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policies.building import Item, document, edge, end, line, node, rule, rules, start, table

from ballast.kit.text import Text
from ballast.policies import limits
from ballast.policies.document import RulesContent, TableContent
from ballast.policies.problem import InvalidPolicyError, Problem
from ballast.policies.reading import parse


def refused(raw: Item | bytes) -> tuple[Problem, ...]:
    with pytest.raises(InvalidPolicyError) as error:
        parse(raw)
    return error.value.problems


def test_nodes_are_read_by_kind() -> None:
    policy = parse(line(table("t", ["x"], ["y"], [["> 1", "2"]]), rules("r", rule("A", "x > 1"))))
    assert isinstance(policy.node("t").content, TableContent)
    content = policy.node("r").content
    assert isinstance(content, RulesContent)
    assert content.rules[0].title == Text("规则A", "Rule A")


def test_a_custom_node_carries_its_kind_and_config() -> None:
    content = {"kind": "rules", "config": {"rules": [rule("A", "x > 1")]}}
    custom = {**node("r", "customNode"), "content": content}
    assert isinstance(parse(line(custom)).node("r").content, RulesContent)


def test_javascript_is_refused_with_the_reason_and_the_remedy() -> None:
    (problem,) = refused(line(node("js", "functionNode", source="export const handler = 1")))
    assert (problem.node, problem.where) == ("js", "type")
    assert "JavaScript" in problem.text.zh
    assert "规则节点" in problem.text.zh
    assert "rules node" in problem.text.en


@pytest.mark.parametrize("kind", ["httpNode", "modelNode"])
def test_an_unknown_kind_is_refused_naming_node_and_kind(kind: str) -> None:
    custom = {**node("n", "customNode"), "content": {"kind": kind}}
    for item in (node("n", kind), custom):
        (problem,) = refused(line(item))
        assert problem.node == "n"
        assert kind in problem.text.en


def test_every_problem_is_reported_at_once_with_its_place() -> None:
    bad = rules("r", {"code": "A", "title": {"zh": "只有中文"}, "when": "x > 1"})
    worse = node("t", "decisionTableNode", hitPolicy="any", inputs=[], outputs=[], rules=[])
    found = refused(document([start(), bad, worse, {"id": 5}, end()], [{"id": "e"}]))
    assert [(p.node, p.where) for p in found] == [
        ("r", "rules[0].title"),
        ("t", "hitPolicy"),
        ("", "nodes[3]"),
        ("", "edges[0]"),
    ]


def test_what_is_no_document_is_refused() -> None:
    for raw in (b"{", b"[]", b"\xff", b"1", b"[" * 100_000, b"{}"):
        assert refused(raw)
    assert refused(b" " * (limits.MAX_BYTES + 1))[0].text.en.startswith("More than")


def test_size_is_bounded() -> None:
    many = [node(f"n{n}", "expressionNode") for n in range(limits.MAX_NODES + 1)]
    assert "200" in refused(document(many, []))[0].text.zh
    rows = [["> 1", "2"]] * (limits.MAX_ROWS + 1)
    assert refused(line(table("t", ["x"], ["y"], rows)))[0].node == "t"
    edges = [edge("i", "o") for _ in range(limits.MAX_EDGES + 1)]
    assert refused(document([start(), end()], edges))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["nodes", "edges", "id", "type", "content", "rules", "kind"]), inner
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_is_read_or_refused(raw: object) -> None:
    try:
        read = parse(json.dumps(raw).encode())
    except InvalidPolicyError:
        return
    assert read.nodes == ()
