"""决策表：第一条命中的行（first），或全部命中的行（collect）。

Decision tables. `first`: the first row that holds writes its outputs. `collect`: every row that
holds adds a record to the list at `outputPath`, and its outcome, score and reasons take effect.
An unknown or failing row is not hit; the next row is tried.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ballast.expressions.tree import Always
from ballast.expressions.types import ListType, ObjectType, Type
from ballast.kit.text import Text
from ballast.policies.document import Column, TableContent
from ballast.policies.fields import OUTCOME, REASONS, SCORE, nested, widened
from ballast.policies.node_scope import Formula, NodeScope
from ballast.policies.nodes.literal import check_outcome, reason_codes
from ballast.policies.nodes.wiring import check_wiring, placed

_ADDING = (OUTCOME, SCORE, REASONS)


@dataclass(frozen=True, slots=True)
class Row:
    """检查过的一行。 A checked row: cells by input (None: a full condition) and output values."""

    id: str
    title: Text
    cells: tuple[tuple[int | None, Formula], ...]
    outputs: tuple[tuple[str, Formula], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TablePlan:
    """检查过的决策表。 A checked decision table; `path` is where collected records go."""

    node: str
    inputs: tuple[Formula | None, ...]
    rows: tuple[Row, ...]
    path: str | None
    collect: bool


def check(content: TableContent, scope: NodeScope) -> TablePlan:
    """检查每一列每一格。 Check every column and cell."""
    check_wiring(content, scope)
    collect = content.hit_policy == "collect"
    inputs = tuple(_input(column, scope) for column in content.inputs)
    rows = tuple(
        _row(content, (number, rule), inputs, scope) for number, rule in enumerate(content.rules, 1)
    )
    kinds = _kinds(rows)
    if collect:
        _write_collected(content, kinds, scope)
    else:
        for name, kind in kinds.items():
            scope.write(name, kind, "outputs")
    path = content.output_path if collect else None
    return TablePlan(scope.node, inputs, rows, path or None, collect)


def _input(column: Column, scope: NodeScope) -> Formula | None:
    if not column.field.strip():
        return None
    return scope.formula(column.field, f"inputs.{column.id}.field")


def _row(
    content: TableContent,
    numbered: tuple[int, dict[str, object]],
    inputs: tuple[Formula | None, ...],
    scope: NodeScope,
) -> Row:
    number, rule = numbered
    row_id = str(rule.get("_id") or number)
    cells: list[tuple[int | None, Formula]] = []
    for position, column in enumerate(content.inputs):
        source = _text(rule, column, number, scope)
        where = f"rules[{number - 1}].{column.id}"
        made = _cell(source, where, (column, inputs[position]), scope)
        if made is not None and not isinstance(made.node, Always):
            cells.append((position if column.field.strip() else None, made))
    outputs, reasons = _outputs(content, numbered, scope)
    return Row(row_id, _title(rule, number), tuple(cells), outputs, reasons)


def _cell(
    source: str, where: str, head: tuple[Column, Formula | None], scope: NodeScope
) -> Formula | None:
    column, subject = head
    if not source.strip() or source.strip() == "-":
        return None
    if not column.field.strip():
        return scope.condition(source, where)
    return scope.cell(source, where, subject.type) if subject else None


def _outputs(
    content: TableContent, numbered: tuple[int, dict[str, object]], scope: NodeScope
) -> tuple[tuple[tuple[str, Formula], ...], tuple[str, ...]]:
    number, rule = numbered
    outputs: list[tuple[str, Formula]] = []
    reasons: list[str] = []
    for column in content.outputs:
        source = _text(rule, column, number, scope)
        where = f"rules[{number - 1}].{column.id}"
        made = scope.formula(source, where) if source.strip() else None
        if made is None:
            continue
        name = _name(content, column)
        if name == REASONS:
            reasons += reason_codes(scope, made, where)
            continue
        if name == OUTCOME:
            check_outcome(scope, made, where)
        outputs.append((name, made))
    return tuple(outputs), tuple(reasons)


def _text(rule: dict[str, object], column: Column, number: int, scope: NodeScope) -> str:
    value = rule.get(column.id, "")
    if isinstance(value, str):
        return value
    scope.refuse(
        f"rules[{number - 1}].{column.id}",
        Text("单元格应是文本（表达式）。", "A cell must be text (an expression)."),
    )
    return ""


def _title(rule: dict[str, object], number: int) -> Text:
    title = rule.get("_title")
    if isinstance(title, dict) and title.get("zh") and title.get("en"):
        return Text(str(title["zh"]), str(title["en"]))
    described = rule.get("_description")
    if isinstance(described, str) and described.strip():
        return Text(described, described)
    return Text(f"第 {number} 行", f"Row {number}")


def _name(content: TableContent, column: Column) -> str:
    """输出的全名；collect 的列是记录里的名字。 Full output name; in `collect`, name in a record."""
    collect = content.hit_policy == "collect"
    return column.field if collect else placed(content, column.field)


def _kinds(rows: Iterable[Row]) -> dict[str, Type]:
    found: dict[str, Type] = {}
    for row in rows:
        for name, formula in row.outputs:
            found[name] = widened(found.get(name), formula.type)
    return found


def _write_collected(content: TableContent, kinds: dict[str, Type], scope: NodeScope) -> None:
    effective = [c.field for c in content.outputs if c.field in _ADDING]
    if content.output_path:
        scope.write(content.output_path, ListType(ObjectType(nested(kinds))), "outputPath")
    elif not effective:
        scope.refuse(
            "outputPath",
            Text(
                "collect 的结果是列表，要给它一个名字：填写输出路径（outputPath）。",
                "What collect gathers is a list and needs a name: set the output path "
                "(outputPath).",
            ),
        )
    for name in effective:
        if name in kinds:
            scope.write(name, kinds[name], "outputs")
