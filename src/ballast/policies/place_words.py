"""用人的话说节点里的一处，如“第 2 行的 年龄”。

Saying a place inside a node in words, such as "row 2, Age".
"""

from __future__ import annotations

from collections.abc import Sequence

from ballast.kit.text import Text
from ballast.policies.document import (
    Content,
    ExpressionContent,
    Node,
    SwitchContent,
    TableContent,
)

_MEMBERS = {
    "rules": Text("规则", "rule"),
    "inputs": Text("输入列", "input column"),
    "outputs": Text("输出列", "output column"),
    "expressions": Text("表达式", "expression"),
    "statements": Text("分支", "branch"),
    "checks": Text("名单检查", "list check"),
}
_FIELDS = {
    "when": Text("条件", "condition"),
    "condition": Text("条件", "condition"),
    "points": Text("分值", "points"),
    "outcome": Text("结论", "outcome"),
    "reason": Text("理由码", "reason code"),
    "severity": Text("严重程度", "severity"),
    "enabled": Text("启用", "enabled"),
    "title.zh": Text("中文名称", "Chinese title"),
    "title.en": Text("英文名称", "English title"),
    "key": Text("名称", "key"),
    "value": Text("表达式", "expression"),
    "isDefault": Text("“否则”", "the else branch"),
    "list": Text("名单", "list"),
    "field": Text("字段", "field"),
    "as": Text("写到", "result name"),
    "name": Text("名称", "name"),
    "kind": Text("节点种类", "kind of node"),
    "hitPolicy": Text("命中方式", "hit policy"),
    "passThrough": Text("透传", "pass-through"),
    "inputField": Text("输入字段", "input field"),
    "outputPath": Text("输出路径", "output path"),
    "executionMode": Text("执行方式", "execution mode"),
    "edges": Text("连线", "connection"),
    "_description": Text("说明", "description"),
    "_title.zh": Text("中文名称", "Chinese title"),
    "_title.en": Text("英文名称", "English title"),
}


def words_of(path: str, nodes: Sequence[Node | None]) -> Text:
    """一处的说法。 A place in words.

    Args:
        path: 节点里的路径，如 `rules.R1.when`。 Path inside the node.
        nodes: 改后与改前的节点，行号与列名取自先有的。 The node after and before, where the number
            of a row and the name of a column are looked up.
    """
    part, _, rest = path.partition(".")
    if part not in _MEMBERS or not rest:
        return _field(path)
    if rest == "order":
        return Text(f"{_MEMBERS[part].zh}的次序", f"order of the {_MEMBERS[part].en}s")
    tables = [n.content for n in nodes if n is not None and isinstance(n.content, TableContent)]
    member, field = _split(rest)
    if part == "rules" and tables:
        return _joined(_row(member, tables), _cell(field, tables))
    if tables:
        return _joined(_named(part, _column(member, tables)), _field(field))
    named = _named(part, _spoken(part, member, nodes))
    plain = not field or (part, field) == ("expressions", "value")
    return named if plain else _joined(named, _field(field))


def _spoken(part: str, member: str, nodes: Sequence[Node | None]) -> str:
    """表达式说名称，分支说第几个；标识没人认得。 A key, or which branch it is: ids mean nothing."""
    known = (_names(part, node.content) for node in nodes if node)
    return next((names[member] for names in known if names.get(member)), member)


def _names(part: str, content: Content) -> dict[str, str]:
    match content:
        case ExpressionContent(expressions=items) if part == "expressions":
            return {item.id: item.key for item in items}
        case SwitchContent(statements=items) if part == "statements":
            return {item.id: str(number) for number, item in enumerate(items, 1)}
    return {}


def _split(rest: str) -> tuple[str, str]:
    for known in sorted(_FIELDS, key=len, reverse=True):
        if rest.endswith(f".{known}"):
            return rest[: -len(known) - 1], known
    member, _, field = rest.partition(".")
    return member, field


def _joined(one: Text, other: Text | None) -> Text:
    return one if other is None else Text(f"{one.zh} 的{other.zh}", f"{one.en}, {other.en}")


def _field(name: str) -> Text:
    return _FIELDS.get(name) or Text(f" {name}", name)


def _named(part: str, name: str) -> Text:
    member = _MEMBERS[part]
    return Text(f"{member.zh} {name}", f"{member.en} {name}")


def _row(row_id: str, tables: Sequence[TableContent]) -> Text:
    for table in tables:
        for number, row in enumerate(table.rules, 1):
            if str(row.get("_id") or number) == row_id:
                return Text(f"第 {number} 行", f"row {number}")
    return Text(f"行 {row_id}", f"row {row_id}")


def _cell(field: str, tables: Sequence[TableContent]) -> Text | None:
    if field in _FIELDS or not field:
        return _FIELDS.get(field)
    name = _column(field, tables)
    return Text(f" {name}", name)


def _column(column_id: str, tables: Sequence[TableContent]) -> str:
    for table in tables:
        for column in (*table.inputs, *table.outputs):
            if column.id == column_id:
                return column.name or column.field or column_id
    return column_id
