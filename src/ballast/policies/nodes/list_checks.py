"""名单节点：值在不在名单上。 List nodes: whether a value is on a list."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from ballast.expressions.tree import Reference
from ballast.expressions.types import BOOLEAN, STRING, TOKEN
from ballast.kit.text import Text
from ballast.policies.document import ListCheck, ListContent
from ballast.policies.frame import Frame
from ballast.policies.lists.model import ListDefinition
from ballast.policies.node_scope import Formula, NodeScope
from ballast.policies.plan import Unit, UnitKind
from ballast.policies.templates import statements

_CHECK = """
try:
    VALUE_NAME = VALUE
    if VALUE_NAME is None:
        unknown |= BIT
    else:
        ENTRY = lookup(LIST, VALUE_NAME)
        LISTED = ENTRY is not None
        if LISTED:
            hits |= BIT
except Exception as error:
    failed.append((UNIT, type(error).__name__))
"""
ENTRY_SUFFIX = "_entry"


@dataclass(frozen=True, slots=True)
class ListChecksPlan:
    """检查过的名单查找。 Checked list look-ups."""

    node: str
    checks: tuple[tuple[ListCheck, ListDefinition, Formula], ...]


def check(
    content: ListContent, scope: NodeScope, lists: Mapping[str, ListDefinition]
) -> ListChecksPlan:
    """名单要有定义；受保护的值只能查受保护的名单。

    Lists exist; tokens meet tokenised lists only.
    """
    checks: list[tuple[ListCheck, ListDefinition, Formula]] = []
    for number, item in enumerate(content.checks):
        where = f"checks[{number}]"
        made = _field(item, scope, f"{where}.field")
        definition = lists.get(item.list)
        if definition is None:
            scope.refuse(f"{where}.list", _unknown(item.list, lists))
        scope.write(item.as_, BOOLEAN, f"{where}.as")
        scope.write(item.as_ + ENTRY_SUFFIX, STRING, f"{where}.as")
        if made and definition and _suits(made, definition, scope, f"{where}.field"):
            checks.append((item, definition, made))
    return ListChecksPlan(scope.node, tuple(checks))


def _field(item: ListCheck, scope: NodeScope, where: str) -> Formula | None:
    made = scope.formula(item.field, where)
    if made is not None and not isinstance(made.node, Reference):
        text = Text("请写一个字段名，如 phone。", "Write one field name, such as phone.")
        scope.refuse(where, text, 0)
        return None
    return made


def _suits(made: Formula, definition: ListDefinition, scope: NodeScope, where: str) -> bool:
    token = made.type == TOKEN
    if token == definition.protected or made.type.code == "any":
        return True
    scope.refuse(
        where,
        Text(
            f"`{made.source}` {'是' if token else '不是'}受保护的值，名单 `{definition.code}` 却"
            f"{'存明文' if token else '只存令牌'}，永远查不到；请改字段或名单的 sensitivity。",
            f"`{made.source}` is {'' if token else 'not '}a protected value while list "
            f"`{definition.code}` holds {'clear values' if token else 'tokens only'}, so nothing "
            "can match; change the field or the list's sensitivity.",
        ),
        0,
    )
    return False


def _unknown(code: str, lists: Mapping[str, ListDefinition]) -> Text:
    return Text(
        f"没有名单 `{code}`；现有：{'、'.join(sorted(lists)) or '无'}。",
        f"There is no list `{code}`; known: {', '.join(sorted(lists)) or 'none'}.",
    )


def emit(plan: ListChecksPlan, frame: Frame) -> list[ast.stmt]:
    """每次查找各自隔离；值缺失则结果未知。 Each isolated; a missing value gives unknown."""
    body: list[ast.stmt] = []
    for item, definition, formula in plan.checks:
        source = f"{item.field} in {item.list}"
        unit = frame.unit(
            Unit(plan.node, item.as_, UnitKind.CHECK, definition.title, source, formula.references)
        )
        body += statements(
            _CHECK,
            VALUE_NAME=frame.local("l"),
            VALUE=frame.value(formula),
            LIST=ast.Constant(item.list),
            LISTED=frame.field(item.as_),
            ENTRY=frame.field(item.as_ + ENTRY_SUFFIX),
            BIT=1 << unit,
            UNIT=unit,
        )
    return body
