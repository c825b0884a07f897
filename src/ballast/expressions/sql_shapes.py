"""DuckDB 语法树的积木。 Building blocks of DuckDB syntax trees."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import islice
from typing import Final

from sqlglot import exp

SqlNode = exp.Expr
"""SQLGlot 的表达式节点。 An expression node of SQLGlot."""

_SHORT: Final = 12
_BINARY: Final[dict[str, type[exp.Binary]]] = {
    "==": exp.EQ,
    "!=": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
    "+": exp.Add,
    "-": exp.Sub,
    "*": exp.Mul,
    "/": exp.Div,
    "%": exp.Mod,
    "||": exp.DPipe,
    "and": exp.And,
    "or": exp.Or,
}


def binary(operator: str, left: SqlNode, right: SqlNode) -> SqlNode:
    """加括号的二元运算。 A binary operation in parentheses."""
    return exp.Paren(this=_BINARY[operator](this=left, expression=right))


def chain(operator: str, operands: list[SqlNode]) -> SqlNode:
    """一串同样的运算。 A chain of one operator, without nesting parentheses."""
    kind = _BINARY[operator]
    return exp.Paren(this=reduce(lambda one, two: kind(this=one, expression=two), operands))


def call(name: str, *arguments: SqlNode) -> SqlNode:
    """函数调用。 A function call."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def double(value: float) -> SqlNode:
    """双精度字面量；指数写法使 DuckDB 不按十进制读。 A double literal, never read as a decimal."""
    shown = repr(value)
    literal = exp.Literal.number((shown if "e" in shown else shown + "e0").lstrip("-"))
    return exp.Paren(this=exp.Neg(this=literal)) if value < 0 else literal


def text(value: str) -> SqlNode:
    """文本字面量。 A text literal."""
    return exp.Literal.string(value)


def truth(value: bool) -> SqlNode:
    """真或假。 TRUE or FALSE."""
    return exp.Boolean(this=value)


def cast(value: SqlNode, kind: str, *, attempt: bool = False) -> SqlNode:
    """转换；attempt 时转不了得 NULL。 A cast; with `attempt` NULL instead of an error."""
    maker = exp.TryCast if attempt else exp.Cast
    return maker(this=value, to=exp.DataType.build(kind, dialect="duckdb"))


def null(kind: str = "DOUBLE") -> SqlNode:
    """带类型的 NULL。 A typed NULL."""
    return cast(exp.Null(), kind)


def is_null(value: SqlNode) -> SqlNode:
    """缺失。 IS NULL."""
    return exp.Paren(this=exp.Is(this=value, expression=exp.Null()))


def not_(value: SqlNode) -> SqlNode:
    """否定。 NOT."""
    return exp.Paren(this=exp.Not(this=exp.Paren(this=value)))


def case(test: SqlNode, then: SqlNode, otherwise: SqlNode | None = None) -> SqlNode:
    """条件成立取 then。 CASE WHEN test THEN then ELSE otherwise END."""
    return exp.Case(ifs=[exp.If(this=test, true=then)], default=otherwise)


def kept(value: SqlNode, test: Callable[[SqlNode], SqlNode]) -> SqlNode:
    """符合 test 才留下，否则 NULL；长的式子只写一次，免得层层翻倍。

    The value where the test holds, else NULL. A long operand is written once, in a one-item list:
    CASE (and NULLIF, which DuckDB expands to CASE) would double it at every level.
    """
    if sum(1 for _ in islice(value.walk(), _SHORT + 1)) <= _SHORT:
        return case(test(value.copy()), value)
    variable = exp.to_identifier("_v")
    body = exp.Lambda(this=test(exp.column(variable.copy())), expressions=[variable])
    items = call("LIST_FILTER", exp.Array(expressions=[value]), body)
    return call("LIST_EXTRACT", items, exp.Literal.number(1))


def finite(value: SqlNode) -> SqlNode:
    """非有限数变成 NULL。 NULL unless finite."""
    return kept(value, lambda found: call("ISFINITE", found))


def nonzero(value: SqlNode) -> SqlNode:
    """零变成 NULL，供作除数。 NULL for zero, as a divisor."""
    return kept(value, lambda found: binary("!=", found, double(0.0)))


def nonempty(value: SqlNode) -> SqlNode:
    """空文本变成 NULL。 NULL for an empty text."""
    return kept(value, lambda found: binary("!=", found, text("")))


def within(value: SqlNode, items: list[SqlNode]) -> SqlNode:
    """在给定的值之中。 value IN (items)."""
    return exp.Paren(this=exp.In(this=value, expressions=items))


def steepness(value: SqlNode) -> int:
    """写成文本要用的栈深的估计；同一运算的长链不算深。

    About how many stack frames SQLGlot needs to write the tree; a chain of one operator is flat.
    """
    deepest, pending = 0, [(value, 0)]
    while pending:
        node, above = pending.pop()
        deepest = max(deepest, above)
        frames = 5 if isinstance(node, exp.Anonymous) else 3
        for child in node.iter_expressions():
            flat = isinstance(node, exp.Binary) and type(child) is type(node)
            pending.append((child, above + (0 if flat else frames)))
    return deepest
