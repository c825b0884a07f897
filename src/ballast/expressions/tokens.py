"""词法：源文本变成记号。 Lexing: source text becomes tokens, in one linear pass."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Final

from ballast.expressions import limits
from ballast.expressions.problems import ExpressionError, Problem
from ballast.kit.text import Text

_TOKEN: Final = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
  | (?P<number>[0-9][0-9_]*(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?(?![A-Za-z0-9_]))
  | (?P<name>[A-Za-z_$][A-Za-z0-9_$]*|\#)
  | (?P<string>"[^"]*"|'[^']*')
  | (?P<template>`)
  | (?P<operator>\.\.|==|!=|<=|>=|\?\?|[-+*/%^<>!?:,.()\[\]{}])
    """,
    re.VERBOSE,
)
_FULL_WIDTH: Final = dict(
    zip(
        "，．：！？（）［］｛｝＜＞＝＋－＊／％“”‘’、；", ",.:!?()[]{}<>=+-*/%\"\"'',;", strict=True
    )
)
_WORDS: Final = frozenset({"and", "or", "not", "in", "true", "false", "null", "as"})


@dataclass(frozen=True, slots=True)
class Token:
    """一个记号及其位置。 A token and its place; `text` is the operator, word, or string content."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(source: str) -> list[Token]:
    """全部记号，以 `end` 收尾。 All tokens, closed by an `end` token."""
    if len(source) > limits.SOURCE_LENGTH:
        raise ExpressionError([_too_long(len(source))])
    tokens = list(_scan(source))
    tokens.append(Token("end", "", len(source), len(source)))
    return tokens


def _scan(source: str) -> Iterator[Token]:
    braces: list[int] = []  # depth of braces inside each open `${`; zen allows one template level
    position = 0
    while position < len(source):
        token = _next(source, position)
        position = token.end
        if token.kind == "template":
            if braces:
                raise ExpressionError([_nested_template(token)])
            position = yield from _text(source, token.end, token.start)
            braces = [0] if source[position - 1] == "{" else []
        elif braces and token.text == "}" and braces[0] == 0 and token.kind == "operator":
            yield Token("resume", "", token.start, token.end)
            position = yield from _text(source, token.end, token.start)
            braces = [0] if source[position - 1] == "{" else []
        elif token.kind != "space":
            if braces and token.kind == "operator":
                braces[0] += {"{": 1, "}": -1}.get(token.text, 0)
            yield token
    if braces:
        raise ExpressionError([_unclosed(source, len(source) - 1, "`")])


def _text(source: str, position: int, opened: int) -> Generator[Token, None, int]:
    """模板里的文字，直到 ` 或 ${。 Literal text of a template up to its end or the next hole."""
    closing = source.find("`", position)
    hole = source.find("${", position)
    if closing < 0:
        raise ExpressionError([_unclosed(source, opened, "`")])
    if 0 <= hole < closing:
        yield Token("text", source[position:hole], position, hole)
        yield Token("hole", "${", hole, hole + 2)
        return hole + 2
    yield Token("text", source[position:closing], position, closing)
    yield Token("close", "`", closing, closing + 1)
    return closing + 1


def _next(source: str, position: int) -> Token:
    match = _TOKEN.match(source, position)
    if match is None:
        raise ExpressionError([_unknown(source, position)])
    kind, text = str(match.lastgroup), match.group()
    if kind == "string":
        text = text[1:-1]
    elif kind == "name" and text in _WORDS:
        kind = "word"
    elif text == "!":
        kind, text = "word", "not"
    return Token(kind, text, position, match.end())


def _unknown(source: str, position: int) -> Problem:
    character = source[position]
    half = _FULL_WIDTH.get(character)
    if half is not None:
        return Problem(
            "full_width",
            position,
            position + 1,
            Text(
                f"请把全角“{character}”改成半角 {half}", f"Replace full-width {character} by {half}"
            ),
        )
    if character in "\"'":
        return _unclosed(source, position, character)
    if character.isdigit():
        return Problem(
            "bad_number",
            position,
            position + 1,
            Text("数字写法有误，应如 12、1.5、1e3", "Write numbers as 12, 1.5 or 1e3"),
        )
    advice = {"&": "and", "|": "or", "=": "=="}.get(character)
    zh = f"，请写 {advice}" if advice else "；中文等文字要放在引号里"
    en = f"; write {advice}" if advice else "; put text into quotes"
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return Problem(
        "unknown_character",
        position,
        position + 1,
        Text(f"不认识的字符 {shown}{zh}", f"Unknown character {shown}{en}"),
    )


def _unclosed(source: str, position: int, quote: str) -> Problem:
    return Problem(
        "unclosed_text",
        position,
        len(source),
        Text(f"文本没有结束，请补上 {quote}", f"Text does not end; add {quote}"),
    )


def _nested_template(token: Token) -> Problem:
    return Problem(
        "nested_template",
        token.start,
        token.end,
        Text("模板里不能再套模板，请用 + 连接", "Templates do not nest; join text with +"),
    )


def _too_long(length: int) -> Problem:
    limit = limits.SOURCE_LENGTH
    return Problem(
        "too_long",
        limit,
        length,
        Text(f"表达式超过 {limit} 个字符，请拆开", f"Longer than {limit} characters; split it"),
    )
