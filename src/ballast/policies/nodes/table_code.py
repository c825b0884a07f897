"""决策表的代码：逐行尝试，每行各自隔离。 Code of decision tables: row by row, each isolated."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from ballast.expressions.tree import Node
from ballast.kit.text import Text
from ballast.policies.fields import OUTCOME, SCORE
from ballast.policies.frame import Frame
from ballast.policies.node_scope import Formula
from ballast.policies.nodes.comparison import Compared, comparison
from ballast.policies.nodes.table import Row, TablePlan
from ballast.policies.plan import ReasonSpec, Unit, UnitKind
from ballast.policies.templates import expression, statements

_INPUT = """
NAME = None
try:
    NAME = VALUE
except Exception as error:
    failed.append((UNIT, type(error).__name__))
"""
_FIRST = """
while True:
    ROWS
    break
"""
_ROW = """
try:
    if CONDITION:
        EFFECT
        hits |= BIT
        LEAVE
    elif not REFUTED:
        unknown |= BIT
except Exception as error:
    failed.append((UNIT, type(error).__name__))
"""


@dataclass(slots=True)
class _Bench:
    """一张表的编译现场。 What is at hand while one table is compiled."""

    plan: TablePlan
    frame: Frame
    subjects: list[str]
    records: str | None


def emit(plan: TablePlan, frame: Frame) -> list[ast.stmt]:
    """整张表的语句。 The statements of a table."""
    body: list[ast.stmt] = []
    subjects = [_subject(plan, formula, frame, body) for formula in plan.inputs]
    frame.subjects[plan.node] = tuple(subjects)
    records = frame.field(plan.path) if plan.collect and plan.path else None
    if records:
        body += statements("RECORDS = []", RECORDS=records)
    bench = _Bench(plan, frame, subjects, records)
    rows = [statement for row in plan.rows for statement in _row(bench, row)]
    return body + (rows if plan.collect else statements(_FIRST, ROWS=rows))


def _subject(plan: TablePlan, formula: Formula | None, frame: Frame, body: list[ast.stmt]) -> str:
    if formula is None:
        return ""
    name = frame.local("s")
    source = formula.source
    title = Text(f"输入 {source}", f"Input {source}")
    unit = frame.unit(Unit(plan.node, source, UnitKind.VALUE, title, source, formula.references))
    body += statements(_INPUT, NAME=name, VALUE=frame.value(formula), UNIT=unit)
    return name


def _row(bench: _Bench, row: Row) -> list[ast.stmt]:
    unit = bench.frame.unit(_unit(bench.plan, row))
    frame = bench.frame
    return statements(
        _ROW,
        CONDITION=_joined(bench, row, ast.And(), frame.condition),
        REFUTED=_joined(bench, row, ast.Or(), frame.refuted),
        EFFECT=_effect(bench, row, unit),
        LEAVE=[] if bench.plan.collect else [ast.Break()],
        BIT=1 << unit,
        UNIT=unit,
    )


def _unit(plan: TablePlan, row: Row) -> Unit:
    heads = [plan.inputs[place] if place is not None else None for place, _ in row.cells]
    formulas = [*(formula for _, formula in row.cells), *(head for head in heads if head)]
    names = tuple(sorted({name for formula in formulas for name in formula.references}))
    source = "; ".join(
        f"{head.source}: {formula.source}" if head else formula.source
        for head, (_, formula) in zip(heads, row.cells, strict=True)
    )
    return Unit(plan.node, row.id, UnitKind.ROW, row.title, source, names, not plan.collect)


def _joined(
    bench: _Bench, row: Row, operator: ast.boolop, make: Callable[[Formula], ast.expr]
) -> ast.expr:
    """各格合成一行的条件：都真为真，有一格假即假。 Cells of a row: all true, or one false."""
    made = [_about(bench, cell, make) for cell in row.cells]
    if not made:
        return ast.Constant(isinstance(operator, ast.And))
    return made[0] if len(made) == 1 else ast.BoolOp(operator, made)


def _about(
    bench: _Bench, cell: tuple[int | None, Formula], make: Callable[[Formula], ast.expr]
) -> ast.expr:
    place, formula = cell
    bench.frame.subject = {} if place is None else {("$",): bench.subjects[place]}
    made = make(formula)
    bench.frame.subject = {}
    return made


def _effect(bench: _Bench, row: Row, unit: int) -> list[ast.stmt]:
    """先全部算出再一起写：半途失败不留痕迹。 Compute everything, then write: no half-done row."""
    frame = bench.frame
    temporary = {name: frame.local("t") for name, _ in row.outputs}
    compute: list[ast.stmt] = []
    for name, formula in row.outputs:
        compute += statements("T = VALUE", T=temporary[name], VALUE=frame.value(formula))
    write: list[ast.stmt] = []
    for name, local in temporary.items():
        target, value = _written(bench, name, local)
        if target is None:
            continue
        settled = frame.local("t")
        compute += statements("T = VALUE", T=settled, VALUE=value)
        write += statements("TARGET = T", TARGET=target, T=settled)
    if bench.records:
        record = _record(temporary)
        write += statements("RECORDS.append(RECORD)", RECORDS=bench.records, RECORD=record)
    return compute + write + _reasons(bench, row, unit)


def _written(bench: _Bench, name: str, local: str) -> tuple[str | None, ast.expr]:
    if name == OUTCOME:
        return "outcome", expression("raised(outcome, T)", T=local)
    if bench.plan.collect:
        added = expression("added(score, T)", T=local)
        return ("score", added) if name == SCORE else (None, added)
    return bench.frame.field(name), ast.Name(local, ast.Load())


def _record(temporary: dict[str, str]) -> ast.expr:
    """点分的名字成为嵌套的记录。 Dotted names become nested records."""
    inner: dict[str, dict[str, str]] = {}
    plain: dict[str, ast.expr] = {}
    for name, local in temporary.items():
        head, dot, rest = name.partition(".")
        if dot:
            inner.setdefault(head, {})[rest] = local
        else:
            plain[head] = ast.Name(local, ast.Load())
    plain |= {head: _record(members) for head, members in inner.items()}
    return ast.Dict([ast.Constant(key) for key in plain], list(plain.values()))


def _reasons(bench: _Bench, row: Row, unit: int) -> list[ast.stmt]:
    single = row.cells[0] if len(row.cells) == 1 else None
    compared = comparison(single[1].node) if single else Compared()
    body: list[ast.stmt] = []
    for code in row.reasons:
        spec = ReasonSpec(code, row.title, compared.operator, compared.constant, unit)
        body += statements(
            "reasons.append((REASON, VALUE, THRESHOLD))",
            REASON=bench.frame.reason(spec),
            VALUE=_side(bench, single, compared.value),
            THRESHOLD=_side(bench, single, compared.threshold),
        )
    return body


def _side(bench: _Bench, cell: tuple[int | None, Formula] | None, side: Node | None) -> ast.expr:
    if cell is None or side is None:
        return ast.Constant(None)
    return _about(bench, cell, lambda formula: bench.frame.value(formula, side))
