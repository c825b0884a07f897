"""表达式到 DuckDB SQL，结果与 Python 相同。 Expressions as DuckDB SQL with the results of Python.

SQL is three-valued by itself, so a condition is one expression: TRUE, FALSE or NULL (unknown). What
cannot be said with the same result raises UnsupportedInSqlError. Run-time limits on text are not
repeated: stored events already passed them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ballast.expressions import sql_shapes as sql
from ballast.expressions import tree
from ballast.expressions.problems import UnsupportedInSqlError
from ballast.expressions.sql_functions import TRANSLATIONS, as_string, power, text_at, text_run
from ballast.expressions.sql_shapes import SqlNode
from ballast.expressions.tree import Node, Path
from ballast.expressions.types import BOOLEAN, NUMBER, STRING, TOKEN, ListType, Type

_LARGEST: Final = 2_500
_STEEPEST: Final = 600  # frames, well inside the interpreter's thousand
_COLUMN: Final[dict[Type, str]] = {NUMBER: "DOUBLE", BOOLEAN: "BOOLEAN"}
_TYPED: Final = (NUMBER, STRING, BOOLEAN, TOKEN)


def to_sql(node: Node, columns: Mapping[Path, SqlNode]) -> SqlNode:
    """检查过的表达式译成 DuckDB 表达式。 A checked expression as a DuckDB expression.

    Args:
        node: `check` 得到的带类型的树。 The typed tree found by `check`.
        columns: 引用对应的列。 The column of each reference.

    Raises:
        UnsupportedInSqlError: 没有结果相同的写法。 There is no translation with the same result.
    """
    written = _Writer(columns).write(node)
    if sql.steepness(written) > _STEEPEST:
        raise unsupported(node, "nesting")
    return written


class _Writer:
    def __init__(self, columns: Mapping[Path, SqlNode]) -> None:
        self.columns = columns
        self.written = 0

    def write(self, node: Node) -> SqlNode:
        self.written += 1
        visit = _WRITERS.get(type(node))
        if visit is None or self.written > _LARGEST:
            raise unsupported(node)
        return visit(self, node)

    def number(self, node: tree.Number) -> SqlNode:
        return sql.double(node.value)

    def string(self, node: tree.String) -> SqlNode:
        return sql.text(node.value)

    def boolean(self, node: tree.Boolean) -> SqlNode:
        return sql.truth(node.value)

    def always(self, _: tree.Always) -> SqlNode:
        return sql.truth(True)

    def null(self, _: tree.Null) -> SqlNode:
        return sql.null()

    def reference(self, node: tree.Reference) -> SqlNode:
        column = self.columns.get(node.path)
        if column is None or node.type not in _TYPED:
            raise unsupported(node, ".".join(node.path))
        kind = _COLUMN.get(node.type)
        return sql.cast(column.copy(), kind) if kind else column.copy()

    def template(self, node: tree.Template) -> SqlNode:
        parts = [as_string(part, self.write) for part in node.parts]
        return sql.chain("||", [sql.text(""), *parts])

    def index(self, node: tree.Index) -> SqlNode:
        return text_at(node, self.write)

    def slice(self, node: tree.Slice) -> SqlNode:
        return text_run(node, self.write)

    def sign(self, node: tree.Sign) -> SqlNode:
        return sql.finite(self.region(node))

    def arithmetic(self, node: tree.Arithmetic) -> SqlNode:
        if node.operator == "^":
            return power(node, self.write)
        if node.type == STRING:
            return sql.binary("||", self._typed(node.left, STRING), self._typed(node.right, STRING))
        return sql.finite(self.region(node))

    def region(self, node: Node) -> SqlNode:
        """数的运算，未查是否有限。 Arithmetic on doubles before the check that it is finite."""
        if isinstance(node, tree.Sign):
            operand = self.region(node.operand)
            return sql.binary("*", operand, sql.double(-1.0)) if node.operator == "-" else operand
        if not isinstance(node, tree.Arithmetic) or node.operator == "^":
            return self._typed(node, NUMBER)
        left, right = self.region(node.left), self.region(node.right)
        if node.operator in "/%":
            right = sql.nonzero(right)
        return sql.binary(node.operator, left, right)

    def _typed(self, node: Node, kind: Type) -> SqlNode:
        if node.type != kind and not isinstance(node, tree.Null):
            raise unsupported(node)
        return self.write(node)

    def comparison(self, node: tree.Comparison) -> SqlNode:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(side, tree.Null) and node.operator in ("==", "!="):
                test = sql.is_null(self.write(other))
                return test if node.operator == "==" else sql.not_(test)
        self._comparable(node, node.left, node.right)
        return sql.binary(node.operator, self.write(node.left), self.write(node.right))

    def _comparable(self, node: Node, left: Node, right: Node) -> None:
        texts = {left.type, right.type} <= {STRING, TOKEN}
        if left.type not in _TYPED or not (texts or left.type == right.type):
            raise unsupported(node)

    def negation(self, node: tree.Not) -> SqlNode:
        return sql.not_(self._typed(node.operand, BOOLEAN))

    def logical(self, node: tree.Logical) -> SqlNode:
        operands = [self._truth(operand) for operand in node.operands]
        return sql.chain(node.operator, operands)

    def _truth(self, node: Node) -> SqlNode:
        return sql.null("BOOLEAN") if isinstance(node, tree.Null) else self._typed(node, BOOLEAN)

    def conditional(self, node: tree.Conditional) -> SqlNode:
        self._scalar(node)
        test = self._truth(node.test)
        return sql.case(test, self._branch(node.then, node), self._branch(node.otherwise, node))

    def fallback(self, node: tree.Fallback) -> SqlNode:
        self._scalar(node)
        branches = (self._branch(node.left, node), self._branch(node.right, node))
        return sql.call("COALESCE", *branches)

    def _scalar(self, node: Node) -> None:
        if node.type not in _TYPED:
            raise unsupported(node)

    def _branch(self, node: Node, whole: Node) -> SqlNode:
        if isinstance(node, tree.Null):
            return sql.null(_COLUMN.get(whole.type, "VARCHAR"))
        return self._typed(node, whole.type)

    def membership(self, node: tree.Membership) -> SqlNode:
        if isinstance(node.right, tree.Interval):
            found = self._in_interval(node.left, node.right)
        elif isinstance(node.right, tree.Array):
            found = self._in_array(node, node.right)
        else:
            raise unsupported(node.right)
        return sql.not_(found) if node.negated else found

    def _in_interval(self, left: Node, interval: tree.Interval) -> SqlNode:
        low, high = interval.operators
        first = sql.binary(low, self._typed(left, NUMBER), self._typed(interval.low, NUMBER))
        second = sql.binary(high, self._typed(left, NUMBER), self._typed(interval.high, NUMBER))
        return sql.chain("or" if interval.outside else "and", [first, second])

    def _in_array(self, node: tree.Membership, array: tree.Array) -> SqlNode:
        items = [item for item in array.items if not isinstance(item, tree.Null)]
        for item in items:
            self._comparable(node, node.left, item)
        found = self._among(node.left, items)
        if len(items) == len(array.items):
            return found
        return sql.chain("or", [sql.is_null(self.write(node.left)), found])

    def _among(self, left: Node, items: list[Node]) -> SqlNode:
        if items:
            return sql.within(self.write(left), [self.write(item) for item in items])
        unknown = sql.null("BOOLEAN")  # in an empty list: false, or unknown for a missing value
        return sql.chain("and", [sql.is_null(self.write(left)), unknown])

    def call(self, node: tree.Call) -> SqlNode:
        translate = TRANSLATIONS.get(node.function)
        if translate is None:
            raise unsupported(node, node.function)
        return translate(node, self.write)


def unsupported(node: Node, construct: str = "") -> UnsupportedInSqlError:
    """不能译的写法。 The error that names a construct without a translation."""
    kind = type(node).__name__.lower()
    if not construct and isinstance(node.type, ListType):
        construct = "list"
    return UnsupportedInSqlError(construct or f"{kind} ({node.type})", node.start, node.end)


_Write = Callable[[_Writer, Any], SqlNode]

_WRITERS: Final[dict[type[Node], _Write]] = {
    tree.Number: _Writer.number,
    tree.String: _Writer.string,
    tree.Boolean: _Writer.boolean,
    tree.Always: _Writer.always,
    tree.Null: _Writer.null,
    tree.Template: _Writer.template,
    tree.Reference: _Writer.reference,
    tree.Index: _Writer.index,
    tree.Slice: _Writer.slice,
    tree.Sign: _Writer.sign,
    tree.Arithmetic: _Writer.arithmetic,
    tree.Comparison: _Writer.comparison,
    tree.Not: _Writer.negation,
    tree.Logical: _Writer.logical,
    tree.Conditional: _Writer.conditional,
    tree.Fallback: _Writer.fallback,
    tree.Membership: _Writer.membership,
    tree.Call: _Writer.call,
}
