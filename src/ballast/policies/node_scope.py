"""检查一个节点时在场的名字，并收集问题。

Names in scope while one node is checked; collects problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ballast.expressions.cells import parse_unary
from ballast.expressions.checker import check
from ballast.expressions.parser import parse
from ballast.expressions.problems import ExpressionError, Severity
from ballast.expressions.problems import Problem as Fault
from ballast.expressions.tree import Node, Path
from ballast.expressions.types import BOOLEAN, NUMBER, STRING, ObjectType, Type
from ballast.kit.text import Text
from ballast.policies.fields import DECIDING, OUTCOME, REASONS, nested, widened
from ballast.policies.problem import Problem


@dataclass(frozen=True, slots=True)
class Formula:
    """检查过的表达式及其原文。 A checked expression with its source and what it refers to."""

    source: str
    node: Node
    type: Type
    paths: frozenset[Path]

    @property
    def references(self) -> tuple[str, ...]:
        """用到的名字（点分），不含 `$`。 Dotted names it refers to, without `$`."""
        return tuple(sorted(".".join(path) for path in self.paths if path[0] != "$"))


@dataclass(slots=True)
class NodeScope:
    """一个节点的作用域。 The scope of one node.

    Args:
        node: 节点标识。 Id of the node.
        visible: 看得见的名字（点分）与类型。 Visible dotted names and their types.
        problems: 收集问题的地方。 Where problems go.
        written: 这个节点写出的字段。 Fields this node writes.
    """

    node: str
    visible: Mapping[str, Type]
    problems: list[Problem]
    written: dict[str, Type] = field(default_factory=dict)

    def condition(self, source: str, where: str) -> Formula | None:
        """一个条件。 A condition: true, false or unknown."""
        return self.formula(source, where, expected=BOOLEAN)

    def formula(
        self,
        source: str,
        where: str,
        subject: Type | None = None,
        expected: Type | None = None,
    ) -> Formula | None:
        """一个表达式；有错误则记下并返回 None。 An expression; None when it has errors."""
        return self._checked(source, where, False, (subject, expected))

    def cell(self, source: str, where: str, subject: Type) -> Formula | None:
        """决策表的一格。 A cell about `$`."""
        return self._checked(source, where, True, (subject, BOOLEAN))

    def write(self, name: str, kind: Type, where: str) -> None:
        """记下这个节点写出一个字段。 Note that the node writes a field."""
        if not all(part.isidentifier() and part.isascii() for part in name.split(".")):
            self.refuse(
                where,
                Text(
                    f"输出名 `{name}` 要用 ASCII 字母、数字和下划线，可用点分层。",
                    f"Output name `{name}` must be ASCII letters, digits and underscores, "
                    "with dots for levels.",
                ),
            )
        elif name.split(".", maxsplit=1)[0] == "indicators":
            text = Text("不能写 indicators。", "`indicators` cannot be written.")
            self.refuse(where, text)
        else:
            self._fit(name, kind, where)
            if name != REASONS:
                self.written[name] = widened(self.written.get(name), kind)

    def refuse(self, where: str, text: Text, position: int | None = None) -> None:
        """记下一处错误。 Record an error."""
        self.problems.append(Problem(text, self.node, where, position))

    def _fit(self, name: str, kind: Type, where: str) -> None:
        wanted = DECIDING.get(name)
        if wanted in (NUMBER, STRING) and kind.code not in (wanted.code, "any", "null"):
            noun = Text("数", "a number") if wanted == NUMBER else Text("文本", "text")
            example = "，如 'reject'" if name == OUTCOME else ""
            self.refuse(
                where,
                Text(
                    f"`{name}` 决定结论，须是{noun.zh}{example}。",
                    f"`{name}` decides the outcome and must be {noun.en}"
                    f"{', such as reject in quotes' if example else ''}.",
                ),
            )

    def _checked(
        self, source: str, where: str, unary: bool, types: tuple[Type | None, Type | None]
    ) -> Formula | None:
        subject, expected = types
        try:
            tree = parse_unary(source) if unary else parse(source)
        except ExpressionError as error:
            self._report(where, error.problems)
            return None
        checked = check(tree, nested(self.visible), subject, expected)
        self._report(where, checked.problems)
        whole = self._wholes(checked.references, where)
        if checked.errors or whole:
            return None
        return Formula(source, checked.node, checked.type, checked.references)

    def _wholes(self, references: frozenset[Path], where: str) -> bool:
        schema = nested(self.visible)
        found = [path for path in references if isinstance(_at(schema, path), ObjectType)]
        for path in found:
            name = ".".join(path)
            self.refuse(
                where,
                Text(f"`{name}` 是一组字段，请写出其中一个。", f"`{name}` is a group: name one."),
            )
        return bool(found)

    def _report(self, where: str, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            warning = fault.severity is Severity.WARNING
            self.problems.append(Problem(fault.message, self.node, where, fault.start, warning))


def _at(schema: Mapping[str, Type], path: Path) -> Type | None:
    found = schema.get(path[0])
    for name in path[1:]:
        found = found.fields.get(name) if isinstance(found, ObjectType) else None
    return found
