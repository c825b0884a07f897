"""条件的真假两种翻译。 The two translations of a condition."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any, Final

from ballast.expressions import shapes, tree
from ballast.expressions.tree import Node, Path
from ballast.expressions.types import BOOLEAN, NUMBER, STRING, TOKEN
from ballast.expressions.values import Local, Values, is_null_test

_RAW_EQUAL: Final = (NUMBER, STRING, BOOLEAN, TOKEN)


class Emitter(Values):
    """值与条件的生成器。 Generates values and conditions."""

    def true(self, node: Node) -> ast.expr:
        """已知为真。 Known TRUE."""
        visit = _CONDITIONS.get(type(node))
        if visit is None:
            return shapes.compare(self.value(node), "is", shapes.constant(True))
        return visit(self, node, True)

    def false(self, node: Node) -> ast.expr:
        """已知为假。 Known FALSE."""
        visit = _CONDITIONS.get(type(node))
        if visit is None:
            return shapes.compare(self.value(node), "is", shapes.constant(False))
        return visit(self, node, False)

    def known(self, node: Node, wanted: bool) -> ast.expr:
        """已知为真或已知为假。 Known to be what is wanted."""
        return self.true(node) if wanted else self.false(node)

    def within_closure(self, env: Mapping[Path, str | ast.expr]) -> Emitter:
        """遍历体用的生成器，共用编号。 An emitter for a closure body that shares the counter."""
        return Emitter(env, self.counter)


def _boolean(emit: Emitter, node: tree.Boolean, wanted: bool) -> ast.expr:
    return shapes.constant(node.value is wanted)


def _always(emit: Emitter, _: tree.Always, wanted: bool) -> ast.expr:
    return shapes.constant(wanted)


def _negation(emit: Emitter, node: tree.Not, wanted: bool) -> ast.expr:
    return emit.known(node.operand, not wanted)


def _logical(emit: Emitter, node: tree.Logical, wanted: bool) -> ast.expr:
    parts = [emit.known(operand, wanted) for operand in node.operands]
    join = shapes.all_of if (node.operator == "and") is wanted else shapes.any_of
    return join(parts)


def _conditional(emit: Emitter, node: tree.Conditional, wanted: bool) -> ast.expr:
    then, otherwise = emit.known(node.then, wanted), emit.known(node.otherwise, wanted)
    return shapes.if_else(emit.true(node.test), then, otherwise)


def _comparison(emit: Emitter, node: tree.Comparison, wanted: bool) -> ast.expr:
    if is_null_test(node):
        test = emit.value(node)
        return test if wanted else shapes.not_(test)
    operator = node.operator if wanted else shapes.OPPOSITE[node.operator]
    if _is_raw(node):
        guards, (left, right) = emit.operands(node.left, node.right)
        return shapes.all_of([*guards, shapes.compare(left, operator, right)])
    return shapes.compare(emit.value(node), "is", shapes.constant(wanted))


def _is_raw(node: tree.Comparison) -> bool:
    if node.operator in ("==", "!="):
        return node.left.type == node.right.type and node.left.type in _RAW_EQUAL
    return node.left.type == NUMBER and node.right.type == NUMBER


def _membership(emit: Emitter, node: tree.Membership, wanted: bool) -> ast.expr:
    inside = wanted is not node.negated
    if isinstance(node.right, tree.Interval):
        return _in_interval(emit, node.left, node.right, inside)
    if isinstance(node.right, tree.Array):
        return _in_array(emit, node.left, node.right, inside)
    return shapes.compare(emit.value(node), "is", shapes.constant(wanted))


def _in_interval(emit: Emitter, left: Node, interval: tree.Interval, inside: bool) -> ast.expr:
    guards, (subject,) = emit.operands(left)
    plain = _between(emit, left, subject, interval)
    if plain is not None:
        return shapes.all_of([*guards, plain if inside else shapes.not_(plain)])
    local = Local(subject, type=left.type)
    low, high = interval.operators
    ends: tuple[Node, ...] = (
        tree.Comparison(low, local, interval.low, type=BOOLEAN),
        tree.Comparison(high, local, interval.high, type=BOOLEAN),
    )
    chain = tree.Logical("or" if interval.outside else "and", ends, type=BOOLEAN)
    return shapes.all_of([*guards, emit.known(chain, inside)])


def _between(
    emit: Emitter, left: Node, subject: ast.expr, interval: tree.Interval
) -> ast.expr | None:
    """1 <= x < 3：两端是数字时的快路。 The fast way when both ends are literals."""
    low, high = interval.low, interval.high
    ends = isinstance(low, tree.Number) and isinstance(high, tree.Number)
    if not ends or interval.outside or left.type != NUMBER:
        return None
    first, second = (
        "<=" if closed else "<" for closed in (interval.low_closed, interval.high_closed)
    )
    return shapes.between(emit.value(low), first, subject, second, emit.value(high))


def _in_array(emit: Emitter, left: Node, array: tree.Array, inside: bool) -> ast.expr:
    items = tuple(item for item in array.items if not isinstance(item, tree.Null))
    guards, (subject,) = emit.operands(left)
    found = shapes.all_of([*guards, _among(emit, left, subject, items, inside)])
    if len(items) == len(array.items) or not inside:
        return found
    return shapes.any_of([shapes.not_(shapes.all_of(guards)), found])


def _among(
    emit: Emitter, left: Node, subject: ast.expr, items: tuple[Node, ...], inside: bool
) -> ast.expr:
    literal = (tree.Number, tree.String)
    if left.type in (NUMBER, STRING) and all(
        isinstance(item, literal) and item.type == left.type for item in items
    ):
        options = frozenset(getattr(item, "value", None) for item in items)
        return shapes.compare(subject, "in" if inside else "not in", shapes.constant(options))
    local = Local(subject, type=left.type)
    equal = tuple(tree.Comparison("==", local, item, type=BOOLEAN) for item in items)
    return emit.known(tree.Logical("or", equal, type=BOOLEAN), inside)


_Condition = Callable[[Emitter, Any, bool], ast.expr]

_CONDITIONS: Final[dict[type[Node], _Condition]] = {
    tree.Boolean: _boolean,
    tree.Always: _always,
    tree.Not: _negation,
    tree.Logical: _logical,
    tree.Conditional: _conditional,
    tree.Comparison: _comparison,
    tree.Membership: _membership,
}
