"""在记号上前进，并数着深度与节点。 Walks over tokens while counting depth and nodes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from ballast.expressions import limits
from ballast.expressions.problems import ExpressionError, Problem
from ballast.expressions.tokens import Token
from ballast.expressions.tree import Node, children
from ballast.kit.text import Text

Built = TypeVar("Built", bound=Node)


class Cursor:
    """当前记号、往前看一个，以及上限。 The current token, one of look-ahead, and the limits."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._position = 0
        self._depth = 0
        self._nodes = 0
        self._heights: dict[int, int] = {}

    @property
    def now(self) -> Token:
        """当前记号。 The current token."""
        return self._tokens[self._position]

    @property
    def ahead(self) -> Token:
        """下一个记号。 The token after it."""
        return self._tokens[min(self._position + 1, len(self._tokens) - 1)]

    def advance(self) -> Token:
        """取走当前记号。 Take the current token."""
        token = self.now
        self._position = min(self._position + 1, len(self._tokens) - 1)
        return token

    def at(self, text: str, kind: str = "operator") -> bool:
        """当前记号是不是它。 Whether the current token is this one."""
        return self.now.kind == kind and self.now.text == text

    def take(self, text: str) -> bool:
        """是它就取走。 Take the operator if it is there."""
        if not self.at(text):
            return False
        self.advance()
        return True

    def expect(self, text: str) -> Token:
        """必须是它。 The operator must be there."""
        if not self.at(text):
            raise self.unexpected(text)
        return self.advance()

    def finish(self) -> None:
        """必须到头了。 The source must end here."""
        if self.now.kind != "end":
            raise self.unexpected()

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """深一层。 One level deeper, within the limit."""
        self._depth += 1
        if self._depth > limits.DEPTH:
            raise self.failure("too_deep", self.now, _TOO_DEEP)
        yield
        self._depth -= 1

    def built(self, node: Built) -> Built:
        """登记一个新节点。 Count a new node, its height and size."""
        below = (self._heights.get(id(child), 0) for child in children(node))
        return self._counted(node, 1 + max(below, default=0))

    def lengthened(self, chain: Built, left: Node, right: Node) -> Built:
        """登记加长了一项的 and/or。 Count a logical chain that grew by its last operand."""
        heights = self._heights
        return self._counted(chain, max(heights.get(id(left), 0), 1 + heights.get(id(right), 0)))

    def _counted(self, node: Built, height: int) -> Built:
        self._heights[id(node)] = height
        self._nodes += 1
        if height > limits.HEIGHT:
            raise self.failure("too_deep", self.now, _TOO_HIGH)
        if self._nodes > limits.NODES:
            raise self.failure("too_large", self.now, _TOO_LARGE)
        return node

    def failure(self, code: str, token: Token, message: Text) -> ExpressionError:
        """指着这个记号的错误。 An error pointing at the token."""
        return ExpressionError([Problem(code, token.start, token.end, message)])

    def unexpected(self, wanted: str = "") -> ExpressionError:
        """这里不该是这个记号。 The current token does not belong here."""
        token = self.now
        zh = f"，应为 {wanted}" if wanted else ""
        en = f"; expected {wanted}" if wanted else ""
        if token.kind == "end":
            message = Text(f"表达式没有写完{zh}", f"The expression is incomplete{en}")
        else:
            shown = token.text or "}"
            message = Text(f"这里不能是 {shown}{zh}", f"{shown} does not belong here{en}")
        return self.failure("syntax", token, message)


class Grammar(Protocol):
    """各种写法共用的解析器。 What the parsers of single constructs need of the whole."""

    @property
    def cursor(self) -> Cursor:
        """记号。 The tokens."""

    def nested(self) -> Node:
        """括号内的表达式。 An expression inside brackets."""


_TOO_DEEP = Text(
    f"嵌套超过 {limits.DEPTH} 层，请拆成几个表达式",
    f"Nested deeper than {limits.DEPTH} levels; split the expression",
)
_TOO_HIGH = Text(
    f"连写超过 {limits.HEIGHT} 项，请拆成几个表达式",
    f"A chain of more than {limits.HEIGHT} terms; split the expression",
)
_TOO_LARGE = Text(
    f"表达式超过 {limits.NODES} 个节点，请拆开或改用名单",
    f"More than {limits.NODES} nodes; split it or use a list",
)
