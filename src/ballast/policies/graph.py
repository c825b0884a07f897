"""策略图：次序、环、可达、分支出口。

The graph: order, cycles, reachability, handles of switches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from ballast.kit.text import Text
from ballast.policies.document import (
    Document,
    Edge,
    InputContent,
    Node,
    OutputContent,
    SwitchContent,
)
from ballast.policies.problem import Problem


def order(document: Document) -> tuple[Node, ...]:
    """按先后排好的节点；同先后的按文档里的次序。 Nodes, parents first, ties by document order.

    Nodes on a cycle are left out (see `problems`).
    """
    waiting = {node.id: len(incoming(document, node.id)) for node in document.nodes}
    done: list[Node] = []
    while ready := next((n for n in document.nodes if waiting.get(n.id) == 0), None):
        done.append(ready)
        del waiting[ready.id]
        for edge in document.edges:
            if edge.source_id == ready.id and edge.target_id in waiting:
                waiting[edge.target_id] -= 1
    return tuple(done)


def incoming(document: Document, node_id: str) -> tuple[Edge, ...]:
    """进入节点的连线。 Edges that enter the node."""
    return tuple(edge for edge in document.edges if edge.target_id == node_id)


def ancestors(document: Document) -> dict[str, frozenset[str]]:
    """每个节点的全部上游。 All upstream nodes of every node (acyclic graphs)."""
    found: dict[str, frozenset[str]] = {}
    for node in order(document):
        parents = [edge.source_id for edge in incoming(document, node.id)]
        found[node.id] = frozenset(parents).union(*(found.get(p, frozenset()) for p in parents))
    return found


def exclusive(document: Document) -> Callable[[str, str], bool]:
    """两个节点是否不会都执行：各在同一 first 分支的不同出口之后。

    Whether two nodes can never both run: each lies behind another branch of one `first` switch.
    """
    gates = _gates(document)

    def apart(one: str, other: str) -> bool:
        behind = dict(gates[other])
        return any(behind.get(node, way) != way for node, way in gates[one])

    return apart


def _gates(document: Document) -> dict[str, frozenset[tuple[str, str | None]]]:
    """每个节点必经的分支出口。 The branches that every path to a node goes through."""
    found: dict[str, frozenset[tuple[str, str | None]]] = {}
    for node in order(document):
        paths = [
            found[edge.source_id] | _gate(document.node(edge.source_id), edge)
            for edge in incoming(document, node.id)
        ]
        found[node.id] = frozenset.intersection(*paths) if paths else frozenset()
    return found


def _gate(source: Node, edge: Edge) -> frozenset[tuple[str, str | None]]:
    content = source.content
    first = isinstance(content, SwitchContent) and content.hit_policy == "first"
    return frozenset([(source.id, edge.source_handle)] if first else [])


def problems(document: Document) -> list[Problem]:
    """图的全部问题。 Every problem of the graph."""
    found = [*_duplicates(document), *_ends(document), *_edges(document)]
    if not found:
        found = [*_cycles(document)] or [*_unreachable(document), *_dead_ends(document)]
    return found


def _duplicates(document: Document) -> Iterator[Problem]:
    for node_id, count in Counter(node.id for node in document.nodes).items():
        if count > 1:
            yield Problem(
                Text(f"有 {count} 个节点同用一个标识。", f"{count} nodes share one id."), node_id
            )


def _ends(document: Document) -> Iterator[Problem]:
    inputs = [node for node in document.nodes if isinstance(node.content, InputContent)]
    if len(inputs) != 1:
        yield Problem(
            Text(
                f"要有且只有一个输入节点，现有 {len(inputs)} 个。",
                f"There must be exactly one input node; there are {len(inputs)}.",
            )
        )
    if not any(isinstance(node.content, OutputContent) for node in document.nodes):
        yield Problem(Text("缺少输出节点。", "There is no output node."))


def _edges(document: Document) -> Iterator[Problem]:
    nodes = {node.id: node for node in document.nodes}
    for edge in document.edges:
        for end in (edge.source_id, edge.target_id):
            if end not in nodes:
                text = Text(f"连线指向没有的节点 `{end}`。", f"The edge names no node: `{end}`.")
                yield Problem(text, where=f"edges.{edge.id}")
        source, target = nodes.get(edge.source_id), nodes.get(edge.target_id)
        if source and isinstance(source.content, OutputContent):
            yield Problem(
                Text("输出节点之后不能再连线。", "Nothing may follow an output node."), source.id
            )
        if target and isinstance(target.content, InputContent):
            yield Problem(
                Text("输入节点之前不能有连线。", "Nothing may precede the input node."), target.id
            )
        if source and isinstance(source.content, SwitchContent):
            yield from _handle(source, source.content, edge)


def _handle(node: Node, content: SwitchContent, edge: Edge) -> Iterator[Problem]:
    known = [statement.id for statement in content.statements]
    if edge.source_handle not in known:
        yield Problem(
            Text(
                f"分支的连线要从某个条件引出（sourceHandle）；`{edge.source_handle}` 不是其条件。",
                f"An edge of a switch starts at one of its statements (sourceHandle); "
                f"`{edge.source_handle}` is none of them.",
            ),
            node.id,
            f"edges.{edge.id}",
        )


def _cycles(document: Document) -> Iterator[Problem]:
    stuck = {node.id for node in document.nodes} - {node.id for node in order(document)}
    if not stuck:
        return
    onward: dict[str, list[str]] = defaultdict(list)
    for edge in document.edges:
        if edge.source_id in stuck and edge.target_id in stuck:
            onward[edge.target_id].append(edge.source_id)
    # Every stuck node has a stuck parent, so walking upstream must meet a node again.
    path = [min(stuck)]
    while path.count(path[-1]) == 1:
        path.append(onward[path[-1]][0])
    ring = " → ".join(reversed(path[path.index(path[-1]) :]))
    yield Problem(
        Text(f"连线成环：{ring}；请去掉其中一条。", f"The edges form a cycle: {ring}; remove one."),
        path[-1],
    )


def _unreachable(document: Document) -> Iterator[Problem]:
    above = ancestors(document)
    entry = next(node.id for node in document.nodes if isinstance(node.content, InputContent))
    for node in document.nodes:
        if node.id != entry and entry not in above[node.id]:
            text = Text("从输入节点到不了这里。", "It cannot be reached from the input node.")
            yield Problem(text, node.id)


def _dead_ends(document: Document) -> Iterator[Problem]:
    sources = {edge.source_id for edge in document.edges}
    for node in document.nodes:
        if node.id not in sources and not isinstance(node.content, OutputContent):
            text = Text("没有连到输出节点。", "It leads to no output node; connect it.")
            yield Problem(text, node.id)
