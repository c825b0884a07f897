"""随机输入：只许 ExpressionError 与 EvaluationError，不许逃逸、卡死、崩溃。

Fuzzing: random bytes, characters, tokens, mutations and grown expressions. Nothing but
ExpressionError, EvaluationError and UnsupportedInSqlError may come out, the generated code may hold
only whitelisted shapes, and no expression may use more than a few CPU seconds.

    python -m tests.expressions.fuzz --count 1000000 --seed 1
"""

from __future__ import annotations

import argparse
import ast
import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType

import yaml
from sqlglot import exp
from tests.expressions.material import DATA, SCHEMA

from ballast.expressions import (
    ANY,
    RUNTIME,
    Checked,
    EvaluationError,
    ExpressionError,
    Node,
    UnsupportedInSqlError,
    check,
    compile_condition,
    compile_value,
    condition,
    parse,
    parse_unary,
    refuted,
    to_sql,
    value,
)
from ballast.expressions.functions import FUNCTIONS, REFUSED
from ballast.expressions.literals import CLOSURES

LONGEST_CPU = 5.0
_SHAPES = (
    ast.Name, ast.Load, ast.Store, ast.Constant, ast.NamedExpr, ast.Call, ast.Compare, ast.BinOp,
    ast.BoolOp, ast.UnaryOp, ast.IfExp, ast.List, ast.Tuple, ast.Lambda, ast.arguments, ast.arg,
    ast.cmpop, ast.operator, ast.boolop, ast.Not,
)  # fmt: skip
_FIELD = re.compile(r"\{(number|text|truth|list)\}")
_WORDS = [
    *FUNCTIONS, *REFUSED, *CLOSURES, *SCHEMA, "and", "or", "not", "in", "true", "false", "null",
    "as", "$", "#", "$root", "__class__", "__builtins__", "_t0", "_budget", "_x_same", "import",
]  # fmt: skip
_SIGNS = [*"+-*/%^<>!?:,.()[]{}`'\"#$=&|;\\@~ \n\t，（）", "==", "!=", "<=", ">=", "??", "..", "${"]
_JOINS = ["+", "==", "and", "or", "in", "??", "^"]
_ATOMS = [
    "1",
    "0",
    "2.5",
    "1e308",
    "1_0",
    "99999999999",
    "'a'",
    '"汉"',
    "''",
    "`x${1}`",
    "[]",
    "{}",
]
_JUNK: list[object] = [
    None,
    True,
    1,
    -2.5,
    10**400,
    float("nan"),
    "x" * 5000,
    "a",
    [1, None],
    {},
    b"",
]
_CASES = [
    str(case["of"])
    for case in yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
]


class EscapeError(Exception):
    """生成的代码里有白名单以外的东西。 Generated code holds something not whitelisted."""


class HangError(BaseException):
    """超过了处理器时间。 The expression used too much CPU time."""


@dataclass
class Tally:
    """数了些什么。 What was counted."""

    tried: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_source: str = ""
    largest_code: int = 0
    defects: list[str] = field(default_factory=list)


@contextmanager
def _watched() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise HangError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_CPU)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _bytes(dice: random.Random) -> str:
    return dice.randbytes(dice.randint(0, 40)).decode(dice.choice(["utf-8", "latin-1"]), "ignore")


def _characters(dice: random.Random) -> str:
    return "".join(dice.choices([*_SIGNS, *"aeinotrx019_汉é\x00\ud7ff"], k=dice.randint(0, 30)))


def _tokens(dice: random.Random) -> str:
    vocabulary = dice.choices([_WORDS, _SIGNS, _ATOMS], [5, 5, 3], k=dice.randint(0, 25))
    return dice.choice([" ", ""]).join(dice.choice(words) for words in vocabulary)


def _mutated(dice: random.Random) -> str:
    source = dice.choice(_CASES)
    for _ in range(dice.randint(1, 4)):
        place = dice.randint(0, len(source))
        source = dice.choice(
            [
                source[:place] + dice.choice([*_SIGNS, *_ATOMS, *_WORDS]) + source[place:],
                source[:place] + source[place + dice.randint(1, 3) :],
                source[:place] + dice.choice(_CASES) + source[place:],
                f"({source}) {dice.choice(_JOINS)} {source[:place]}",
            ]
        )
    return source * dice.choice([1, 1, 1, 1, 1, 1, 1, 40])


_LEAVES = {
    "number": ["amount", "count", "gone", "#", "0", "1", "2.5", "1e308", "indicators.count_7d"],
    "text": ["city", "name", "gone_text", "'a'", "'2026-01-31'", "`x${amount}`", "''"],
    "truth": ["vip", "blocked", "gone_flag", "true", "false", "null"],
    "list": ["tags", "lines", "[]", "[1, null]", "['a']", "[3, 1, 2]"],
}
_FORMS = {
    "number": [
        "({number} + {number})", "({number} - {number})", "({number} * {number})", "-{number}",
        "({number} / {number})", "({number} % {number})", "({number} ^ {number})", "len({text})",
        "({truth} ? {number} : {number})", "({number} ?? {number})", "round({number}, 2)",
        "sum([{number}, {number}])", "max({number}, {number})", "count({list}, {truth})",
        "number({text})", "dayOfWeek({number})", "median([{number}])", "mode([{number}, {number}])",
        "date({text})", "sum(map([{number}..{number}], {number}))", "abs({number})",
    ],
    "text": [
        "({text} + {text})", "upper({text})", "string({number})", "({truth} ? {text} : {text})",
        "`<${{text}}${{number}}>`", "city[{number}]", "name[{number}:]", "trim({text})",
        "extract({text}, '(a+)|b')[0]", "split({text}, {text})[{number}]", "type({list})",
    ],
    "truth": [
        "({number} > {number})", "({number} == {number})", "({text} != {text})", "not ({truth})",
        "({truth} and {truth})", "({truth} or {truth})", "({number} in [{number}..{number}])",
        "({number} not in [{number}, null])", "some({list}, {truth})", "all({list}, {truth})",
        "one({list}, {truth})", "matches({text}, '^[a-z]*(a|b)+$')", "contains({text}, {text})",
        "({text} in {list})", "({number} == null)", "({truth} ?? {truth})", "({truth} == {truth})",
    ],
    "list": [
        "map({list}, {number})", "filter({list}, {truth})", "[{number}, {number}]", "[{text}]",
        "flatMap({list}, {list})", "split({text}, ',')", "{list}[0:1]", "map([0..{number}], #)",
    ],
}  # fmt: skip


def _grown(dice: random.Random, depth: int = 5, kind: str = "") -> str:
    kind = kind or dice.choice(list(_LEAVES))
    if dice.random() < 0.02:
        kind = dice.choice(list(_LEAVES))  # now and then the wrong type
    if depth == 0 or dice.random() < 0.2:
        return dice.choice(_LEAVES[kind])
    form = dice.choice(_FORMS[kind])
    return _FIELD.sub(lambda found: _grown(dice, depth - 1, found[1]), form)


SOURCES: dict[str, Callable[[random.Random], str]] = {
    "bytes": _bytes,
    "characters": _characters,
    "tokens": _tokens,
    "mutated": _mutated,
    "grown": _grown,
}


def _only_whitelisted(code: ast.expr) -> int:
    size = 0
    for node in ast.walk(code):
        size += 1
        if not isinstance(node, _SHAPES):
            raise EscapeError(f"shape {type(node).__name__}")
        if isinstance(node, ast.Call) and not (
            isinstance(node.func, ast.Name) and node.func.id in RUNTIME
        ):
            raise EscapeError("a call of something else")
        if isinstance(node, ast.Name) and not (
            node.id in RUNTIME or node.id[:2] in ("_t", "_b", "v0")
        ):
            raise EscapeError(f"name {node.id}")
    return size


def _run_tree(node: Node, found: Checked, dice: random.Random, tally: Tally) -> None:
    """不管检查是否通过，生成的代码都只能是白名单里的，跑坏数据也不逃逸。"""
    env = dict.fromkeys([*found.references, *((name,) for name in [*SCHEMA, "$", "#"])], "v0")
    for generate in (condition, refuted, value):
        code = generate(node, env)
        tally.largest_code = max(tally.largest_code, _only_whitelisted(code))
    arguments = ast.arguments([], [ast.arg("v0")], None, [], [], None, [])
    tree = ast.fix_missing_locations(ast.Expression(ast.Lambda(arguments, code)))
    inner = next(c for c in compile(tree, "<fuzz>", "eval").co_consts if hasattr(c, "co_code"))
    function = FunctionType(inner, {"__builtins__": {}, **RUNTIME})
    try:
        function(dice.choice(_JUNK))
    except (TypeError, OverflowError, ValueError):
        tally.reached["contained by the caller"] += 1  # compile_* turns these into EvaluationError
    tally.reached["run unchecked"] += 1


def _run_checked(found: Checked, dice: random.Random, tally: Tally) -> None:
    tally.reached["checked"] += 1
    junk = {name: dice.choice(_JUNK) for name in [*SCHEMA, "$"]}
    for data in ({**DATA, "$": 5.0}, {}, junk):
        for compiled in (compile_condition(found), compile_value(found)):
            try:
                compiled(data)
                tally.reached["evaluated"] += 1
            except EvaluationError:
                tally.reached["stopped at run time"] += 1
    if dice.random() < 0.05:
        to_sql(found.node, {path: exp.column("c") for path in found.references}).sql("duckdb")
        tally.reached["in SQL"] += 1


def _one(source: str, dice: random.Random, tally: Tally) -> None:
    node = dice.choice([parse, parse_unary])(source)
    tally.reached["parsed"] += 1
    found = check(node, SCHEMA, ANY)
    if found.errors:
        tally.refused.update({found.errors[0].code})
        _run_tree(found.node, found, dice, tally)
    else:
        _run_checked(found, dice, tally)


def fuzz(count: int, seed: int, progress: int = 0) -> Tally:
    """试 count 个表达式。 Try `count` expressions and tell what happened."""
    dice, tally = random.Random(seed), Tally()  # noqa: S311  # reproducible on purpose
    kinds = list(SOURCES)
    for place in range(count):
        kind = kinds[place % len(kinds)]
        source = SOURCES[kind](dice)
        tally.tried[kind] += 1
        before = time.process_time()
        try:
            with _watched():
                _one(source, dice, tally)
        except ExpressionError as error:
            tally.refused[error.problems[0].code] += 1
        except (EvaluationError, UnsupportedInSqlError) as error:
            tally.refused[error.code] += 1
        except (HangError, Exception) as error:  # the point is to see them all
            tally.defects.append(f"{type(error).__name__}: {error!s:.200} ← {source[:300]!r}")
        spent = time.process_time() - before
        if spent > tally.slowest:
            tally.slowest, tally.slowest_source = spent, source
        if progress and place % progress == progress - 1:
            print(f"{place + 1} …", file=sys.stderr, flush=True)  # noqa: T201
    return tally


def report(tally: Tally, count: int, seed: int, seconds: float) -> str:
    """一段总结。 The closing summary."""
    lines = [
        f"{count} expressions, seed {seed}, {seconds:.0f} s ({count / max(seconds, 1e-9):.0f}/s)",
        "tried: " + ", ".join(f"{kind} {number}" for kind, number in tally.tried.items()),
        "reached: " + ", ".join(f"{kind} {number}" for kind, number in tally.reached.items()),
        "refused: " + ", ".join(f"{code} {n}" for code, n in tally.refused.most_common()),
        f"largest generated code: {tally.largest_code} nodes",
        f"slowest: {tally.slowest:.3f} CPU s for {tally.slowest_source[:120]!r}",
        f"escapes, hangs, crashes: {len(tally.defects)}",
        *tally.defects[:20],
    ]
    return "\n".join(lines)


def main() -> int:
    """命令行。 The command line."""
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    before = time.monotonic()
    tally = fuzz(given.count, given.seed, progress=100_000)
    print(report(tally, given.count, given.seed, time.monotonic() - before))  # noqa: T201
    return 1 if tally.defects else 0


if __name__ == "__main__":
    sys.exit(main())
