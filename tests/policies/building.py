"""Builders of small policy documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

Item = dict[str, object]


def node(node_id: str, kind: str, **content: object) -> Item:
    position = {"x": 0, "y": 0}
    return {"id": node_id, "name": node_id, "type": kind, "content": content, "position": position}


def start() -> Item:
    return node("i", "inputNode")


def end() -> Item:
    return node("o", "outputNode")


def expression(node_id: str, values: Mapping[str, str], **content: object) -> Item:
    items = [
        {"id": f"{node_id}{n}", "key": k, "value": v} for n, (k, v) in enumerate(values.items())
    ]
    return node(node_id, "expressionNode", expressions=items, **content)


def switch(node_id: str, statements: Mapping[str, str], policy: str = "first") -> Item:
    items = [{"id": k, "condition": v, "isDefault": not v} for k, v in statements.items()]
    return node(node_id, "switchNode", statements=items, hitPolicy=policy)


def table(
    node_id: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    rows: Sequence[Sequence[str]],
    policy: str = "first",
    **content: object,
) -> Item:
    """A decision table; a row lists the input cells, then the output cells."""
    ids = [f"c{n}" for n in range(len(inputs) + len(outputs))]
    columns = [
        {"id": i, "name": f, "field": f} for i, f in zip(ids, [*inputs, *outputs], strict=True)
    ]
    rules = [{"_id": f"r{n}", **dict(zip(ids, row, strict=True))} for n, row in enumerate(rows)]
    return node(
        node_id,
        "decisionTableNode",
        hitPolicy=policy,
        inputs=columns[: len(inputs)],
        outputs=columns[len(inputs) :],
        rules=rules,
        **content,
    )


def rule(code: str, when: str, **more: object) -> Item:
    return {
        "code": code,
        "title": {"zh": f"规则{code}", "en": f"Rule {code}"},
        "when": when,
        **more,
    }


def rules(node_id: str, *items: Item) -> Item:
    return node(node_id, "rulesNode", rules=list(items))


def lists(node_id: str, *checks: tuple[str, str, str]) -> Item:
    items = [{"list": code, "field": field, "as": name} for code, field, name in checks]
    return node(node_id, "listNode", checks=items)


def decision(node_id: str, policy: str) -> Item:
    return node(node_id, "decisionNode", key=policy)


def edge(source: str, target: str, handle: str | None = None) -> Item:
    return {
        "id": f"{source}-{handle}-{target}",
        "type": "edge",
        "sourceId": source,
        "targetId": target,
        **({"sourceHandle": handle} if handle else {}),
    }


def document(nodes: Sequence[Item], edges: Sequence[Item]) -> Item:
    kind = "application/vnd.gorules.decision"
    return {"contentType": kind, "nodes": list(nodes), "edges": list(edges)}


def line(*middle: Item) -> Item:
    """input → each node in turn → output."""
    nodes = [start(), *middle, end()]
    ids = [str(item["id"]) for item in nodes]
    return document(nodes, [edge(a, b) for a, b in pairwise(ids)])
