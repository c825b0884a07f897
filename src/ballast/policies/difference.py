"""两份策略文档的差异：节点、规则、单元格，逐条可读。

The difference of two documents: nodes, rules and cells, each as a readable line. Layout (positions)
does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from ballast.kit.text import Text
from ballast.policies.document import Document, Node
from ballast.policies.place_words import words_of

_LINK = Text("连线", "connection")
_IDENTITIES = ("code", "_id", "id")


class ChangeKind(StrEnum):
    """加、删、改。 Added, removed or changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """一处改动。 One change.

    Args:
        name: 节点的名称。 Name of the node.
        path: 节点里的位置，如 `rules.R1.when`；空为整个节点。 Place inside the node; empty for the
            whole node.
        place: 位置的说法。 The place in words.
    """

    kind: ChangeKind
    node: str
    name: str
    path: str
    before: object = None
    after: object = None
    place: Text | None = None

    @property
    def text(self) -> Text:
        """一句话说明。 One sentence."""
        where = self._where()
        if self.kind is ChangeKind.CHANGED:
            shown = f"{_shown(self.before)} → {_shown(self.after)}"
            return Text(f"修改 {where.zh}：{shown}", f"Changed {where.en}: {shown}")
        value = self.after if self.kind is ChangeKind.ADDED else self.before
        zh, en = {"added": ("新增", "Added"), "removed": ("删除", "Removed")}[self.kind.value]
        if value is None:
            return Text(f"{zh} {where.zh}", f"{en} {where.en}")
        return Text(f"{zh} {where.zh}：{_shown(value)}", f"{en} {where.en}: {_shown(value)}")

    def _where(self) -> Text:
        if self.place is None:
            return Text(self.name, self.name)
        return Text(
            f"{self.name} / {self.place.zh.strip()}", f"{self.name} / {self.place.en.strip()}"
        )

    def as_dict(self) -> dict[str, object]:
        """机器可读的形式。 As a plain mapping."""
        plain = {"kind": self.kind.value, "node": self.node, "name": self.name, "path": self.path}
        place = self.place.as_dict() if self.place else None
        more = {"before": self.before, "after": self.after, "place": place}
        return {**plain, **more, "text": self.text.as_dict()}


def difference(before: Document | None, after: Document) -> tuple[Change, ...]:
    """从 `before` 到 `after` 的全部改动；没有 `before` 则全部是新增。

    All changes, in document order.
    """
    old = {node.id: node for node in before.nodes} if before else {}
    new = {node.id: node for node in after.nodes}
    found: list[Change] = []
    for node in (*old.values(), *(n for n in new.values() if n.id not in old)):
        found += _node(node, old.get(node.id), new.get(node.id))
    return (*found, *_edges(before, after))


def _node(node: Node, old: Node | None, new: Node | None) -> Iterator[Change]:
    left, right = _content(old), _content(new)
    if old is None or new is None:
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
        yield Change(kind, node.id, node.name, "", left.get("kind"), right.get("kind"))
    skipped = {"name", "kind"} if old is None or new is None else set()
    for path in (p for p in (*left, *(p for p in right if p not in left)) if p not in skipped):
        yield from _cell((new, old), path, left, right)
    if old is not None and new is not None:
        yield from _moves(new, _orders(old), _orders(new))


def _moves(
    node: Node, left: Mapping[str, list[str]], right: Mapping[str, list[str]]
) -> Iterator[Change]:
    for path, names in left.items():
        after = [name for name in right.get(path, []) if name in names]
        before = [name for name in names if name in after]
        if before != after:
            place = words_of(f"{path}.order", (node,))
            changed = ChangeKind.CHANGED
            yield Change(changed, node.id, node.name, f"{path}.order", before, after, place)


def _orders(node: Node) -> dict[str, list[str]]:
    """每个列表成员的次序：决策表先命中者为准，次序也是内容。

    Order of members: it decides in a table.
    """
    plain: dict[str, object] = msgspec.to_builtins(node.content)
    return {
        path: [_name(item, n) for n, item in enumerate(items)]
        for path, items in plain.items()
        if isinstance(items, list | tuple)
    }


def _cell(
    nodes: tuple[Node | None, Node | None],
    path: str,
    left: Mapping[str, object],
    right: Mapping[str, object],
) -> Iterator[Change]:
    before, after = left.get(path), right.get(path)
    if before == after:
        return
    kind = ChangeKind.CHANGED
    if path not in left or before is None:
        kind = ChangeKind.ADDED
    elif path not in right or after is None:
        kind = ChangeKind.REMOVED
    for node in [node for node in nodes if node][:1]:
        yield Change(kind, node.id, node.name, path, before, after, words_of(path, nodes))


def _edges(before: Document | None, after: Document) -> Iterator[Change]:
    old = _links(before) if before else {}
    new = _links(after)
    for link, name in old.items():
        if link not in new:
            yield Change(ChangeKind.REMOVED, link[0], name, "edges", place=_LINK)
    for link, name in new.items():
        if link not in old:
            yield Change(ChangeKind.ADDED, link[0], name, "edges", place=_LINK)


def _links(document: Document) -> dict[tuple[str, str | None, str], str]:
    names = {node.id: node.name for node in document.nodes}
    return {
        (e.source_id, e.source_handle, e.target_id): " → ".join(
            part
            for part in (
                names.get(e.source_id, e.source_id),
                e.source_handle,
                names.get(e.target_id, e.target_id),
            )
            if part
        )
        for e in document.edges
    }


def _content(node: Node | None) -> dict[str, object]:
    """节点内容摊平成 路径 → 值。 The content flattened to path → value."""
    if node is None:
        return {}
    plain = msgspec.to_builtins(node.content)
    kind = type(node.content).__name__.removesuffix("Content").lower()
    return {"name": node.name, "kind": kind, **dict(_flat(plain, ""))}


def _flat(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _flat(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for n, item in enumerate(value):
            yield from _flat(_unnamed(item), f"{path}.{_name(item, n)}")
    else:
        yield path, value


def _unnamed(item: object) -> object:
    """成员去掉已写在路径里的标识。 A member without the identity that its path already says."""
    if not isinstance(item, dict):
        return item
    return {key: value for key, value in item.items() if key not in _IDENTITIES}


def _name(item: object, n: int) -> str:
    """列表成员的名字：有标识用标识，免得插一行就处处算改动。 Identity of a list member."""
    if isinstance(item, dict):
        for key in (*_IDENTITIES, "key", "as"):
            if item.get(key):
                return str(item[key])
    return str(n + 1)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
