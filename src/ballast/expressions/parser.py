"""语法：记号变成树，优先级与 Zen 相同。 Parsing with Zen's precedences.

From loose to tight: ternary, or, and, comparison and in, + -, not, * / %, ^ (right), ??, sign,
postfix. `not a == b` therefore reads `(not a) == b`, as in Zen; the checker says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ballast.expressions.cursor import Cursor
from ballast.expressions.literals import (
    array_or_interval,
    call,
    member,
    number,
    record,
    template,
)
from ballast.expressions.tokens import Token, tokenize
from ballast.expressions.tree import (
    Arithmetic,
    Boolean,
    Comparison,
    Conditional,
    Fallback,
    Interval,
    Logical,
    Membership,
    Node,
    Not,
    Null,
    Number,
    Record,
    Reference,
    Sign,
    String,
    Template,
)

_BINARY: Final = {
    "or": 10,
    "and": 15,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in", "not in"), 20),
    **dict.fromkeys("+-", 30),
    **dict.fromkeys("*/%", 60),
    "^": 70,
    "??": 80,
}
_WITHOUT_POSTFIX: Final = (Boolean, Interval, Null, Number, Record, String, Template)
_NOT: Final = 50
_SIGN: Final = 200
_COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
_ARITHMETIC: Final = frozenset("+-*/%^")


def parse(source: str) -> Node:
    """标准表达式。 A standard expression; raises ExpressionError pointing at the character."""
    parser = Parser(tokenize(source))
    node = parser.expression()
    parser.cursor.finish()
    return node


class Parser:
    """递归下降，深度有上限。 Recursive descent of bounded depth."""

    def __init__(self, tokens: list[Token], stop: frozenset[str] = frozenset()) -> None:
        self.cursor = Cursor(tokens)
        self.stop = stop  # joins of a decision-table cell end an operand at its top level

    def expression(self) -> Node:
        """一个完整的表达式。 A whole expression, ternary included."""
        with self.cursor.deeper():
            node = self._binary(0)
            if not self.cursor.take("?"):
                return node
            then = self.expression()
            self.cursor.expect(":")
            otherwise = self.expression()
            return self.cursor.built(
                Conditional(node, then, otherwise, start=node.start, end=otherwise.end)
            )

    def nested(self) -> Node:
        """括号内的表达式：不受单元格连接词限制。 Inside brackets, free of cell joins."""
        stop, self.stop = self.stop, frozenset()
        try:
            return self.expression()
        finally:
            self.stop = stop

    def _binary(self, loosest: int) -> Node:
        left = self._prefix()
        while (operator := self._operator()) and _BINARY[operator] >= loosest:
            self._skip(operator)
            power = _BINARY[operator]
            with self.cursor.deeper():
                right = self._binary(power if operator == "^" else power + 1)
            left = self._joined(operator, left, right)
        return left

    def _joined(self, operator: str, left: Node, right: Node) -> Node:
        if operator in ("and", "or"):
            return self.logical(operator, left, right)
        return self.cursor.built(_combine(operator, left, right))

    def logical(self, operator: str, left: Node, right: Node) -> Node:
        """逻辑连接；同一种连接并成一个节点。 A conjunction or disjunction, chains in one node."""
        if not isinstance(left, Logical) or left.operator != operator:
            pair = Logical(operator, (left, right), start=left.start, end=right.end)
            return self.cursor.built(pair)
        longer = replace(left, operands=(*left.operands, right), end=right.end)
        return self.cursor.lengthened(longer, left, right)

    def _operator(self) -> str | None:
        token = self.cursor.now
        text = token.text if token.kind in ("operator", "word") else ""
        if text == "not" and self.cursor.ahead.text == "in" and self.cursor.ahead.kind == "word":
            text = "not in"
        return text if text in _BINARY and text not in self.stop else None

    def _skip(self, operator: str) -> None:
        self.cursor.advance()
        if operator == "not in":
            self.cursor.advance()

    def _prefix(self) -> Node:
        token = self.cursor.now
        if token.kind == "word" and token.text == "not":
            self.cursor.advance()
            with self.cursor.deeper():
                operand = self._binary(_NOT)
            return self.cursor.built(Not(operand, start=token.start, end=operand.end))
        if token.kind == "operator" and token.text in "+-":
            self.cursor.advance()
            with self.cursor.deeper():
                operand = self._binary(_SIGN)
            sign = Sign(token.text, operand, start=token.start, end=operand.end)
            return self.cursor.built(sign)
        node = self._primary()
        return node if isinstance(node, _WITHOUT_POSTFIX) else self._postfix(node)

    def _postfix(self, node: Node) -> Node:
        while True:
            following = member(self, node)
            if following is None:
                return node
            node = self.cursor.built(following)

    def _primary(self) -> Node:
        token = self.cursor.now
        if token.kind == "operator":
            return self._bracket(token)
        maker = _PRIMARY.get(token.kind)
        if maker is None:
            raise self.cursor.unexpected()
        return maker(self, token)

    def _bracket(self, token: Token) -> Node:
        if token.text == "{":
            return record(self)
        if token.text in ("[", "(", "]", ")"):
            return array_or_interval(self)
        raise self.cursor.unexpected()

    def word(self, token: Token) -> Node:
        """true、false、null。 One of the literal words."""
        if token.text not in ("null", "true", "false"):
            raise self.cursor.unexpected()
        self.cursor.advance()
        if token.text == "null":
            return Null(start=token.start, end=token.end)
        return Boolean(token.text == "true", start=token.start, end=token.end)

    def name(self, token: Token) -> Node:
        """名字或函数调用。 A name, or a function call."""
        if self.cursor.ahead.kind == "operator" and self.cursor.ahead.text == "(":
            return call(self, token)
        self.cursor.advance()
        return Reference((token.text,), start=token.start, end=token.end)

    def string(self, token: Token) -> Node:
        """文本字面量。 A string literal."""
        self.cursor.advance()
        return String(token.text, start=token.start, end=token.end)


_PRIMARY: Final[dict[str, Callable[[Parser, Token], Node]]] = {
    "number": number,
    "string": Parser.string,
    "text": template,
    "word": Parser.word,
    "name": Parser.name,
}


def _combine(operator: str, left: Node, right: Node) -> Node:
    start, end = left.start, right.end
    if operator in _COMPARISONS:
        return Comparison(operator, left, right, start=start, end=end)
    if operator in _ARITHMETIC:
        return Arithmetic(operator, left, right, start=start, end=end)
    if operator == "??":
        return Fallback(left, right, start=start, end=end)
    return Membership(left, right, operator == "not in", start=start, end=end)
