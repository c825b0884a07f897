"""决策表单元格：关于 $ 的条件。 Decision-table cells: conditions about `$`.

A cell is operands joined by `,` (or), `or` and `and`, read from left to right without precedence,
as in Zen. An operand is a comparison (`> 5`), a value (`5`: equals), a list or range (`[1..5]`:
in), or a condition of its own (`$ > 3`, `contains($, "a")`). The empty cell and `-` always hold.
"""

from __future__ import annotations

from typing import Final

from ballast.expressions.functions import FUNCTIONS
from ballast.expressions.parser import Parser
from ballast.expressions.tokens import tokenize
from ballast.expressions.tree import (
    Always,
    Arithmetic,
    Array,
    Call,
    Closure,
    Comparison,
    Conditional,
    Fallback,
    Interval,
    Logical,
    Membership,
    Node,
    Reference,
    Sign,
    Slice,
)
from ballast.expressions.types import BOOLEAN, ListType

_SUBJECT: Final = ("$",)
_JOINS: Final = frozenset({",", "and", "or"})
_COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})


def parse_unary(source: str) -> Node:
    """一个单元格。 One decision-table cell; raises ExpressionError pointing at the character."""
    tokens = tokenize(source)
    if tokens[0].kind == "end" or source.strip() == "-":
        return Always(start=0, end=len(source))
    parser = Parser(tokens, stop=_JOINS)
    node = _operand(parser)
    while parser.cursor.now.kind != "end":
        token = parser.cursor.now
        if token.kind not in ("operator", "word") or token.text not in _JOINS:
            raise parser.cursor.unexpected()
        parser.cursor.advance()
        join = "and" if token.text == "and" else "or"
        node = parser.logical(join, node, _operand(parser))
    return node


def _operand(parser: Parser) -> Node:
    cursor = parser.cursor
    token = cursor.now
    subject = Reference(_SUBJECT, start=token.start, end=token.start)
    if token.kind == "operator" and token.text in _COMPARISONS:
        cursor.advance()
        right = parser.expression()
        node: Node = Comparison(token.text, subject, right, start=token.start, end=right.end)
        return cursor.built(node)
    negated = token.text == "not" and cursor.ahead.text == "in"
    if token.kind == "word" and (negated or token.text == "in"):
        cursor.advance()
        if negated:
            cursor.advance()
        right = parser.expression()
        node = Membership(subject, right, negated, start=token.start, end=right.end)
        return cursor.built(node)
    return _about(parser, subject, parser.expression())


def _about(parser: Parser, subject: Node, node: Node) -> Node:
    place = (node.start, node.end)
    manner = _manner(node)
    if manner == "holds":
        return node
    if manner == "in":
        found: Node = Membership(subject, node, start=place[0], end=place[1])
    else:
        found = Comparison("==", subject, node, start=place[0], end=place[1])
    return parser.cursor.built(found)


def _manner(node: Node) -> str:
    """equals、in 或 holds。 How a bare value speaks about the subject."""
    if isinstance(node, Array | Interval | Slice):
        return "in"
    if isinstance(node, Closure | Comparison | Membership | Logical | Fallback):
        return "holds"
    if isinstance(node, Call):
        return _manner_of_call(node)
    if isinstance(node, Sign):
        return _manner(node.operand)
    if isinstance(node, Conditional):
        return _shared(node.then, node.otherwise)
    return _shared(node.left, node.right) if isinstance(node, Arithmetic) else _other(node)


def _other(node: Node) -> str:
    operand = getattr(node, "operand", None)  # Not: as its operand, so `not contains($, "a")` holds
    return _manner(operand) if isinstance(operand, Node) else "equals"


def _shared(one: Node, other: Node) -> str:
    manner = _manner(one)
    return manner if manner == _manner(other) else "equals"


def _manner_of_call(node: Call) -> str:
    known = FUNCTIONS.get(node.function)
    if known is None or node.function == "bool":
        return "equals"
    if isinstance(known.result, ListType):
        return "in"
    return "holds" if known.result == BOOLEAN else "equals"
