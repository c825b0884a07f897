"""把各节点的代码拼成一个函数。 Assemble the code of all nodes into one function."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import CodeType, FunctionType

from ballast.expressions.python import RUNTIME
from ballast.expressions.types import Type
from ballast.policies.check import CheckedDocument, NodePlan, PlannedNode
from ballast.policies.document import Document
from ballast.policies.frame import Frame
from ballast.policies.nodes import (
    assignments,
    branches,
    list_checks,
    rules,
    sub_decision,
    table,
    table_code,
)
from ballast.policies.outcome import OUTCOMES, SEVERITY
from ballast.policies.plan import Plan, Step
from ballast.policies.reach import Reach
from ballast.policies.templates import statements

Raw = tuple[object, ...]
Function = Callable[..., Raw]

_FUNCTION = """
def policy(context, indicators, lookup):
    read = context.get
    READS
    outcome = 0
    score = limit = rate = term = None
    FIELDS
    reasons = []
    failed = []
    subs = []{begin}
    hits = 0
    unknown = 0
    path = ALWAYS
    BODY
    return (
        outcome, score, limit, rate, term, reasons, hits, unknown, failed, path, RESULTS, subs{end}
    )
"""
_PLAIN = _FUNCTION.format(begin="", end="")
_WATCHED = _FUNCTION.format(begin="\n    trail = []", end=", trail")
_NOTED = "trail.append((STEP, (outcome, score, limit, rate, term), RESULTS, SUBJECTS))"


def assemble(
    document: Document,
    checked: CheckedDocument,
    sha256: str,
    schema: Mapping[str, Type],
    *,
    watched: bool = False,
) -> tuple[Function, Plan]:
    """一份没有错误的文档 → 函数与说明书。 A document without errors to its function and legend.

    Args:
        document: 文档。 The document.
        checked: 检查的结果。 What checking found.
        sha256: 文档的指纹。 Fingerprint of the document.
        schema: 事件与指标的名字。 Names of the event and the indicators.
        watched: 每个节点之后记下各值，供给人看；慢一些。 Notes every value after each node, for
            people to look at; slower.
    """
    frame = Frame(frozenset(schema))
    reach = Reach(document, frame)
    codes = [_emitted(item, frame, reach) for item in checked.nodes]
    body: list[ast.stmt] = []
    for step, (item, code) in enumerate(zip(checked.nodes, codes, strict=True)):
        noted = _noted(step, item.node.id, frame) if watched else []
        body += reach.guarded(item.node, code + noted)
    tree = _function_tree(_WATCHED if watched else _PLAIN, frame, body, reach.always)
    plan = Plan(
        sha256,
        tuple(frame.units),
        tuple(frame.reasons),
        tuple(_step(item) for item in checked.nodes),
        tuple(frame.fields),
        tuple(frame.inputs),
        dict(frame.subs),
    )
    return _built(tree, frame.globals), plan


def _step(item: PlannedNode) -> Step:
    kind = type(item.node.content).__name__.removesuffix("Content").lower()
    return Step(item.node.id, item.node.name, kind, tuple(item.written))


def _emitted(item: PlannedNode, frame: Frame, reach: Reach) -> list[ast.stmt]:
    frame.visible = item.upstream
    return _code(item.plan, frame, reach.taken(item.node.id))


def _noted(step: int, node: str, frame: Frame) -> list[ast.stmt]:
    subjects = ast.Tuple([_local(name) for name in frame.subjects.get(node, ())], ast.Load())
    return statements(_NOTED, STEP=step, RESULTS=_results(frame), SUBJECTS=subjects)


def _results(frame: Frame) -> ast.expr:
    return ast.Tuple([_local(field) for field in frame.fields.values()], ast.Load())


def _local(name: str) -> ast.expr:
    return ast.Name(name, ast.Load()) if name else ast.Constant(None)


def _code(  # noqa: PLR0911  # one return for each kind of node
    plan: NodePlan | None, frame: Frame, taken: str
) -> list[ast.stmt]:
    match plan:
        case table.TablePlan():
            return table_code.emit(plan, frame)
        case assignments.AssignmentsPlan():
            return assignments.emit(plan, frame)
        case branches.BranchesPlan():
            return branches.emit(plan, frame, taken)
        case list_checks.ListChecksPlan():
            return list_checks.emit(plan, frame)
        case rules.RulesPlan():
            return rules.emit(plan, frame)
        case sub_decision.SubDecisionPlan():
            return sub_decision.emit(plan, frame)
    return []


def _function_tree(template: str, frame: Frame, body: list[ast.stmt], always: int) -> ast.stmt:
    reads = [s for name, local in frame.inputs.items() for s in _read(name, local)]
    fields = [s for local in frame.fields.values() for s in statements("F = None", F=local)]
    (tree,) = statements(
        template, READS=reads, FIELDS=fields, ALWAYS=always, BODY=body, RESULTS=_results(frame)
    )
    return tree


def _read(name: str, local: str) -> list[ast.stmt]:
    code = name.removeprefix("indicators.")
    source = "LOCAL = read(NAME)" if code == name else "LOCAL = indicators.get(NAME)"
    return statements(source, LOCAL=local, NAME=ast.Constant(code))


def raised(outcome: int, code: object) -> int:
    """结论只升不降。 The outcome only rises; KeyError for anything that is not an outcome."""
    return outcome if code is None else max(outcome, SEVERITY[code])  # type: ignore[index]


def added(score: float | None, points: float | None) -> float | None:
    """加分；缺失的不加。 Add points; missing points add nothing."""
    if points is None:
        return score
    return points if score is None else score + points


def _built(tree: ast.stmt, constants: Mapping[str, object]) -> Function:
    module = ast.fix_missing_locations(ast.Module([tree], []))
    pieces = compile(module, "<policy>", "exec").co_consts
    code = next(item for item in pieces if isinstance(item, CodeType))
    names = {
        **RUNTIME,
        **constants,
        "__builtins__": {},
        "Exception": Exception,
        "type": type,
        "outcomes": OUTCOMES,
        "raised": raised,
        "added": added,
    }
    return FunctionType(code, names, "policy")
