"""积木：许多表达式合成一个函数。 Building blocks: many expressions in one function."""

from __future__ import annotations

import ast
from collections.abc import Callable
from types import FunctionType
from typing import Any

import pytest

from ballast.expressions import (
    BOOLEAN,
    NUMBER,
    RUNTIME,
    ExpressionError,
    ListType,
    ObjectType,
    check,
    compile_condition,
    compile_value,
    condition,
    parse,
    refuted,
    value,
)

SCHEMA = {
    "x": NUMBER,
    "y": NUMBER,
    "flag": BOOLEAN,
    "items": ListType(NUMBER),
    "indicators": ObjectType({"n": NUMBER}),
}
NAMES = {(name,): name for name in SCHEMA}


def assembled(results: list[ast.expr]) -> Callable[..., Any]:
    """def 合成(x, y, flag, items, indicators): return (…)"""
    arguments = ast.arguments([], [ast.arg(name) for name in SCHEMA], None, [], [], None, [])
    body: list[ast.stmt] = [ast.Return(ast.Tuple(results, ast.Load()))]
    module = ast.fix_missing_locations(
        ast.Module([ast.FunctionDef("together", arguments, body, [])], [])
    )
    code = next(c for c in compile(module, "<test>", "exec").co_consts if hasattr(c, "co_code"))
    return FunctionType(code, {"__builtins__": {}, **RUNTIME})


def node(source: str) -> Any:
    return check(parse(source), SCHEMA).require().node


def test_many_expressions_live_in_one_function() -> None:
    sources = ["x + y > 3", "x / y > 3", "some(items, # > x)", "flag", "(x ?? y) + 1 == 2"]
    together = assembled([condition(node(source), NAMES) for source in sources])
    given = (1.0, 5.0, True, [0.5, 2.0], {})
    assert [bool(answer) for answer in together(*given)] == [True, False, True, True, True]
    nothing = together(None, None, None, None, {})
    assert [bool(answer) for answer in nothing] == [False] * 5


def test_a_simple_comparison_is_two_plain_operations() -> None:
    assert ast.unparse(condition(node("x > 5"), NAMES)) == "x is not None and x > 5.0"
    assert ast.unparse(refuted(node("x > 5"), NAMES)) == "x is not None and x <= 5.0"
    both = ast.unparse(condition(node("x > 5 and not (y == 1)"), NAMES))
    assert "_x_" not in both, "no call may hide in a plain comparison"


def test_a_reference_may_be_mapped_to_any_local_or_reached_through_its_owner() -> None:
    direct = value(node("indicators.n"), {("indicators", "n"): "x"})
    assert ast.unparse(direct) == "x"
    through = assembled([value(node("indicators.n"), NAMES)])
    assert through(None, None, None, None, {"n": 7.0}) == (7.0,)
    assert through(None, None, None, None, None) == (None,)
    spelled = value(node("x"), {("x",): ast.Constant(3.0)})
    assert ast.unparse(spelled) == "3.0"


def test_what_the_environment_lacks_is_an_error() -> None:
    with pytest.raises(ExpressionError):
        condition(node("x > 1"), {})


@pytest.mark.parametrize(
    "source", ["[1..3]", "nothing(1)", "matches('a', 'b' + 'c')", "matches('a', '(')"]
)
def test_an_unchecked_tree_yields_an_error_not_bad_code(source: str) -> None:
    with pytest.raises(ExpressionError):
        value(parse(source), {})


def test_an_unchecked_tree_runs_with_guards() -> None:
    together = assembled([value(parse("x + y"), NAMES), value(parse("x == y"), NAMES)])
    assert together("a", "b", None, None, None) == ("ab", False)
    assert together("a", 1.0, None, None, None) == (None, False)
    assert together(True, 1.0, None, None, None) == (None, False)
    assert together(None, 1.0, None, None, None) == (None, None)


def test_numbers_are_doubles_whatever_python_holds() -> None:
    product = compile_value(check(parse("x * y"), SCHEMA).require())
    assert product({"x": 10**9 + 1, "y": 10**9 + 1}) == float(10**9 + 1) ** 2
    assert isinstance(product({"x": 2, "y": 3}), float)
    assert product({"x": 1e200, "y": 1e200}) is None
    assert compile_value(check(parse("x - y"), SCHEMA).require())({"x": 1e308, "y": -1e308}) is None


def test_conditions_answer_booleans() -> None:
    ready = check(parse("x > 1"), SCHEMA).require()
    assert compile_condition(ready)({"x": 2.0}) is True
    assert compile_condition(ready)({"x": None}) is False
    assert compile_condition(ready)({}) is False


def test_generated_code_has_no_builtins_and_no_attributes() -> None:
    source = "some(map([1..3], # * x), # in [1..y]) and indicators.n ?? 1 > 0"
    code = condition(node(source), NAMES)
    for part in ast.walk(code):
        assert not isinstance(part, ast.Attribute | ast.Subscript)
        if isinstance(part, ast.Call):
            assert isinstance(part.func, ast.Name)
            assert part.func.id in RUNTIME


def test_compiled_functions_see_no_builtins() -> None:
    run = compile_value(check(parse("x"), SCHEMA).require())
    inner = next(cell.cell_contents for cell in run.__closure__ or ())  # type: ignore[attr-defined]
    assert inner.__builtins__ == {}
