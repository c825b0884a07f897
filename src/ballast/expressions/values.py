"""值的翻译：缺失是 None。 The translation of values; None is missing.

Numbers known to be numbers compile to plain arithmetic behind guards; a whole arithmetic region is
computed in doubles and its result is missing unless finite. Everything else calls the runtime.
"""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from ballast.expressions import shapes, tree
from ballast.expressions.functions import CONSTANT_SECOND, FUNCTIONS
from ballast.expressions.pattern_syntax import PatternError
from ballast.expressions.patterns import pattern_of
from ballast.expressions.problems import ExpressionError, Problem
from ballast.expressions.tree import Node, Path, children
from ballast.expressions.types import NUMBER, STRING
from ballast.kit.text import Text

_NONE: Final = ast.Constant(None)
_BUDGET: Final = "_budget"


@dataclass(frozen=True, slots=True)
class Local(Node):
    """已经算好的值。 A value already computed into a local variable."""

    code: ast.expr


def is_null_test(node: tree.Comparison) -> bool:
    """与字面量 null 比较相等。 Whether it is an equality with literal null."""
    sides = (node.left, node.right)
    return node.operator in ("==", "!=") and any(isinstance(side, tree.Null) for side in sides)


def unusable(node: Node, zh: str, en: str) -> ExpressionError:
    """没有检查过的树里不能生成代码的节点。 A node of an unchecked tree that has no code."""
    return ExpressionError([Problem("unusable", node.start, node.end, Text(zh, en))])


class Values(ABC):
    """值的生成器。 Generates values; conditions are added by the subclass."""

    def __init__(
        self, env: Mapping[Path, str | ast.expr], counter: Iterator[int] | None = None
    ) -> None:
        self.env = env
        self.counter = count() if counter is None else counter

    @abstractmethod
    def true(self, node: Node) -> ast.expr:
        """已知为真。 Known TRUE."""

    @abstractmethod
    def within_closure(self, env: Mapping[Path, str | ast.expr]) -> Values:
        """遍历体用的生成器。 An emitter for a closure body."""

    def value(self, node: Node) -> ast.expr:
        """值；缺失是 None。 The value; None when missing."""
        return _VALUES[type(node)](self, node)

    def fresh(self) -> str:
        """新的临时变量。 A new temporary."""
        return f"_t{next(self.counter)}"

    def operands(self, *nodes: Node) -> tuple[list[ast.expr], list[ast.expr]]:
        """各操作数不缺失的条件，与它们的值。 Guards that they are known, and the operands."""
        guards: dict[str, ast.expr] = {}
        codes = []
        for node in nodes:
            before, code = self.guarded(node)
            guards.update(_by_name(before))
            codes.append(code)
        return list(guards.values()), codes

    def guarded(self, node: Node) -> tuple[list[ast.expr], ast.expr]:
        """一个操作数不缺失的条件，与它的值。 Guards of one operand, and the operand."""
        if _is_region(node):
            guards, code = self._region(node)
            kept = self.fresh()
            zero = shapes.arithmetic(shapes.bind(kept, code), "-", shapes.name(kept))
            return [*guards, shapes.compare(zero, "==", shapes.constant(0.0))], shapes.name(kept)
        return self._kept(self.value(node))

    def _kept(self, code: ast.expr) -> tuple[list[ast.expr], ast.expr]:
        if isinstance(code, ast.Constant):
            return ([shapes.constant(False)] if code.value is None else []), code
        if isinstance(code, ast.Name):
            return [shapes.compare(code, "is not", _NONE)], code
        kept = self.fresh()
        guard = shapes.compare(shapes.bind(kept, code), "is not", _NONE)
        return [guard], shapes.name(kept)

    def _region(self, node: Node) -> tuple[list[ast.expr], ast.expr]:
        """数的运算：条件，与尚未查是否有限的值。 Guards and a double not yet checked finite."""
        if isinstance(node, tree.Sign) and _is_region(node):
            guards, code = self._region(node.operand)
            minus = shapes.arithmetic(code, "*", shapes.constant(-1.0))
            return guards, minus if node.operator == "-" else code
        if not (isinstance(node, tree.Arithmetic) and _is_region(node)):
            return self._kept(self.value(node))
        before, left = self._region(node.left)
        after, right = self._region(node.right)
        merged = _by_name([*before, *after])
        guards, code = self._step(node.operator, left, right)
        return [*merged.values(), *guards], code

    def _step(
        self, operator: str, left: ast.expr, right: ast.expr
    ) -> tuple[list[ast.expr], ast.expr]:
        if operator == "%":
            return self._kept(shapes.call("remainder", left, right))
        guards: list[ast.expr] = []
        if operator == "/":
            guards, right = self._divisor(right)
        code = shapes.arithmetic(left, operator, right)
        if isinstance(left, ast.Name) and isinstance(right, ast.Name):
            code = _as_double(operator, left, right)
        return guards, code

    def _divisor(self, code: ast.expr) -> tuple[list[ast.expr], ast.expr]:
        if isinstance(code, ast.Constant):
            return ([] if code.value else [shapes.constant(False)]), code
        if isinstance(code, ast.Name):
            return [shapes.compare(code, "!=", shapes.constant(0.0))], code
        kept = self.fresh()
        guard = shapes.compare(shapes.bind(kept, code), "!=", shapes.constant(0.0))
        return [guard], shapes.name(kept)


def _number(emit: Values, node: tree.Number | tree.String | tree.Boolean) -> ast.expr:
    return shapes.constant(node.value)


def _null(emit: Values, _: tree.Null) -> ast.expr:
    return _NONE


def _always(emit: Values, _: tree.Always) -> ast.expr:
    return shapes.constant(True)


def _local(emit: Values, node: Local) -> ast.expr:
    return node.code


def _reference(emit: Values, node: tree.Reference) -> ast.expr:
    for length in range(len(node.path), 0, -1):
        found = emit.env.get(node.path[:length])
        if found is not None:
            code = shapes.name(found) if isinstance(found, str) else found
            for key in node.path[length:]:
                code = shapes.call("item", code, shapes.constant(key))
            return code
    raise unusable(node, f"没有名为 {node.path[0]} 的数据", f"Nothing is named {node.path[0]}")


def _template(emit: Values, node: tree.Template) -> ast.expr:
    return shapes.call("template", *map(emit.value, node.parts))


def _index(emit: Values, node: tree.Index) -> ast.expr:
    return shapes.call("item", emit.value(node.subject), emit.value(node.key))


def _slice(emit: Values, node: tree.Slice) -> ast.expr:
    kept = emit.fresh()
    subject = shapes.bind(kept, emit.value(node.subject))
    first = emit.value(node.first) if node.first else shapes.constant(0.0)
    last = emit.value(node.last) if node.last else shapes.call("last", shapes.name(kept))
    return shapes.call("run", subject, first, last)


def _array(emit: Values, node: tree.Array) -> ast.expr:
    return ast.List([emit.value(item) for item in node.items], ast.Load())


def _record(emit: Values, node: tree.Record) -> ast.expr:
    names = [emit.value(key) for key, _ in node.entries]
    items = [emit.value(item) for _, item in node.entries]
    return shapes.call("record", ast.Tuple(names, ast.Load()), *items)


def _interval(emit: Values, node: tree.Interval) -> ast.expr:
    raise unusable(node, "区间不是值", "A range is not a value")


def _sign(emit: Values, node: tree.Sign) -> ast.expr:
    if _is_region(node):
        return _guarded_value(emit, node)
    factor = shapes.constant(-1.0 if node.operator == "-" else 1.0)
    return shapes.call("calculate", shapes.constant("*"), emit.value(node.operand), factor)


def _guarded_value(emit: Values, node: Node) -> ast.expr:
    guards, code = emit.guarded(node)
    return shapes.if_else(shapes.all_of(guards), code, _NONE)


def _arithmetic(emit: Values, node: tree.Arithmetic) -> ast.expr:
    if _is_region(node):
        return _guarded_value(emit, node)
    left, right = emit.value(node.left), emit.value(node.right)
    if node.operator == "^":
        return shapes.call("power", left, right)
    if node.operator == "+" and STRING in (node.left.type, node.right.type):
        return shapes.call("join", left, right)
    return shapes.call("calculate", shapes.constant(node.operator), left, right)


def _comparison(emit: Values, node: tree.Comparison) -> ast.expr:
    if is_null_test(node):
        other = node.left if isinstance(node.right, tree.Null) else node.right
        test = "is" if node.operator == "==" else "is not"
        return shapes.compare(emit.value(other), test, _NONE)
    left, right = emit.value(node.left), emit.value(node.right)
    if node.operator == "==":
        return shapes.call("same", left, right)
    if node.operator == "!=":
        return shapes.call("negate", shapes.call("same", left, right))
    return shapes.call("ordered", shapes.constant(node.operator), left, right)


def _negation(emit: Values, node: tree.Not) -> ast.expr:
    return shapes.call("negate", emit.value(node.operand))


def _logical(emit: Values, node: tree.Logical) -> ast.expr:
    join = "both" if node.operator == "and" else "either"
    return shapes.call(join, *map(emit.value, node.operands))


def _membership(emit: Values, node: tree.Membership) -> ast.expr:
    found = _found(emit, node)
    return shapes.call("negate", found) if node.negated else found


def _found(emit: Values, node: tree.Membership) -> ast.expr:
    right = node.right
    if isinstance(right, tree.Interval):
        operators = shapes.constant(right.operators)
        ends = (emit.value(right.low), emit.value(right.high))
        outside = shapes.constant(right.outside)
        return shapes.call("within", emit.value(node.left), operators, *ends, outside)
    if not isinstance(right, tree.Array):
        return shapes.call("member", emit.value(node.left), emit.value(right))
    items = [emit.value(item) for item in right.items if not isinstance(item, tree.Null)]
    options = ast.List(items, ast.Load())
    if len(items) == len(right.items):
        return shapes.call("member", emit.value(node.left), options)
    kept = emit.fresh()
    missing = shapes.compare(shapes.bind(kept, emit.value(node.left)), "is", _NONE)
    found = shapes.call("member", shapes.name(kept), options)
    return shapes.if_else(missing, shapes.constant(True), found)


def _fallback(emit: Values, node: tree.Fallback) -> ast.expr:
    guards, (left,) = emit.operands(node.left)
    return shapes.if_else(shapes.all_of(guards), left, emit.value(node.right))


def _conditional(emit: Values, node: tree.Conditional) -> ast.expr:
    then, otherwise = emit.value(node.then), emit.value(node.otherwise)
    return shapes.if_else(emit.true(node.test), then, otherwise)


def _call(emit: Values, node: tree.Call) -> ast.expr:
    if node.function not in FUNCTIONS:
        raise unusable(node, f"没有函数 {node.function}", f"No function {node.function}")
    if node.function in CONSTANT_SECOND:
        _require_pattern(node)
    return shapes.call("call_" + node.function, *map(emit.value, node.arguments))


def _require_pattern(node: tree.Call) -> None:
    pattern = node.arguments[-1] if node.arguments else node
    if not isinstance(pattern, tree.String):
        raise unusable(node, "正则必须是字面量", "A pattern must be literal text")
    try:
        pattern_of(pattern.value)
    except PatternError as error:
        raise unusable(pattern, error.detail.zh, error.detail.en) from error


def _closure(emit: Values, node: tree.Closure) -> ast.expr:
    item = emit.fresh()
    inner = emit.within_closure({**emit.env, (node.name,): item, (_BUDGET,): _BUDGET})
    selects = node.function in ("filter", "count")
    body = inner.true(node.body) if selects else inner.value(node.body)
    nested = shapes.name(_BUDGET) if (_BUDGET,) in emit.env else _NONE
    return shapes.call(
        "closure_" + node.function,
        _collection(emit, node.collection),
        shapes.function((item, _BUDGET), body),
        shapes.constant(_weight(node.body)),
        nested,
    )


def _collection(emit: Values, node: Node) -> ast.expr:
    if not isinstance(node, tree.Interval):
        return emit.value(node)
    closed = (shapes.constant(node.low_closed), shapes.constant(node.high_closed))
    return shapes.call("whole", emit.value(node.low), emit.value(node.high), *closed)


def _is_region(node: Node) -> bool:
    if isinstance(node, tree.Sign):
        return node.operand.type == NUMBER
    known = isinstance(node, tree.Arithmetic) and node.left.type == node.right.type == NUMBER
    return known and getattr(node, "operator", "") in "+-*/%"


def _by_name(guards: list[ast.expr]) -> dict[str, ast.expr]:
    """同一变量只查一次。 One guard a variable; others are kept as they are."""
    return {_key(guard): guard for guard in guards}


def _key(guard: ast.expr) -> str:
    if isinstance(guard, ast.Compare) and isinstance(guard.left, ast.Name):
        return ast.dump(guard)
    return f"#{id(guard)}"


def _as_double(operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
    """两个变量都可能是整数：化成双精度，也挡住文本与列表。

    Both variables may be integers: force doubles, which also refuses text and lists.
    """
    if operator == "*":
        return shapes.arithmetic(shapes.arithmetic(left, "*", shapes.constant(1.0)), "*", right)
    code = shapes.arithmetic(left, operator, right)
    return code if operator == "/" else shapes.arithmetic(code, "+", shapes.constant(0.0))


def _weight(node: Node) -> int:
    return 1 + sum(map(_weight, children(node)))


_Value = Callable[[Values, Any], ast.expr]

_VALUES: Final[dict[type[Node], _Value]] = {
    Local: _local,
    tree.Number: _number,
    tree.String: _number,
    tree.Boolean: _number,
    tree.Null: _null,
    tree.Always: _always,
    tree.Template: _template,
    tree.Reference: _reference,
    tree.Index: _index,
    tree.Slice: _slice,
    tree.Array: _array,
    tree.Record: _record,
    tree.Interval: _interval,
    tree.Sign: _sign,
    tree.Not: _negation,
    tree.Arithmetic: _arithmetic,
    tree.Comparison: _comparison,
    tree.Membership: _membership,
    tree.Logical: _logical,
    tree.Fallback: _fallback,
    tree.Conditional: _conditional,
    tree.Call: _call,
    tree.Closure: _closure,
}
