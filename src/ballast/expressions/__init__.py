"""表达式语言：Zen 的写法，SQL 的缺失值。 Expressions: Zen's syntax, SQL's missing values.

源文本 → `parse` 或 `parse_unary` → `check` → Python 或 SQL；见 docs/expressions.md。
Source → `parse` or `parse_unary` → `check` → Python or SQL; see docs/expressions.md.
"""

from ballast.expressions.cells import parse_unary
from ballast.expressions.checker import Checked, check
from ballast.expressions.compiled import compile_condition, compile_value
from ballast.expressions.parser import parse
from ballast.expressions.problems import (
    EvaluationError,
    ExpressionError,
    Problem,
    Severity,
    UnsupportedInSqlError,
)
from ballast.expressions.python import RUNTIME, Environment, condition, refuted, value
from ballast.expressions.sql import to_sql
from ballast.expressions.tree import Node, Path
from ballast.expressions.types import (
    ANY,
    BOOLEAN,
    NULL,
    NUMBER,
    STRING,
    TIME,
    TOKEN,
    ListType,
    ObjectType,
    Schema,
    Type,
)

__all__ = [
    "ANY",
    "BOOLEAN",
    "NULL",
    "NUMBER",
    "RUNTIME",
    "STRING",
    "TIME",
    "TOKEN",
    "Checked",
    "Environment",
    "EvaluationError",
    "ExpressionError",
    "ListType",
    "Node",
    "ObjectType",
    "Path",
    "Problem",
    "Schema",
    "Severity",
    "Type",
    "UnsupportedInSqlError",
    "check",
    "compile_condition",
    "compile_value",
    "condition",
    "parse",
    "parse_unary",
    "refuted",
    "to_sql",
    "value",
]
