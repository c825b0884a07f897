"""类型检查：保存前指出会出错的地方。 Type checking: says before saving what would go wrong.

The result carries a tree whose nodes know their types, from which fast code is generated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from ballast.expressions import rules, tree
from ballast.expressions.functions import CONSTANT_SECOND, FUNCTIONS
from ballast.expressions.literals import CLOSURES
from ballast.expressions.problems import ExpressionError, Problem, Severity
from ballast.expressions.scope import Scope, member_type
from ballast.expressions.tree import Node, Path
from ballast.expressions.types import (
    ANY,
    BOOLEAN,
    NULL,
    NUMBER,
    STRING,
    TOKEN,
    ListType,
    ObjectType,
    Schema,
    Type,
    holds_token,
    is_open,
    joined,
)
from ballast.kit.text import Text


@dataclass(frozen=True, slots=True)
class Checked:
    """检查过的表达式。 A checked expression; `node` carries the types found."""

    node: Node
    type: Type
    references: frozenset[Path]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """只要错误。 The problems that block saving."""
        return tuple(item for item in self.problems if item.severity is Severity.ERROR)

    def require(self) -> Checked:
        """有错误就抛出。 Itself, or ExpressionError when there are errors."""
        if self.errors:
            raise ExpressionError(self.errors)
        return self


def check(
    node: Node, schema: Schema, subject: Type | None = None, expected: Type | None = None
) -> Checked:
    """对照作用域检查；问题都在结果里，不抛出。

    Check against the names in scope. Problems are returned, never raised.

    Args:
        node: `parse` 或 `parse_unary` 的结果。 What to check.
        schema: 名字与类型。 The names in scope.
        subject: 单元格 $ 的类型。 The type of `$` in a cell.
        expected: 要求的类型，如条件须为 BOOLEAN。 The type the place requires.
    """
    checker = _Checker()
    typed = checker.visit(node, Scope(schema, subject, {}))
    if expected is not None and not rules.fits(typed.type, expected):
        checker.report("type", typed, rules.wanted(expected, typed.type))
    return Checked(typed, typed.type, frozenset(checker.references), tuple(checker.problems))


class _Checker:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.references: set[Path] = set()

    def report(
        self, code: str, node: Node, message: Text, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(Problem(code, node.start, node.end, message, severity))

    def visit(self, node: Node, scope: Scope) -> Node:
        return _VISITS[type(node)](self, node, scope)

    def all(self, nodes: tuple[Node, ...], scope: Scope) -> tuple[Node, ...]:
        return tuple(self.visit(node, scope) for node in nodes)

    def need(self, node: Node, wanted: Type) -> None:
        if rules.fits(node.type, wanted):
            return
        code = "token" if node.type == TOKEN else "type"
        self.report(code, node, rules.wanted(wanted, node.type))

    def literal(self, node: Node, _: Scope) -> Node:
        return replace(node, type=rules.LITERALS[type(node)])

    def reference(self, node: tree.Reference, scope: Scope) -> Node:
        found = scope.lookup(node.path)
        if isinstance(found, Text):
            self.report("unknown_name", node, found)
            return node
        if not scope.is_local(node.path[0]):
            self.references.add(node.path)
        return replace(node, type=found)

    def template(self, node: tree.Template, scope: Scope) -> Node:
        parts = self.all(node.parts, scope)
        for part in parts:
            self._argument(part, (STRING, NUMBER, BOOLEAN))
        return replace(node, parts=parts, type=STRING)

    def index(self, node: tree.Index, scope: Scope) -> Node:
        subject, key = self.visit(node.subject, scope), self.visit(node.key, scope)
        kind: Type = ANY
        if isinstance(key, tree.String):
            kind = self._member(subject, key)
        elif isinstance(subject.type, ListType):
            self.need(key, NUMBER)
            kind = subject.type.item
        elif subject.type == STRING:
            self.need(key, NUMBER)
            kind = STRING
        elif isinstance(subject.type, ObjectType):
            kind = TOKEN if holds_token(subject.type) else ANY
        elif not is_open(subject.type):
            self.report(rules.misuse(subject.type), subject, rules.no_items(subject.type))
        return replace(node, subject=subject, key=key, type=kind)

    def _member(self, subject: Node, key: tree.String) -> Type:
        found = member_type(subject.type, key.value)
        if isinstance(found, Type):
            return found
        self.report("unknown_name", key, found)
        return ANY

    def slice(self, node: tree.Slice, scope: Scope) -> Node:
        subject = self.visit(node.subject, scope)
        if not (isinstance(subject.type, ListType) or subject.type in (STRING, ANY)):
            self.report(rules.misuse(subject.type), subject, rules.no_items(subject.type))
        first = self.visit(node.first, scope) if node.first else None
        last = self.visit(node.last, scope) if node.last else None
        for edge in (first, last):
            if edge is not None:
                self.need(edge, NUMBER)
        return replace(node, subject=subject, first=first, last=last, type=subject.type)

    def array(self, node: tree.Array, scope: Scope) -> Node:
        items = self.all(node.items, scope)
        kind: Type = NULL if items else ANY
        for item in items:
            kind = joined(kind, item.type)
        return replace(node, items=items, type=ListType(kind))

    def record(self, node: tree.Record, scope: Scope) -> Node:
        entries = tuple((self.visit(k, scope), self.visit(v, scope)) for k, v in node.entries)
        for key, _ in entries:
            self.need(key, STRING)
        static = {k.value: v.type for k, v in entries if isinstance(k, tree.String)}
        kind = ObjectType(static) if len(static) == len(entries) else ANY
        return replace(node, entries=entries, type=kind)

    def interval(self, node: tree.Interval, scope: Scope) -> Node:
        self.report("interval_value", node, rules.INTERVAL_VALUE)
        return self.bounds(node, scope)

    def bounds(self, node: tree.Interval, scope: Scope) -> tree.Interval:
        low, high = self.visit(node.low, scope), self.visit(node.high, scope)
        self.need(low, NUMBER)
        self.need(high, NUMBER)
        if (
            isinstance(low, tree.Number)
            and isinstance(high, tree.Number)
            and low.value > high.value
        ):
            self.report("empty_interval", node, rules.EMPTY_INTERVAL)
        return replace(node, low=low, high=high, type=ListType(NUMBER))

    def sign(self, node: tree.Sign, scope: Scope) -> Node:
        operand = self.visit(node.operand, scope)
        self.need(operand, NUMBER)
        return replace(node, operand=operand, type=NUMBER)

    def negation(self, node: tree.Not, scope: Scope) -> Node:
        operand = self.visit(node.operand, scope)
        if not rules.fits(operand.type, BOOLEAN):
            self.report("type", operand, rules.NOT_BINDS_TIGHT)
        return replace(node, operand=operand, type=BOOLEAN)

    def arithmetic(self, node: tree.Arithmetic, scope: Scope) -> Node:
        left, right = self.visit(node.left, scope), self.visit(node.right, scope)
        kind = rules.arithmetic_type(node.operator, left.type, right.type)
        if kind == NUMBER:
            self.need(left, NUMBER)
            self.need(right, NUMBER)
        elif kind == STRING:
            self.need(left, STRING)
            self.need(right, STRING)
        return replace(node, left=left, right=right, type=kind)

    def comparison(self, node: tree.Comparison, scope: Scope) -> Node:
        left, right = self.visit(node.left, scope), self.visit(node.right, scope)
        if node.operator in ("==", "!="):
            self._equality(node, left, right)
        else:
            for side in (left, right):
                if not rules.fits(side.type, NUMBER) or isinstance(side, tree.Null):
                    self.report(rules.misuse(side.type), side, rules.order(side.type))
        return replace(node, left=left, right=right, type=BOOLEAN)

    def _equality(self, node: Node, left: Node, right: Node) -> None:
        message = rules.equality(left.type, right.type)
        if message is not None:
            self.report("type", node, message)
        elif {left.type, right.type} == {TOKEN, STRING}:
            self.report("token_literal", node, rules.TOKEN_LITERAL, Severity.WARNING)
        elif rules.computed_fraction(left) or rules.computed_fraction(right):
            self.report("fraction_equality", node, rules.FRACTION, Severity.WARNING)

    def membership(self, node: tree.Membership, scope: Scope) -> Node:
        left = self.visit(node.left, scope)
        if isinstance(node.right, tree.Interval):
            right: Node = self.bounds(node.right, scope)
            self.need(left, NUMBER)
        else:
            right = self.visit(node.right, scope)
            self._list_of(left, right)
        return replace(node, left=left, right=right, type=BOOLEAN)

    def _list_of(self, left: Node, right: Node) -> None:
        if isinstance(right, tree.Array):
            for item in right.items:
                self._equality(item, left, item)
        elif isinstance(right.type, ListType):
            self._equality(right, left, replace(right, type=right.type.item))
        elif not isinstance(right.type, ObjectType) and not is_open(right.type):
            self.report(rules.misuse(right.type), right, rules.NOT_A_LIST)

    def logical(self, node: tree.Logical, scope: Scope) -> Node:
        operands = self.all(node.operands, scope)
        for operand in operands:
            self.need(operand, BOOLEAN)
        return replace(node, operands=operands, type=BOOLEAN)

    def fallback(self, node: tree.Fallback, scope: Scope) -> Node:
        left, right = self.visit(node.left, scope), self.visit(node.right, scope)
        kind = joined(left.type, right.type)
        if kind == ANY and not is_open(left.type) and not is_open(right.type):
            self.report("type", node, rules.differing(left.type, right.type))
        return replace(node, left=left, right=right, type=kind)

    def conditional(self, node: tree.Conditional, scope: Scope) -> Node:
        test = self.visit(node.test, scope)
        self.need(test, BOOLEAN)
        then, otherwise = self.visit(node.then, scope), self.visit(node.otherwise, scope)
        kind = joined(then.type, otherwise.type)
        return replace(node, test=test, then=then, otherwise=otherwise, type=kind)

    def call(self, node: tree.Call, scope: Scope) -> Node:
        arguments = self.all(node.arguments, scope)
        function = FUNCTIONS.get(node.function)
        if function is None:
            message = rules.unknown_function(node.function, (*FUNCTIONS, *CLOSURES))
            self.report("unknown_function", node, message)
            return replace(node, arguments=arguments)
        miscounted = rules.argument_count(node.function, function, len(arguments))
        if miscounted is not None:
            self.report("arguments", node, miscounted)
            return replace(node, arguments=arguments)
        self._arguments(node, arguments)
        return replace(node, arguments=arguments, type=function.result)

    def _arguments(self, node: tree.Call, arguments: tuple[Node, ...]) -> None:
        function = FUNCTIONS[node.function]
        last = function.parameters[-1]
        for place, argument in enumerate(arguments):
            wanted = function.parameters[place] if place < len(function.parameters) else last
            if function.tokens and isinstance(arguments[0].type, ListType):
                continue  # compared item by item below
            self._argument(argument, wanted)
        if node.function == "contains" and isinstance(arguments[0].type, ListType):
            self._list_of(arguments[1], arguments[0])
        fault = rules.constant(node.function, arguments)
        if node.function in CONSTANT_SECOND and fault is not None:
            self.report("pattern", arguments[1], fault)

    def _argument(self, argument: Node, wanted: tuple[Type, ...]) -> None:
        if holds_token(argument.type):
            self.report("token", argument, rules.PROTECTED)
        elif not any(rules.fits(argument.type, kind) for kind in wanted):
            self.report("type", argument, rules.wanted_one(wanted, argument.type))

    def closure(self, node: tree.Closure, scope: Scope) -> Node:
        if isinstance(node.collection, tree.Interval):
            collection: Node = self.bounds(node.collection, scope)
        else:
            collection = self.visit(node.collection, scope)
        item: Type = ANY
        if isinstance(collection.type, ListType):
            item = collection.type.item
        elif not is_open(collection.type):
            self.report(rules.misuse(collection.type), collection, rules.NOT_A_LIST)
        body = self.visit(node.body, scope.within(node.name, item))
        if node.function not in ("map", "flatMap"):
            self.need(body, BOOLEAN)
        kind = rules.closure_type(node.function, collection.type, body.type)
        return replace(node, collection=collection, body=body, type=kind)


_Visit = Callable[[_Checker, Any, Scope], Node]

_VISITS: Final[dict[type[Node], _Visit]] = {
    tree.Number: _Checker.literal,
    tree.String: _Checker.literal,
    tree.Boolean: _Checker.literal,
    tree.Null: _Checker.literal,
    tree.Always: _Checker.literal,
    tree.Template: _Checker.template,
    tree.Reference: _Checker.reference,
    tree.Index: _Checker.index,
    tree.Slice: _Checker.slice,
    tree.Array: _Checker.array,
    tree.Record: _Checker.record,
    tree.Interval: _Checker.interval,
    tree.Sign: _Checker.sign,
    tree.Not: _Checker.negation,
    tree.Arithmetic: _Checker.arithmetic,
    tree.Comparison: _Checker.comparison,
    tree.Membership: _Checker.membership,
    tree.Logical: _Checker.logical,
    tree.Fallback: _Checker.fallback,
    tree.Conditional: _Checker.conditional,
    tree.Call: _Checker.call,
    tree.Closure: _Checker.closure,
}
