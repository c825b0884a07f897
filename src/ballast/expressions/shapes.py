"""生成的 Python 语法树的积木。 Building blocks of the generated Python syntax tree.

Only these shapes are ever generated: names, constants, calls of runtime functions, comparisons,
arithmetic, boolean operators, conditionals, displays and lambdas. No attribute, no subscript.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

_COMPARE: Final[dict[str, type[ast.cmpop]]] = {
    "==": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "in": ast.In,
    "not in": ast.NotIn,
    "is": ast.Is,
    "is not": ast.IsNot,
}
_ARITHMETIC: Final[dict[str, type[ast.operator]]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
}
OPPOSITE: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
"""否定后的运算符。 The comparison that holds exactly when the given one does not."""

RUNTIME_PREFIX: Final = "_x_"
"""运行时函数在生成代码里的前缀。 Prefix of runtime functions in generated code."""


def name(identifier: str) -> ast.expr:
    """读一个局部变量。 Read a local variable."""
    return ast.Name(identifier, ast.Load())


def constant(value: object) -> ast.expr:
    """常量。 A constant."""
    return ast.Constant(value)  # type: ignore[arg-type]  # a frozenset is accepted by the compiler


def bind(identifier: str, value: ast.expr) -> ast.expr:
    """求值并记下。 Evaluate and keep in a local variable."""
    return ast.NamedExpr(ast.Name(identifier, ast.Store()), value)


def call(function: str, *arguments: ast.expr) -> ast.expr:
    """调用运行时函数。 Call a runtime function."""
    return ast.Call(name(RUNTIME_PREFIX + function), list(arguments), [])


def compare(left: ast.expr, operator: str, right: ast.expr) -> ast.expr:
    """比较；常量与 None 的身份比较当场算出。 Compare; identity of constants is decided here."""
    if operator in ("is", "is not") and isinstance(left, ast.Constant):
        same = isinstance(right, ast.Constant) and left.value is right.value
        return constant(same is (operator == "is"))
    return ast.Compare(left, [_COMPARE[operator]()], [right])


def between(low: ast.expr, first: str, value: ast.expr, second: str, high: ast.expr) -> ast.expr:
    """Low first value second high，如 1 <= x < 3。 A chained comparison such as 1 <= x < 3."""
    return ast.Compare(low, [_COMPARE[first](), _COMPARE[second]()], [value, high])


def arithmetic(left: ast.expr, operator: str, right: ast.expr) -> ast.expr:
    """四则运算。 Arithmetic."""
    return ast.BinOp(left, _ARITHMETIC[operator](), right)


def not_(value: ast.expr) -> ast.expr:
    """否定。 Negation."""
    return ast.UnaryOp(ast.Not(), value)


def all_of(values: Sequence[ast.expr]) -> ast.expr:
    """全部成立；空则真。 All hold; true when empty."""
    kept = [value for value in values if not _is(value, True)]
    if any(_is(value, False) for value in kept):
        return constant(False)
    return _joined(ast.And(), kept, True)


def any_of(values: Sequence[ast.expr]) -> ast.expr:
    """至少一个成立；空则假。 Any holds; false when empty."""
    kept = [value for value in values if not _is(value, False)]
    if any(_is(value, True) for value in kept):
        return constant(True)
    return _joined(ast.Or(), kept, False)


def _joined(operator: ast.boolop, values: list[ast.expr], empty: bool) -> ast.expr:
    if not values:
        return constant(empty)
    return values[0] if len(values) == 1 else ast.BoolOp(operator, values)


def _is(value: ast.expr, wanted: bool) -> bool:
    return isinstance(value, ast.Constant) and value.value is wanted


def if_else(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    """Test 成立取 then。 `then` if the test holds."""
    return ast.IfExp(test, then, otherwise)


def function(parameters: Sequence[str], body: ast.expr) -> ast.expr:
    """小函数。 A lambda."""
    arguments = ast.arguments([], [ast.arg(item) for item in parameters], None, [], [], None, [])
    return ast.Lambda(arguments, body)


def is_plain(value: ast.expr) -> bool:
    """可以重复写而不重复求值。 Whether it may be written twice without being computed twice."""
    return isinstance(value, ast.Name | ast.Constant)
