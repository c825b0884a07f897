"""检查所依据的规则与它们的说法。 The rules of checking and how they are said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ballast.expressions import tree
from ballast.expressions.functions import REFUSED, Function
from ballast.expressions.pattern_syntax import PatternError, compile_pattern
from ballast.expressions.scope import nearest
from ballast.expressions.tree import Node, children
from ballast.expressions.types import (
    ANY,
    BOOLEAN,
    NULL,
    NUMBER,
    STRING,
    TOKEN,
    ListType,
    ObjectType,
    Type,
    comparable,
    is_open,
)
from ballast.kit.text import Text

LITERALS: Final[dict[type[Node], Type]] = {
    tree.Number: NUMBER,
    tree.String: STRING,
    tree.Boolean: BOOLEAN,
    tree.Null: NULL,
    tree.Always: BOOLEAN,
}
"""字面量的类型。 Types of literals."""

INTERVAL_VALUE: Final = Text(
    "区间只能放在 in 的右边，或 map、filter 等的第一个参数",
    "A range belongs right of `in`, or first in map, filter and their kin",
)
EMPTY_INTERVAL: Final = Text("区间的下限大于上限", "The range starts above its end")
NOT_BINDS_TIGHT: Final = Text(
    "not 后面要是条件；not 比 == > in 结合得紧，请写 not (…)",
    "`not` needs a condition and binds tighter than == > in; write not (…)",
)
NOT_A_LIST: Final = Text("这里要列表，如 [1, 2]", "A list such as [1, 2] is needed here")
FRACTION: Final = Text(
    "算出来的小数不宜用 == 比较，请用 round(…, n) 或区间",
    "Do not test computed fractions with ==; use round(…, n) or a range",
)
PROTECTED: Final = Text(
    "受保护的文本只能用 ==、!=、in 和与 null 比较，请用派生属性",
    "Protected text allows only ==, !=, in and null tests; use a derived attribute",
)
TOKEN_LITERAL: Final = Text(
    "受保护的字段里是令牌，不会等于明文；请用名单，或与另一个受保护字段比较",
    "A protected field holds a token that never equals clear text; use a list or another field",
)
_NAMES: Final = {
    "number": Text("数", "a number"),
    "string": Text("文本", "text"),
    "boolean": Text("条件（真假）", "a condition"),
    "token": Text("受保护的文本", "protected text"),
    "null": Text("缺失", "null"),
    "any": Text("任意值", "any value"),
    "object": Text("对象", "an object"),
}


def name(kind: Type) -> Text:
    """类型怎么称呼。 What a type is called."""
    if isinstance(kind, ListType):
        inner = name(kind.item)
        return Text(f"{inner.zh}的列表", f"a list of {inner.en}")
    return _NAMES[kind.code]


def fits(kind: Type, wanted: Type) -> bool:
    """这个类型的值能不能放在要 wanted 的地方。 Whether a value of `kind` may stand for `wanted`."""
    if is_open(kind) or wanted == ANY:
        return True
    if isinstance(kind, ListType) and isinstance(wanted, ListType):
        return fits(kind.item, wanted.item)
    if isinstance(kind, ObjectType) and isinstance(wanted, ObjectType):
        return True
    return kind == wanted


def misuse(kind: Type) -> str:
    """问题的代码：受保护的文本单列。 The code of a misuse; protected text has its own."""
    return "token" if kind == TOKEN else "type"


def wanted(kind: Type, found: Type) -> Text:
    """这里要什么，得到的是什么。 What is needed and what was found."""
    return wanted_one((kind,), found)


def wanted_one(kinds: tuple[Type, ...], found: Type) -> Text:
    """这里要其中一种。 One of the types is needed."""
    if found == TOKEN:
        return PROTECTED
    zh = "或".join(name(kind).zh for kind in kinds)
    en = " or ".join(name(kind).en for kind in kinds)
    return Text(
        f"这里要{zh}，得到的是{name(found).zh}", f"{en} is needed here, found {name(found).en}"
    )


def order(found: Type) -> Text:
    """大小比较只用于数。 Only numbers have an order."""
    if found == NULL:
        return Text("缺失没有大小，请写 == null", "null has no order; write == null")
    if found == STRING:
        return Text(
            "文本没有大小，只能用 == != in；数字文本请用 number(…)",
            "Text has no order, only == != in; turn numerals into numbers with number(…)",
        )
    return wanted(NUMBER, found)


def no_items(found: Type) -> Text:
    """不能取下标。 The value has no items."""
    if found == TOKEN:
        return wanted(STRING, found)
    return Text(f"{name(found).zh}不能用 [ ] 取一项", f"{name(found).en} has no items to take")


def equality(left: Type, right: Type) -> Text | None:
    """不可能相等的两种类型。 Two types that can never be equal."""
    for side in (left, right):
        if isinstance(side, ListType | ObjectType) and NULL not in (left, right):
            return Text(
                "列表和对象不能用 == 比较，请比较其中的值",
                "Lists and objects are not compared with ==; compare values inside them",
            )
    if comparable(left, right):
        return None
    first, second = name(left), name(right)
    return Text(
        f"{first.zh}与{second.zh}永远不相等，请改成同一类型",
        f"{first.en} never equals {second.en}; use one type on both sides",
    )


def computed_fraction(node: Node) -> bool:
    """算出来的、可能带小数的数。 Whether the number is computed and may carry a fraction."""
    if isinstance(node, tree.Arithmetic) and node.operator in "/^":
        return True
    if isinstance(node, tree.Call):
        return node.function in ("avg", "median", "sum")
    if isinstance(node, tree.Arithmetic | tree.Sign | tree.Fallback):
        return any(computed_fraction(child) or _fraction(child) for child in children(node))
    return False


def _fraction(node: Node) -> bool:
    return isinstance(node, tree.Number) and node.value % 1.0 != 0.0


def arithmetic_type(operator: str, left: Type, right: Type) -> Type:
    """运算结果的类型。 The type of an arithmetic result."""
    if operator != "+":
        return NUMBER
    if STRING in (left, right) and NUMBER not in (left, right):
        return STRING
    return ANY if is_open(left) and is_open(right) and ANY in (left, right) else NUMBER


def differing(left: Type, right: Type) -> Text:
    """两边类型不同。 The two sides have different types."""
    first, second = name(left), name(right)
    return Text(
        f"?? 两边应是同一类型，这里是{first.zh}与{second.zh}",
        f"Both sides of ?? need one type; found {first.en} and {second.en}",
    )


def unknown_function(function: str, known: Iterable[str]) -> Text:
    """没有这个函数。 There is no such function, or it is refused for a reason."""
    reason = REFUSED.get(function)
    if reason is not None:
        return Text(f"不提供 {function}：{reason.zh}", f"{function} is not available: {reason.en}")
    close = nearest(function, known)
    zh = f"，是不是 {close}？" if close else ""
    en = f"; did you mean {close}?" if close else ""
    return Text(f"没有函数 {function}{zh}", f"There is no function {function}{en}")


def argument_count(function: str, known: Function, given: int) -> Text | None:
    """参数个数不对。 The wrong number of arguments."""
    most = len(known.parameters)
    least = most - known.optional
    if given >= least and (given <= most or known.many):
        return None
    span = f"{least}" if least == most else f"{least}–{most}"
    return Text(
        f"{function} 要 {span} 个参数，给了 {given} 个",
        f"{function} takes {span} arguments, not {given}",
    )


def constant(function: str, arguments: tuple[Node, ...]) -> Text | None:
    """正则必须是能编译的字面量。 A pattern must be a literal that compiles."""
    pattern = arguments[-1]
    if not isinstance(pattern, tree.String):
        return Text(
            f"{function} 的正则必须直接写成文本，不能算出来",
            f"Write the pattern of {function} as literal text; it cannot be computed",
        )
    try:
        compile_pattern(pattern.value)
    except PatternError as error:
        return error.detail
    return None


def closure_type(function: str, collection: Type, body: Type) -> Type:
    """遍历结果的类型。 The type of a closure's result."""
    if function == "count":
        return NUMBER
    if function == "filter":
        return collection if isinstance(collection, ListType) else ListType(ANY)
    if function == "map":
        return ListType(body)
    if function == "flatMap":
        return body if isinstance(body, ListType) else ListType(body)
    return BOOLEAN
