"""由固定模板拼语法树：模板是我们写的，用户的文字从不在其中。

Build Python syntax trees from fixed templates. A template is ours; user text never enters one: the
holes take trees that come from the checked expression compiler.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping, Sequence
from functools import lru_cache

Part = ast.expr | Sequence[ast.stmt] | str | int | None


def statements(template: str, **parts: Part) -> list[ast.stmt]:
    """填好的语句。 The template's statements with its capitalised holes filled.

    A hole is a name in capitals: a tree is put in its place, a string renames it, a number or None
    becomes a constant; a hole that stands alone as a statement may take several statements.
    """
    filler = _Filler(parts)
    filled: list[ast.stmt] = []
    for statement in _parsed(template):
        found = filler.visit(copy.deepcopy(statement))
        filled += found if isinstance(found, list) else [found]
    return filled


def expression(template: str, **parts: Part) -> ast.expr:
    """填好的表达式。 The template, one expression, with its holes filled."""
    (statement,) = statements(template, **parts)
    if not isinstance(statement, ast.Expr):
        raise TypeError(template)
    return statement.value


@lru_cache(maxsize=256)
def _parsed(template: str) -> tuple[ast.stmt, ...]:
    return tuple(ast.parse(template).body)


class _Filler(ast.NodeTransformer):
    def __init__(self, parts: Mapping[str, Part]) -> None:
        self._parts = parts

    def visit_Expr(self, node: ast.Expr) -> ast.stmt | list[ast.stmt]:  # ast's name
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        part = self._parts.get(name)
        if isinstance(part, Sequence) and not isinstance(part, str):
            return list(part)
        self.generic_visit(node)
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:  # ast's name
        if node.id not in self._parts:
            return node
        part = self._parts[node.id]
        if isinstance(part, str):
            return ast.Name(part, node.ctx)
        return part if isinstance(part, ast.expr) else ast.Constant(part)  # type: ignore[arg-type]
