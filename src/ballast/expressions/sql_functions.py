"""函数与取字符的 SQL。 SQL of functions and of characters of a text."""

from __future__ import annotations

import string
from collections.abc import Callable
from typing import Final

from ballast.expressions import dates, limits, tree
from ballast.expressions import sql_shapes as sql
from ballast.expressions.problems import UnsupportedInSqlError
from ballast.expressions.scalars import NUMERAL, WHITESPACE
from ballast.expressions.sql_shapes import SqlNode
from ballast.expressions.tree import Node
from ballast.expressions.types import BOOLEAN, NUMBER, STRING, TOKEN, Type

Write = Callable[[Node], SqlNode]
Translation = Callable[[tree.Call, Write], SqlNode]


def _refuse(node: Node, construct: str) -> UnsupportedInSqlError:
    return UnsupportedInSqlError(construct, node.start, node.end)


def typed(node: Node, kind: Type, write: Write, construct: str) -> SqlNode:
    """类型已知的参数。 An argument whose type is known to be `kind`."""
    if node.type != kind:
        raise _refuse(node, f"{construct}({node.type})")
    return write(node)


def _simple(name: str, *kinds: Type) -> Translation:
    def translate(node: tree.Call, write: Write) -> SqlNode:
        pairs = zip(node.arguments, kinds, strict=True)
        return sql.call(name, *(typed(item, kind, write, node.function) for item, kind in pairs))

    return translate


def _first(node: tree.Call) -> Node:
    return node.arguments[0]


def as_string(node: Node, write: Write) -> SqlNode:
    """写成文本，与 scalars.string 相同。 As text, as scalars.string does."""
    if node.type == NUMBER:
        shown = sql.cast(sql.binary("+", write(node), sql.double(0.0)), "VARCHAR")
        return sql.call("REGEXP_REPLACE", shown, sql.text(r"\.0$"), sql.text(""))
    if node.type == BOOLEAN:
        return sql.cast(write(node), "VARCHAR")
    return typed(node, STRING, write, "string")


def power(node: tree.Arithmetic, write: Write) -> SqlNode:
    """乘方；指数超限得缺失。 Power; missing beyond the largest exponent."""
    base, exponent, again = (
        typed(side, NUMBER, write, "^") for side in (node.left, node.right, node.right)
    )
    size = sql.call("ABS", again)
    within = sql.binary("<=", size, sql.double(float(limits.EXPONENT)))
    return sql.case(within, sql.finite(sql.call("POW", base, exponent)))


def _whole(node: Node | None, construct: str) -> int:
    if isinstance(node, tree.Number) and node.value >= 0 and node.value % 1.0 == 0.0:
        return int(node.value)
    raise _refuse(node or tree.Null(), construct)


def text_at(node: tree.Index, write: Write) -> SqlNode:
    """文本的一个字符。 One character of a text."""
    position = _whole(node.key, "[ ]") + 1
    arguments = (sql.double(float(position)), sql.double(1.0))
    return sql.nonempty(_substring(node.subject, arguments, write))


def _substring(subject: Node, bounds: tuple[SqlNode, ...], write: Write) -> SqlNode:
    integers = [sql.cast(bound, "BIGINT") for bound in bounds]
    return sql.call("SUBSTRING", typed(subject, STRING, write, "[ ]"), *integers)


def text_run(node: tree.Slice, write: Write) -> SqlNode:
    """文本的一段。 A run of characters; missing when out of range."""
    first = _whole(node.first, "[ : ]") if node.first else 0
    last = _whole(node.last, "[ : ]") if node.last else None
    bounds = [sql.double(float(first + 1))]
    if last is not None:
        bounds.append(sql.double(float(max(0, last - first + 1))))
    found = _substring(node.subject, tuple(bounds), write)
    length = sql.call("LENGTH", write(node.subject))
    inside = sql.binary(">", length, sql.double(float(first if last is None else last)))
    return sql.nonempty(sql.case(inside, found))


def _round(node: tree.Call, write: Write) -> SqlNode:
    value = typed(_first(node), NUMBER, write, "round")
    places = _whole(node.arguments[1], "round") if len(node.arguments) > 1 else 0
    if places > 15:
        return sql.null()
    scale = sql.double(10.0**places)
    scaled = sql.call("ROUND", sql.binary("*", value, scale))
    return sql.finite(sql.binary("/", scaled, scale.copy()))


def _items(node: tree.Call) -> tuple[Node, ...]:
    first = _first(node)
    if len(node.arguments) > 1:
        return node.arguments
    if isinstance(first, tree.Array):
        return first.items
    if first.type == NUMBER:
        return (first,)
    raise _refuse(node, node.function)


def _numbers(node: tree.Call, write: Write) -> list[SqlNode]:
    return [typed(item, NUMBER, write, node.function) for item in _items(node)]


def _extreme(name: str) -> Translation:
    def translate(node: tree.Call, write: Write) -> SqlNode:
        if not _items(node):
            return sql.null()
        missing = sql.chain("or", [sql.is_null(item) for item in _numbers(node, write)])
        return sql.case(missing, sql.null(), sql.call(name, *_numbers(node, write)))

    return translate


def _sum(node: tree.Call, write: Write) -> SqlNode:
    return sql.finite(sql.chain("+", [sql.double(0.0), *_numbers(node, write)]))


def _average(node: tree.Call, write: Write) -> SqlNode:
    items = _numbers(node, write)
    if not items:
        return sql.null()
    total = sql.chain("+", [sql.double(0.0), *items])
    return sql.finite(sql.binary("/", total, sql.double(float(len(items)))))


def _length(node: tree.Call, write: Write) -> SqlNode:
    value = typed(_first(node), STRING, write, "len")
    return sql.cast(sql.call("LENGTH", value), "DOUBLE")


def _contains(node: tree.Call, write: Write) -> SqlNode:
    whole, part = node.arguments
    if not isinstance(whole, tree.Array):
        return _simple("CONTAINS", STRING, STRING)(node, write)
    if not whole.items:
        unknown = sql.null("BOOLEAN")
        return sql.chain("and", [sql.is_null(write(part)), unknown])
    for item in whole.items:
        texts = {item.type, part.type} <= {STRING, TOKEN}
        if not (texts or item.type == part.type or isinstance(item, tree.Null)):
            raise _refuse(item, "contains")
    return sql.within(write(part), [write(item) for item in whole.items])


def _translated(before: str, after: str) -> Translation:
    def translate(node: tree.Call, write: Write) -> SqlNode:
        value = typed(_first(node), STRING, write, node.function)
        return sql.call("TRANSLATE", value, sql.text(before), sql.text(after))

    return translate


def _trimmed(value: SqlNode) -> SqlNode:
    return sql.call("TRIM", value, sql.text(WHITESPACE))


def _trim(node: tree.Call, write: Write) -> SqlNode:
    return _trimmed(typed(_first(node), STRING, write, "trim"))


def _matches(node: tree.Call, write: Write) -> SqlNode:
    subject, pattern = node.arguments
    if not isinstance(pattern, tree.String):
        raise _refuse(pattern, "matches")
    value = typed(subject, STRING, write, "matches")
    return sql.call("REGEXP_MATCHES", value, sql.text(pattern.value))


def _parsed(node: Node, write: Write) -> SqlNode:
    trimmed = _trimmed(typed(node, STRING, write, "number"))
    numeral = sql.call("REGEXP_EXTRACT", trimmed, sql.text(f"^{NUMERAL}$"))
    return sql.finite(sql.cast(numeral, "DOUBLE", attempt=True))


def _number(node: tree.Call, write: Write) -> SqlNode:
    first = _first(node)
    if first.type == BOOLEAN:
        return sql.cast(write(first), "DOUBLE")
    if first.type == NUMBER:
        return write(first)
    return _parsed(first, write)


def _boolean(node: tree.Call, write: Write) -> SqlNode:
    first = _first(node)
    if first.type == BOOLEAN:
        return write(first)
    if first.type == NUMBER:
        return sql.binary("!=", write(first), sql.double(0.0))
    value, again = (typed(first, STRING, write, "bool") for _ in range(2))
    true = sql.binary("==", value, sql.text("true"))
    false = sql.binary("==", again, sql.text("false"))
    return sql.case(true, sql.truth(True), sql.case(false, sql.truth(False)))


def _is_numeric(node: tree.Call, write: Write) -> SqlNode:
    first = _first(node)
    if first.type in (NUMBER, BOOLEAN):
        operator = "==" if first.type == NUMBER else "!="
        return sql.binary(operator, write(first), write(first))
    known = sql.not_(sql.is_null(typed(first, STRING, write, "isNumeric")))
    return sql.case(known, sql.not_(sql.is_null(_parsed(first, write))))


def _string(node: tree.Call, write: Write) -> SqlNode:
    return as_string(_first(node), write)


def _instant(node: tree.Call, write: Write) -> SqlNode:
    first = _first(node)
    if isinstance(first, tree.String):
        found = dates.instant(first.value)
        return sql.null() if found is None else sql.double(found)
    latest = sql.double(float(dates.LATEST_US))
    value = typed(first, NUMBER, write, node.function)
    return sql.kept(value, lambda at: sql.binary("<=", sql.call("ABS", at), latest))


def _duration(node: tree.Call, _: Write) -> SqlNode:
    first = _first(node)
    if not isinstance(first, tree.String):
        raise _refuse(first, "duration")
    found = dates.duration(first.value)
    return sql.null() if found is None else sql.double(found)


def _local(node: tree.Call, write: Write) -> SqlNode:
    shifted = sql.binary("+", _instant(node, write), sql.double(float(dates.OFFSET_US)))
    whole = sql.cast(sql.call("FLOOR", shifted), "BIGINT", attempt=True)
    return sql.call("MAKE_TIMESTAMP", whole)


def _part(name: str) -> Translation:
    def translate(node: tree.Call, write: Write) -> SqlNode:
        return sql.cast(sql.call(name, _local(node, write)), "DOUBLE")

    return translate


def _date_string(node: tree.Call, write: Write) -> SqlNode:
    return sql.call("STRFTIME", _local(node, write), sql.text("%Y-%m-%d %H:%M:%S"))


TRANSLATIONS: Final[dict[str, Translation]] = {
    "abs": _simple("ABS", NUMBER),
    "floor": _simple("FLOOR", NUMBER),
    "ceil": _simple("CEIL", NUMBER),
    "trunc": _simple("TRUNC", NUMBER),
    "round": _round,
    "min": _extreme("LEAST"),
    "max": _extreme("GREATEST"),
    "sum": _sum,
    "avg": _average,
    "len": _length,
    "contains": _contains,
    "startsWith": _simple("STARTS_WITH", STRING, STRING),
    "endsWith": _simple("SUFFIX", STRING, STRING),
    "upper": _translated(string.ascii_lowercase, string.ascii_uppercase),
    "lower": _translated(string.ascii_uppercase, string.ascii_lowercase),
    "trim": _trim,
    "matches": _matches,
    "string": _string,
    "number": _number,
    "bool": _boolean,
    "isNumeric": _is_numeric,
    "date": _instant,
    "duration": _duration,
    "year": _part("YEAR"),
    "monthOfYear": _part("MONTH"),
    "dayOfMonth": _part("DAY"),
    "dayOfWeek": _part("ISODOW"),
    "dayOfYear": _part("DAYOFYEAR"),
    "hour": _part("HOUR"),
    "dateString": _date_string,
}
"""有 SQL 写法的函数。 Functions that have a translation."""
