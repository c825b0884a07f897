"""模式的语法与编译。 Syntax of patterns and their compilation to a small program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ballast.expressions import limits
from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

_PROGRAM_LENGTH: Final = 1_000
_REPEAT: Final = 100
_NESTING: Final = 20
_SPECIAL: Final = frozenset("\\^$.|?*+()[]{}")
_DIGITS: Final = (("0", "9"),)
_WORD: Final = (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z"))
_SPACE: Final = (("\t", "\n"), ("\f", "\r"), (" ", " "))
_CLASSES: Final = {"d": _DIGITS, "w": _WORD, "s": _SPACE}
_CONTROLS: Final = {"n": "\n", "t": "\t", "r": "\r"}

Ranges = tuple[tuple[str, str], ...]


class PatternError(InvalidError):
    """正则用了不支持的写法。 The pattern uses something that is not supported."""

    code = "pattern"


@dataclass(frozen=True, slots=True)
class Letters:
    """读一个字符。 Read one character of the ranges, or outside them."""

    ranges: Ranges
    negated: bool = False

    def accepts(self, character: str) -> bool:
        """是否接受这个字符。 Whether the character is accepted."""
        return any(low <= character <= high for low, high in self.ranges) is not self.negated


@dataclass(frozen=True, slots=True)
class Split:
    """两条路，先走 first。 Two ways, `first` preferred."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Save:
    """记下位置。 Remember the position."""

    slot: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """开头或结尾。 Start or end of the text."""

    start: bool


@dataclass(frozen=True, slots=True)
class Accept:
    """命中。 A match."""


Code = Letters | Split | Save | Anchor | Accept


@dataclass(frozen=True, slots=True)
class Program:
    """编译结果。 Compiled code and the number of saved positions."""

    code: tuple[Code, ...]
    slots: int


def compile_pattern(source: str) -> Program:
    """编译。 Compile; raises PatternError."""
    if len(source) > limits.PATTERN_LENGTH:
        raise _refused(f"超过 {limits.PATTERN_LENGTH} 个字符", "it is too long")
    compiler = _Compiler(source)
    body = compiler.alternatives()
    if compiler.at < len(source):
        raise _refused("括号不配对", "a bracket is not balanced")
    code = (Save(0), *_moved(body, 1), Save(1), Accept())
    return Program(code, 2 * compiler.groups + 2)


def _refused(zh: str, en: str) -> PatternError:
    return PatternError(Text(f"正则表达式不能用：{zh}", f"The pattern cannot be used: {en}"))


def _moved(code: tuple[Code, ...], offset: int) -> tuple[Code, ...]:
    return tuple(
        Split(item.first + offset, item.second + offset) if isinstance(item, Split) else item
        for item in code
    )


def _sequence(parts: list[tuple[Code, ...]]) -> tuple[Code, ...]:
    code: list[Code] = []
    for part in parts:
        code.extend(_moved(part, len(code)))
        if len(code) > _PROGRAM_LENGTH:
            raise _refused("展开后太大，请减小重复次数", "it is too large; repeat less")
    return tuple(code)


def _optional(body: tuple[Code, ...]) -> tuple[Code, ...]:
    return (Split(1, len(body) + 1), *_moved(body, 1))


def _repeated(body: tuple[Code, ...]) -> tuple[Code, ...]:
    end = len(body) + 2
    loop: tuple[Code, ...] = (Split(1, end), *_moved(body, 1), Split(0, end))
    return (*loop[:-1], Split(1, end))


def _either(left: tuple[Code, ...], right: tuple[Code, ...]) -> tuple[Code, ...]:
    second = len(left) + 2
    end = second + len(right)
    jump = Split(end, end)
    return (Split(1, second), *_moved(left, 1), jump, *_moved(right, second))


class _Compiler:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.groups = 0
        self.depth = 0

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def take(self, text: str) -> bool:
        if not self.source.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def alternatives(self) -> tuple[Code, ...]:
        branches = [self.sequence()]
        while self.take("|"):
            branches.append(self.sequence())
        code = branches.pop()
        while branches:
            code = _sequence([_either(branches.pop(), code)])
        return code

    def sequence(self) -> tuple[Code, ...]:
        parts: list[tuple[Code, ...]] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.quantified())
        return _sequence(parts)

    def quantified(self) -> tuple[Code, ...]:
        anchor = self.peek() in ("^", "$")
        body = self.atom()
        counts = self.quantifier()
        if counts is None:
            return body
        if anchor or self.peek() in ("*", "+", "?", "{"):
            raise _refused("重复符号连用或用在 ^ $ 上", "a quantifier follows another or an anchor")
        if not any(isinstance(item, Letters) for item in body):
            raise _refused("重复了空内容", "it repeats something empty")
        return self.times(body, *counts)

    def times(self, body: tuple[Code, ...], low: int, high: int | None) -> tuple[Code, ...]:
        parts = [body] * low
        if high is None:
            parts.append(_repeated(body))
        else:
            optional: tuple[Code, ...] = ()
            for _ in range(high - low):
                optional = _sequence([_optional(_sequence([body, optional]))])
            parts.append(optional)
        return _sequence(parts)

    def quantifier(self) -> tuple[int, int | None] | None:
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if self.peek() in simple:
            self.at += 1
            return simple[self.source[self.at - 1]]
        return self.counted() if self.take("{") else None

    def counted(self) -> tuple[int, int | None]:
        inside, closed, _ = self.source[self.at :].partition("}")
        low, comma, high = inside.partition(",")
        if not closed or not _is_count(low) or (high and not _is_count(high)):
            raise _refused("重复次数应写成 {2} 或 {2,5}", "write repetition as {2} or {2,5}")
        self.at += len(inside) + 1
        least = int(low)
        most = (int(high) if high else None) if comma else least
        if least > _REPEAT or (most is not None and not least <= most <= _REPEAT):
            raise _refused(f"重复次数须在 0 到 {_REPEAT} 之间", f"repeat 0 to {_REPEAT} times")
        return least, most

    def atom(self) -> tuple[Code, ...]:
        character = self.peek()
        self.at += 1
        if character == "(":
            return self.group()
        if character == "[":
            return (self.bracket(),)
        if character == "\\":
            return (self.escape(),)
        if character in "^$":
            return (Anchor(character == "^"),)
        if character == ".":
            return (Letters((("\n", "\n"),), negated=True),)
        if character in _SPECIAL:
            raise _refused(f"{character} 前请加 \\", f"put \\ before {character}")
        return (Letters(((character, character),)),)

    def group(self) -> tuple[Code, ...]:
        self.depth += 1
        if self.depth > _NESTING:
            raise _refused("括号嵌套太深", "groups nest too deep")
        number = 0
        if not self.take("?:"):
            if self.peek() == "?":
                raise _refused("不支持 (?…)，只支持 (?:…)", "(?…) is not supported, only (?:…)")
            self.groups += 1
            number = self.groups
        body = self.alternatives()
        if not self.take(")"):
            raise _refused("括号不配对", "a bracket is not balanced")
        self.depth -= 1
        return _sequence([(Save(2 * number),), body, (Save(2 * number + 1),)]) if number else body

    def escape(self) -> Letters:
        character = self.peek()
        self.at += 1
        if character.lower() in _CLASSES and character:
            return Letters(_CLASSES[character.lower()], negated=character.isupper())
        return self.literal(character)

    def literal(self, character: str) -> Letters:
        if character in _CONTROLS:
            return Letters(((_CONTROLS[character], _CONTROLS[character]),))
        if not character or character.isalnum() or not character.isascii():
            raise _refused(f"不支持 \\{character}", f"\\{character} is not supported")
        return Letters(((character, character),))

    def bracket(self) -> Letters:
        negated = self.take("^")
        ranges: list[tuple[str, str]] = []
        while self.peek() != "]":
            ranges.extend(self.span())
        self.at += 1
        if not ranges:
            raise _refused("[] 里没有字符", "[] is empty")
        return Letters(tuple(ranges), negated)

    def span(self) -> Ranges:
        low = self.member()
        if self.peek() != "-" or self.source[self.at + 1 : self.at + 2] in ("]", ""):
            return low.ranges
        self.at += 1
        high = self.member()
        (first, last), (start, stop) = low.ranges[0], high.ranges[0]
        if len(low.ranges) > 1 or first != last or start != stop or first > start:
            raise _refused("[a-b] 的范围不对", "a range [a-b] is wrong")
        return ((first, start),)

    def member(self) -> Letters:
        character = self.peek()
        self.at += 1
        if not character or character in "[&~":
            raise _refused(
                "[] 没有写完，或其中的 [ & ~ 前要加 \\", "[] is open, or escape [ & ~ in it"
            )
        if character != "\\":
            return Letters(((character, character),))
        inner = self.escape()
        if inner.negated:
            raise _refused("[] 里不支持 \\D \\W \\S", "\\D \\W \\S are not supported inside []")
        return inner


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3
