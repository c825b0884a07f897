"""一个表达式编译成一个函数。 One expression compiled to one function."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

from ballast.expressions import python, shapes
from ballast.expressions.checker import Checked
from ballast.expressions.tree import Path

Context = Mapping[str, object]


def compile_condition(checked: Checked) -> Callable[[Context], bool]:
    """条件：已知为真才是 True；未知与假都是 False。

    A condition as a function of the data: True only when known TRUE. Raises EvaluationError.
    """
    names = _names(checked)
    truth = python.condition(checked.require().node, names)
    return _function(names, shapes.if_else(truth, shapes.constant(True), shapes.constant(False)))


def compile_value(checked: Checked) -> Callable[[Context], object]:
    """值：缺失是 None。 The value as a function of the data; None when missing."""
    names = _names(checked)
    return _function(names, python.value(checked.require().node, names))


def _names(checked: Checked) -> dict[Path, str]:
    return {path: f"v{place}" for place, path in enumerate(sorted(checked.references))}


def _function(names: Mapping[Path, str], result: ast.expr) -> Callable[[Context], Any]:
    """Def expression(context, get): 读出各值，返回结果，意外收成 EvaluationError。"""
    reads = [_read(name, path) for path, name in names.items()]
    failed = ast.Raise(shapes.call("failure", shapes.name("error")), _none())
    handler = ast.ExceptHandler(shapes.name("_x_Exception"), "error", [failed])
    body = ast.Try([*reads, ast.Return(result)], [handler], [], [])
    arguments = ast.arguments([], [ast.arg("get")], None, [], [], None, [])
    definition = ast.FunctionDef("expression", arguments, [body], [])
    tree = ast.fix_missing_locations(ast.Module([definition], []))
    module = compile(tree, "<expression>", "exec")
    code = next(item for item in module.co_consts if hasattr(item, "co_code"))
    function = FunctionType(code, {"__builtins__": {}, **python.RUNTIME}, "expression")
    return lambda context: function(context.get)


def _none() -> ast.expr:
    return ast.Constant(None)


def _read(name: str, path: Path) -> ast.stmt:
    """Name = get(path[0])，再逐层取。 Read a path of the data into a local variable."""
    code: ast.expr = ast.Call(shapes.name("get"), [ast.Constant(path[0])], [])
    for key in path[1:]:
        code = shapes.call("item", code, ast.Constant(key))
    return ast.Assign([ast.Name(name, ast.Store())], code)
