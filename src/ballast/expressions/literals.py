"""字面量、括号、成员与调用的语法。 Grammar of literals, brackets, members and calls."""

from __future__ import annotations

import math
from typing import Final

from ballast.expressions import limits
from ballast.expressions.cursor import Grammar
from ballast.expressions.tokens import Token
from ballast.expressions.tree import (
    Array,
    Call,
    Closure,
    Index,
    Interval,
    Node,
    Number,
    Record,
    Reference,
    Slice,
    String,
    Template,
)
from ballast.kit.text import Text

CLOSURES: Final = frozenset({"some", "all", "none", "one", "count", "filter", "map", "flatMap"})
"""带 # 的遍历函数。 Functions that walk a list with `#`."""

_OPENING: Final = {"[": True, "(": False, "]": True, ")": False}
_CLOSING: Final = {"]": True, ")": False, "[": True, "(": False}
_BAD_NUMBER: Final = Text("数字太长或太大", "The number is too long or too large")
_NO_METHODS: Final = Text(
    "不支持“值.函数(…)”的写法，请写成 函数(值, …)",
    "Methods are not supported; write function(value, …)",
)
_MIXED: Final = Text(
    "区间两端要么都朝里（[1..3]、(1..3)），要么都朝外（]1..3[）",
    "A range opens inwards at both ends ([1..3], (1..3)) or outwards at both (]1..3[)",
)


def number(parser: Grammar, token: Token) -> Node:
    """数字。 A number; digits may be grouped by `_`."""
    parser.cursor.advance()
    value = float(token.text.replace("_", "")) if len(token.text) <= limits.NUMBER_DIGITS else None
    if value is None or not math.isfinite(value):
        raise parser.cursor.failure("bad_number", token, _BAD_NUMBER)
    return Number(value, start=token.start, end=token.end)


def template(parser: Grammar, token: Token) -> Node:
    """模板文本。 A template: text, holes, text."""
    cursor = parser.cursor
    parts: list[Node] = []
    while cursor.now.kind != "close":
        piece = cursor.advance()
        if piece.kind == "hole":
            parts.append(parser.nested())
            if cursor.now.kind != "resume":
                raise cursor.unexpected("}")
            cursor.advance()
        elif piece.text:
            parts.append(String(piece.text, start=piece.start, end=piece.end))
    end = cursor.advance().end
    return cursor.built(Template(tuple(parts), start=token.start - 1, end=end))


def array_or_interval(parser: Grammar) -> Node:
    """列表、区间或括号。 A list, a range, or a parenthesis."""
    opening = parser.cursor.advance()
    if opening.text == "[" and parser.cursor.at("]"):
        return Array((), start=opening.start, end=parser.cursor.advance().end)
    first = parser.nested()
    if parser.cursor.take(".."):
        return _interval(parser, opening, first)
    if opening.text == "[":
        return _array(parser, opening, first)
    if opening.text == "(":
        parser.cursor.expect(")")
        return first
    raise parser.cursor.unexpected("..")


def _array(parser: Grammar, opening: Token, first: Node) -> Node:
    items = [first]
    while parser.cursor.take(",") and not parser.cursor.at("]"):
        items.append(parser.nested())
    end = parser.cursor.expect("]").end
    return parser.cursor.built(Array(tuple(items), start=opening.start, end=end))


def _interval(parser: Grammar, opening: Token, low: Node) -> Node:
    high = parser.nested()
    closing = parser.cursor.now
    if closing.kind != "operator" or closing.text not in _CLOSING:
        raise parser.cursor.unexpected("] )")
    parser.cursor.advance()
    outside = opening.text in "])"
    if outside != (closing.text in "[("):
        raise parser.cursor.failure("mixed_interval", opening, _MIXED)
    node = Interval(
        low, high, _OPENING[opening.text], _CLOSING[closing.text], outside,
        start=opening.start, end=closing.end,
    )  # fmt: skip
    return parser.cursor.built(node)


def record(parser: Grammar) -> Node:
    """对象 {键: 值}。 An object."""
    opening = parser.cursor.advance()
    entries: list[tuple[Node, Node]] = []
    while not parser.cursor.at("}"):
        if entries:
            parser.cursor.expect(",")
        entries.append(_entry(parser))
    end = parser.cursor.advance().end
    return parser.cursor.built(Record(tuple(entries), start=opening.start, end=end))


def _entry(parser: Grammar) -> tuple[Node, Node]:
    cursor = parser.cursor
    token = cursor.advance()
    if token.kind == "operator" and token.text == "[":
        key = parser.nested()
        cursor.expect("]")
    elif token.kind in ("name", "string", "word", "number"):
        key = String(token.text, start=token.start, end=token.end)
    else:
        raise cursor.failure("syntax", token, Text("这里应是键名", "A key is expected here"))
    cursor.expect(":")
    return key, parser.nested()


def member(parser: Grammar, node: Node) -> Node | None:
    """.名字、[键]、[首:末]；没有就是 None。 A member, index or slice after `node`, or None."""
    cursor = parser.cursor
    if cursor.take("."):
        token = cursor.advance()
        if token.kind not in ("name", "word") or token.text == "#":
            raise cursor.failure(
                "syntax", token, Text("点后应是名字", "A name is expected after .")
            )
        if cursor.at("("):
            raise cursor.failure("no_methods", token, _NO_METHODS)
        return _extended(node, String(token.text, start=token.start, end=token.end), token.end)
    return _bracketed(parser, node) if cursor.take("[") else None


def _bracketed(parser: Grammar, node: Node) -> Node:
    cursor = parser.cursor
    first = None if cursor.at(":") else parser.nested()
    if cursor.take(":"):
        last = None if cursor.at("]") else parser.nested()
        return Slice(node, first, last, start=node.start, end=cursor.expect("]").end)
    end = cursor.expect("]").end
    assert first is not None  # noqa: S101  # only a colon leaves it out
    return _extended(node, first, end)


def _extended(node: Node, key: Node, end: int) -> Node:
    if not (isinstance(node, Reference) and isinstance(key, String)):
        return Index(node, key, start=node.start, end=end)
    path = () if node.path == ("$root",) else node.path
    return Reference((*path, key.value), start=node.start, end=end)


def call(parser: Grammar, token: Token) -> Node:
    """函数调用或遍历。 A call; `some(list, # > 1)` and its kin are closures."""
    cursor = parser.cursor
    cursor.advance()
    cursor.expect("(")
    if token.text in CLOSURES:
        return _closure(parser, token)
    arguments: list[Node] = []
    while not cursor.at(")"):
        if arguments:
            cursor.expect(",")
        arguments.append(parser.nested())
    end = cursor.advance().end
    return cursor.built(Call(token.text, tuple(arguments), start=token.start, end=end))


def _closure(parser: Grammar, token: Token) -> Node:
    cursor = parser.cursor
    collection = parser.nested()
    name = "#"
    if cursor.at("as", "word"):
        cursor.advance()
        if cursor.now.kind != "name":
            raise cursor.unexpected()
        name = cursor.advance().text
    cursor.expect(",")
    body = parser.nested()
    end = cursor.expect(")").end
    closure = Closure(token.text, collection, name, body, start=token.start, end=end)
    return cursor.built(closure)
