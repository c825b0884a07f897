"""编译时的底座：分配局部变量，登记单元、理由与字段。

The frame a policy is compiled in: hands out local names, registers units, reasons and fields, and
turns checked expressions into Python trees over those names.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping

from ballast.expressions import python
from ballast.expressions.tree import Node, Path
from ballast.policies.fields import AMOUNTS, OUTCOME, REASONS, SCORE
from ballast.policies.node_scope import Formula
from ballast.policies.plan import Plan, ReasonSpec, Unit
from ballast.policies.templates import expression, statements


class Frame:
    """一个策略的编译底座。 The frame of one policy.

    `base` are the names of the event and the indicators; `visible` those written upstream of the
    node being compiled; `subject` what `$` means inside a cell or an expression node.
    """

    def __init__(self, base: Collection[str]) -> None:
        self.units: list[Unit] = []
        self.reasons: list[ReasonSpec] = []
        self.fields: dict[str, str] = {}
        self.inputs: dict[str, str] = {}
        self.globals: dict[str, object] = {}
        self.subs: dict[int, Plan] = {}
        self.subjects: dict[str, tuple[str, ...]] = {}  # node: the locals of a table's inputs
        self.base = base
        self.visible: Collection[str] = ()
        self.subject: Mapping[Path, str | ast.expr] = {}
        self._locals = 0

    def unit(self, unit: Unit) -> int:
        """登记一个单元，得到序号。 Register a unit; returns its number."""
        self.units.append(unit)
        return len(self.units) - 1

    def reason(self, spec: ReasonSpec) -> int:
        """登记一条理由，得到序号。 Register a reason; returns its number."""
        self.reasons.append(spec)
        return len(self.reasons) - 1

    def local(self, prefix: str) -> str:
        """一个没用过的局部变量名。 A fresh local name."""
        self._locals += 1
        return f"{prefix}{self._locals}"

    def constant(self, value: object) -> str:
        """一个全局常量的名字。 Name of a global holding `value`."""
        name = self.local("k_")
        self.globals[name] = value
        return name

    def field(self, name: str) -> str:
        """输出字段所在的局部变量。 The local that holds an output field."""
        if name in (SCORE, *AMOUNTS):
            return name
        if name not in self.fields:
            self.fields[name] = self.local("f")
        return self.fields[name]

    def assign(self, name: str, value: ast.expr) -> list[ast.stmt]:
        """把值写进输出字段；结论只升不降。 Write a field; the outcome only ever rises."""
        if name == OUTCOME:
            return statements("outcome = raised(outcome, VALUE)", VALUE=value)
        if name == REASONS:
            return []
        return statements("NAME = VALUE", NAME=self.field(name), VALUE=value)

    def condition(self, formula: Formula) -> ast.expr:
        """条件为真时为真的表达式。 True only when the condition is TRUE."""
        return python.condition(formula.node, self._environment(formula))

    def refuted(self, formula: Formula) -> ast.expr:
        """条件为假时为真的表达式。 True only when the condition is FALSE."""
        return python.refuted(formula.node, self._environment(formula))

    def value(self, formula: Formula, part: Node | None = None) -> ast.expr:
        """值（或其中一部分的值），缺失为 None。 Its value, or that of a part; None is missing."""
        return python.value(part or formula.node, self._environment(formula))

    def side(self, formula: Formula, part: Node | None) -> ast.expr:
        """理由里的一边；没有则为常量 None。 One side of a comparison for its reason, or None."""
        return ast.Constant(None) if part is None else self.value(formula, part)

    def _environment(self, formula: Formula) -> dict[Path, str | ast.expr]:
        return dict(self._found(path) for path in formula.paths)

    def _found(self, path: Path) -> tuple[Path, str | ast.expr]:
        """最长的已知前缀落到哪个局部变量。 The local behind the longest known prefix of a path."""
        prefixes = [path[:size] for size in range(len(path), 0, -1)]
        for prefix in prefixes:
            if prefix in self.subject:
                return prefix, self.subject[prefix]
            name = ".".join(prefix)
            if name in self.visible:
                return prefix, self.read(name)
        for prefix in prefixes:
            name = ".".join(prefix)
            if name in self.base:
                return prefix, self._input(name)
        raise KeyError(path)  # the checker has refused unknown names

    def read(self, name: str) -> str | ast.expr:
        """读一个输出字段。 Read an output field."""
        if name == OUTCOME:
            return expression("outcomes[outcome]")
        return self.field(name)

    def _input(self, name: str) -> str:
        if name not in self.inputs:
            self.inputs[name] = self.local("v")
        return self.inputs[name]
