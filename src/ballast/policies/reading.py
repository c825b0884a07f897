"""把字节读成策略文档，一次指出全部结构问题。

Read bytes into a document, reporting every problem at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from ballast.kit.text import Text
from ballast.policies import limits
from ballast.policies.document import (
    Content,
    DecisionContent,
    Document,
    Edge,
    ExpressionContent,
    InputContent,
    ListContent,
    Node,
    OutputContent,
    RulesContent,
    SwitchContent,
    TableContent,
)
from ballast.policies.problem import InvalidPolicyError, Problem

T = TypeVar("T")

_KINDS: dict[str, type[Content]] = {
    "inputNode": InputContent,
    "outputNode": OutputContent,
    "decisionTableNode": TableContent,
    "expressionNode": ExpressionContent,
    "switchNode": SwitchContent,
    "decisionNode": DecisionContent,
    "listNode": ListContent,
    "rulesNode": RulesContent,
}
_CUSTOM = {"list": "listNode", "rules": "rulesNode"}


def load(source: bytes) -> dict[str, object]:
    """JSON 字节 → 文档。 JSON bytes to a raw document; raises InvalidPolicyError."""
    if len(source) > limits.MAX_BYTES:
        raise InvalidPolicyError([_too_many("文档字节", "bytes in the document", limits.MAX_BYTES)])
    try:
        raw = msgspec.json.decode(source)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        text = Text(f"文档不是合格的 JSON：{error}", f"The document is not valid JSON: {error}")
        raise InvalidPolicyError([Problem(text)]) from error
    if not isinstance(raw, dict):
        text = Text("文档应是一个 JSON 对象。", "The document must be a JSON object.")
        raise InvalidPolicyError([Problem(text)])
    return raw


def parse(source: bytes | Mapping[str, object]) -> Document:
    """读出文档；结构有问题时抛 InvalidPolicyError，列出每一处。

    Read a document; raises InvalidPolicyError with every structural problem, naming the node.
    """
    raw = load(source) if isinstance(source, bytes) else source
    problems: list[Problem] = []
    nodes = [n for at, item in _items(raw, "nodes", problems) for n in _node(at, item, problems)]
    edges = [e for at, item in _items(raw, "edges", problems) for e in _edge(at, item, problems)]
    problems += _sizes(nodes, edges)
    if problems:
        raise InvalidPolicyError(problems)
    return Document(nodes=tuple(nodes), edges=tuple(edges))


def _items(
    raw: Mapping[str, object], key: str, problems: list[Problem]
) -> list[tuple[str, Mapping[str, object]]]:
    found = raw.get(key)
    if isinstance(found, list) and all(isinstance(item, dict) for item in found):
        return [(f"{key}[{n}]", item) for n, item in enumerate(found)]
    text = Text(f"文档缺少对象列表 `{key}`。", f"The document lacks a list of objects `{key}`.")
    problems.append(Problem(text, where=key))
    return []


def _node(at: str, item: Mapping[str, object], problems: list[Problem]) -> Iterator[Node]:
    node_id, kind = item.get("id"), item.get("type")
    if not isinstance(node_id, str) or not node_id or not isinstance(kind, str):
        text = Text("节点要有文本的 `id` 和 `type`。", "A node needs text `id` and `type`.")
        problems.append(Problem(text, where=at))
        return
    content: object = item.get("content") or {}
    if kind == "customNode":
        kind, content = _custom(content)
    shape = _KINDS.get(kind)
    if shape is None:
        problems.append(Problem(_refusal(kind), node_id, "type"))
        return
    converted = _convert(content, shape, node_id, problems)
    if converted is not None:
        yield Node(id=node_id, name=str(item.get("name") or node_id), content=converted)


def _custom(content: object) -> tuple[str, object]:
    if not isinstance(content, dict):
        return "customNode", {}
    kind = str(content.get("kind", ""))
    return _CUSTOM.get(kind, kind or "customNode"), content.get("config") or {}


def _refusal(kind: str) -> Text:
    if kind == "functionNode":
        return Text(
            "不接受函数节点：其中的 JavaScript 不保证会停、不能逐条解释、"
            "不能在批量引擎里得到同样结果。请改用表达式节点、决策表或规则节点。",
            "Function nodes are refused: their JavaScript need not terminate, cannot be explained "
            "rule by rule and does not run the same in the batch engines. Use an expression node, "
            "a decision table or a rules node.",
        )
    known = "、".join(_KINDS)
    return Text(
        f"不认识的节点种类 `{kind}`；可用：{known}。",
        f"Unknown node kind `{kind}`; available: {', '.join(_KINDS)}.",
    )


def _edge(at: str, item: Mapping[str, object], problems: list[Problem]) -> Iterator[Edge]:
    named = {"id": at, **item}
    converted = _convert(named, Edge, "", problems, at)
    if converted is not None:
        yield converted


def _convert(
    raw: object, shape: type[T], node: str, problems: list[Problem], at: str = ""
) -> T | None:
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `")
        where = at + path.rstrip("`").removeprefix("$").lstrip("." if not at else "")
        text = Text(f"内容不合格式：{message}。", f"Malformed content: {message}.")
        problems.append(Problem(text, node, where))
        return None


def _sizes(nodes: list[Node], edges: list[Edge]) -> Iterator[Problem]:
    if len(nodes) > limits.MAX_NODES:
        yield _too_many("节点", "nodes", limits.MAX_NODES)
    if len(edges) > limits.MAX_EDGES:
        yield _too_many("连线", "edges", limits.MAX_EDGES)
    rows = [(node, _rows(node.content)) for node in nodes]
    for node, count in rows:
        if count > limits.MAX_ROWS:
            yield _too_many("行", "rows", limits.MAX_ROWS, node.id)
    if sum(_cells(node.content) for node in nodes) > limits.MAX_CELLS:
        yield _too_many("单元格与条件", "cells and conditions", limits.MAX_CELLS)


def _rows(content: Content) -> int:
    match content:
        case TableContent(rules=rows) | RulesContent(rules=rows):
            return len(rows)
        case ExpressionContent(expressions=items):
            return len(items)
        case SwitchContent(statements=statements):
            return len(statements)
        case ListContent(checks=checks):
            return len(checks)
    return 0


def _cells(content: Content) -> int:
    wide = isinstance(content, TableContent)
    width = len(content.inputs) + len(content.outputs) if isinstance(content, TableContent) else 1
    return _rows(content) * (width if wide else 1)


def _too_many(zh: str, en: str, limit: int, node: str = "") -> Problem:
    text = Text(
        f"{zh}超过上限 {limit}；请拆成子策略。",
        f"More than {limit} {en}; split the document into sub-decisions.",
    )
    return Problem(text, node)
