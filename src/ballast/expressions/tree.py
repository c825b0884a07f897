"""语法树。 The syntax tree: frozen nodes with their place in the source.

`type` is ANY until `check` fills it in. Chains of logical operators are one node with many
operands, so that a hundred alternatives are wide, not deep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from ballast.expressions.types import ANY, Type

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """节点：源文本 [start, end)，以及检查后得知的类型。 A node at [start, end) of the source."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    type: Type = field(default=ANY, compare=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """数字字面量。 A number literal."""

    value: float


@dataclass(frozen=True, slots=True)
class String(Node):
    """文本字面量。 A string literal."""

    value: str


@dataclass(frozen=True, slots=True)
class Boolean(Node):
    """真或假。 `true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Null(Node):
    """字面量 null：与它比较就是问“缺不缺”。 Literal null: comparing with it asks for absence."""


@dataclass(frozen=True, slots=True)
class Template(Node):
    """模板文本 `a${x}`。 Template text."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """名字及其静态成员，如 indicators.a。 A name with static members; `$` and `#` are names too."""

    path: Path


@dataclass(frozen=True, slots=True)
class Index(Node):
    """取一项：下标或键。 One item, by position or key."""

    subject: Node
    key: Node


@dataclass(frozen=True, slots=True)
class Slice(Node):
    """取一段，两端都含。 A run of items; both ends are included."""

    subject: Node
    first: Node | None
    last: Node | None


@dataclass(frozen=True, slots=True)
class Array(Node):
    """列表。 A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Record(Node):
    """对象。 An object; keys are nodes because zen allows computed ones."""

    entries: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """区间；outside 为真时指区间之外，如 ]1..3[。 A range, or with `outside` its complement."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool
    outside: bool = False

    @property
    def operators(self) -> tuple[str, str]:
        """与下限、上限比较用的运算符。 The comparisons with the lower and the upper end."""
        low, high = ("<", ">") if self.outside else (">", "<")
        return low + "=" * self.low_closed, high + "=" * self.high_closed


@dataclass(frozen=True, slots=True)
class Sign(Node):
    """取负或正号。 Unary minus or plus."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Not(Node):
    """否定。 Negation."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """+ - * / % ^。 Arithmetic; `+` also joins text."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """== != < <= > >=。 A comparison."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Membership(Node):
    """in 与 not in。 `in` and `not in`."""

    left: Node
    right: Node
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Logical(Node):
    """一串 and 或 or。 A chain of `and` or of `or`."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fallback(Node):
    """左边缺失时取右边：??。 The right side where the left is missing."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """条件 ? 甲 : 乙；条件未知时取乙。 Ternary; an unknown test takes the last branch."""

    test: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """函数调用。 A function call."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Closure(Node):
    """遍历：some all none one count filter map flatMap。 A function over the items of a list."""

    function: str
    collection: Node
    name: str
    body: Node


@dataclass(frozen=True, slots=True)
class Always(Node):
    """空单元格：总是成立。 The empty cell: always holds."""


def children(node: Node) -> Iterator[Node]:
    """直接子节点，按源文本次序。 Direct children in source order."""
    for attribute in fields(node):
        yield from _nodes(getattr(node, attribute.name))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)
