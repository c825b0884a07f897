r"""正则表达式的安全子集，线性时间。 A safe subset of regular expressions, in linear time.

Supported: literals, `.`, classes `[a-z]` `[^…]`, `\d \w \s` (ASCII) and their negations, groups
`(…)` and `(?:…)`, `|`, `* + ? {m,n}` (greedy), anchors `^ $`. No back-references, look-around,
lazy or possessive quantifiers, flags. A pattern runs on a set of states (Pike's machine), so the
time is at most (length of the pattern) × (length of the text): nothing can backtrack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ballast.expressions import limits
from ballast.expressions.pattern_syntax import (
    Anchor,
    Letters,
    Program,
    Save,
    Split,
    compile_pattern,
)
from ballast.expressions.problems import EvaluationError
from ballast.kit.text import Text

_Slots = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """一个编译好的模式。 A compiled pattern; `source` is plain RE2 syntax, usable in DuckDB."""

    source: str
    program: Program

    @classmethod
    def of(cls, source: str) -> Pattern:
        """编译；写法不支持时 PatternError 说明原因。 Compile; PatternError says what is refused."""
        return cls(source, compile_pattern(source))

    def found_in(self, text: str) -> bool:
        """文本里有一处符合。 Whether the pattern occurs in the text."""
        return self._run(text, early=True) is not None

    def groups_of(self, text: str) -> Sequence[object]:
        """第一处符合的全文与各组（未参与的组略去）。 The first match and its groups."""
        slots = self._run(text, early=False)
        if slots is None:
            return []
        pairs = zip(slots[::2], slots[1::2], strict=True)
        return [text[begin:end] for begin, end in pairs if begin >= 0 and end >= 0]

    def _run(self, text: str, *, early: bool) -> _Slots | None:
        if len(text) > limits.PATTERN_SUBJECT:
            limit = limits.PATTERN_SUBJECT
            raise EvaluationError(
                Text(
                    f"正则只检查 {limit} 个字符以内的文本",
                    f"A pattern looks at {limit} characters at most",
                )
            )
        return _Machine(self.program, text).run(early=early)


@lru_cache(maxsize=4_096)
def pattern_of(source: str) -> Pattern:
    """编译过就直接用。 The compiled pattern, compiled once."""
    return Pattern.of(source)


class _Machine:
    """按优先级并行推进的线程表。 Threads advanced in parallel, in order of priority."""

    def __init__(self, program: Program, text: str) -> None:
        self.program = program
        self.text = text
        self.matched: _Slots | None = None

    def run(self, *, early: bool) -> _Slots | None:
        empty = (-1,) * self.program.slots
        threads: list[tuple[int, _Slots]] = []
        for position in range(len(self.text) + 1):
            ready = self._closure(threads, position, None if self.matched else empty)
            threads = self._step(ready, position)
            if self.matched is not None and (early or not threads):
                break
        return self.matched

    def _closure(
        self, threads: list[tuple[int, _Slots]], position: int, fresh: _Slots | None
    ) -> list[tuple[int, _Slots]]:
        """不读字符能到的状态。 States reachable without reading a character."""
        seen: set[int] = set()
        ready: list[tuple[int, _Slots]] = []
        starts = [*threads, (0, fresh)] if fresh is not None else threads
        for start in starts:
            stack = [start]
            while stack:
                at, slots = stack.pop()
                if at not in seen:
                    seen.add(at)
                    stack.extend(self._follow(at, slots, position, ready))
        return ready

    def _follow(
        self, at: int, slots: _Slots, position: int, ready: list[tuple[int, _Slots]]
    ) -> list[tuple[int, _Slots]]:
        code = self.program.code[at]
        if isinstance(code, Split):
            return [(code.second, slots), (code.first, slots)]
        if isinstance(code, Save):
            return [(at + 1, (*slots[: code.slot], position, *slots[code.slot + 1 :]))]
        if isinstance(code, Anchor):
            holds = position == (0 if code.start else len(self.text))
            return [(at + 1, slots)] if holds else []
        ready.append((at, slots))
        return []

    def _step(self, ready: list[tuple[int, _Slots]], position: int) -> list[tuple[int, _Slots]]:
        """读一个字符；命中后低优先级的线程作废。 Read one; a match cuts the rest."""
        following: list[tuple[int, _Slots]] = []
        character = self.text[position] if position < len(self.text) else ""
        for at, slots in ready:
            code = self.program.code[at]
            if not isinstance(code, Letters):
                self.matched = slots
                break
            if character and code.accepts(character):
                following.append((at + 1, slots))
        return following
