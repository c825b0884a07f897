"""表达式到 Python 语法树：“已知为真”与“已知为假”分开翻译。

Expressions as Python syntax trees. A condition has two translations: `condition` is truthy only
when it is known TRUE, `refuted` only when it is known FALSE; unknown is neither. So a missing value
costs one `is not None`, and several expressions become one function without a three-valued value.

Generated code reads local variables given by `env`, temporaries named `_t0`, `_t1`… and the
functions in `RUNTIME` (compile with `{"__builtins__": {}, **RUNTIME}` as globals).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from ballast.expressions.conditions import Emitter
from ballast.expressions.runtime import RUNTIME
from ballast.expressions.tree import Node, Path

__all__ = ["RUNTIME", "Environment", "condition", "refuted", "value"]

Environment = Mapping[Path, str | ast.expr]
"""引用到局部变量（名字或语法树）。 From references to local variables (names or trees)."""


def condition(node: Node, env: Environment) -> ast.expr:
    """已知为真时才成立。 Truthy only when the condition is known TRUE."""
    return Emitter(env).true(node)


def refuted(node: Node, env: Environment) -> ast.expr:
    """已知为假时才成立。 Truthy only when the condition is known FALSE."""
    return Emitter(env).false(node)


def value(node: Node, env: Environment) -> ast.expr:
    """值；缺失是 None。 The value; None when missing."""
    return Emitter(env).value(node)
