"""金样与属性测试共用的数据与求值方法。 Data and ways of evaluating shared by the tests."""

# ruff: noqa: S608  # the statements are built from the generated expression under test
from __future__ import annotations

import math
from collections.abc import Mapping

import duckdb
import zen
from sqlglot import exp

from ballast.expressions import (
    BOOLEAN,
    NUMBER,
    STRING,
    Checked,
    ListType,
    ObjectType,
    Schema,
    Type,
    check,
    compile_condition,
    compile_value,
    parse,
    parse_unary,
    to_sql,
)

SCHEMA: Schema = {
    "amount": NUMBER,
    "count": NUMBER,
    "at": NUMBER,
    "gone": NUMBER,
    "gone_text": STRING,
    "gone_flag": BOOLEAN,
    "name": STRING,
    "city": STRING,
    "vip": BOOLEAN,
    "blocked": BOOLEAN,
    "tags": ListType(STRING),
    "lines": ListType(ObjectType({"qty": NUMBER})),
    "indicators": ObjectType({"count_7d": NUMBER}),
}
DATA: dict[str, object] = {
    "amount": 120.0,
    "count": 3.0,
    "at": 1_769_875_200_000_000.0,  # 2026-02-01 00:00 in Beijing, a Sunday
    "gone": None,
    "gone_text": None,
    "gone_flag": None,
    "name": "张三Li",
    "city": "Shanghai",
    "vip": True,
    "blocked": False,
    "tags": ["a", "b"],
    "lines": [{"qty": 1.0}, {"qty": 2.0}],
    "indicators": {"count_7d": 7.0},
}
_SQL_TYPES = {NUMBER: "DOUBLE", STRING: "VARCHAR", BOOLEAN: "BOOLEAN"}


def type_of(value: object) -> Type:
    if isinstance(value, bool):
        return BOOLEAN
    return STRING if isinstance(value, str) else NUMBER


def checked(source: str, subject: Type | None = None, schema: Schema = SCHEMA) -> Checked:
    node = parse(source) if subject is None else parse_unary(source)
    return check(node, schema, subject).require()


def in_python(ready: Checked, data: Mapping[str, object] = DATA) -> object:
    value = compile_value(ready)(data)
    held = compile_condition(ready)(data)
    assert held is (value is True), "condition and value disagree"
    return value


def in_duckdb(ready: Checked, rows: list[Mapping[str, object]], schema: Schema) -> list[object]:
    """对每行求值；不能译成 SQL 时抛出。 The value of each row, computed by DuckDB."""
    names = [name for name, kind in schema.items() if kind in _SQL_TYPES]
    columns = {(name,): exp.column(name, quoted=True) for name in names}
    sql = to_sql(ready.node, columns).sql("duckdb")
    declared = ", ".join(f'"{name}" {_SQL_TYPES[schema[name]]}' for name in names)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE data (place INTEGER, {declared})")
        marks = ", ".join("?" * (len(names) + 1))
        for place, row in enumerate(rows):
            values = [place, *(row.get(name) for name in names)]
            connection.execute(f"INSERT INTO data VALUES ({marks})", values)
        found = connection.execute(f"SELECT {sql} FROM data ORDER BY place").fetchall()
    return [row[0] for row in found]


def in_zen(source: str, data: Mapping[str, object], subject: object = ...) -> object:
    """zen 的结果；求值失败为 error。 The result of zen-engine, or `error` when it fails."""
    try:
        if subject is ...:
            return zen.evaluate_expression(source, dict(data))
        return zen.evaluate_unary_expression(source, {**data, "$": subject})
    except Exception:  # zen raises bare exceptions of several kinds
        return "error"


def alike(left: object, right: object) -> bool:
    """同类型且相等；数在 1e-12 内。 Same kind and equal; numbers within 1e-12."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, float | int) and isinstance(right, float | int):
        return math.isclose(left, right, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(alike, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(alike(left[k], right[k]) for k in left)
    return type(left) is type(right) and left == right
