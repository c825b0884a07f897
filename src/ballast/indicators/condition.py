"""指标的条件：只有为真才计入，未知与求不出都不算。

Conditions of indicators: a contribution needs TRUE; unknown or not computable does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlglot import parse_one

from ballast.events.model import FieldType
from ballast.expressions import (
    BOOLEAN,
    NUMBER,
    STRING,
    TIME,
    TOKEN,
    Checked,
    EvaluationError,
    ExpressionError,
    Problem,
    Type,
    UnsupportedInSqlError,
    check,
    compile_condition,
    parse,
)
from ballast.expressions.sql import to_sql
from ballast.indicators.columns import Column
from ballast.indicators.sql_text import column_sql
from ballast.indicators.values import Data, typed_data
from ballast.kit.text import Text

Condition = Callable[[Data], bool]

TYPES: Mapping[FieldType, Type] = {
    FieldType.STRING: STRING,
    FieldType.NUMBER: NUMBER,
    FieldType.BOOLEAN: BOOLEAN,
    FieldType.TIME: TIME,
}


def schema(columns: Mapping[str, Column]) -> dict[str, Type]:
    """条件里可用的名字与类型。 Names a condition may use, with their types."""
    return {
        name: TOKEN if column.token is not None else TYPES[column.type]
        for name, column in columns.items()
    }


def checked(source: str, columns: Mapping[str, Column]) -> Checked:
    """解析并检查条件。 Parse and check a condition; its problems are in the answer.

    Raises:
        ExpressionError: 语法不对。 It does not parse.
    """
    return check(parse(source), schema(columns), expected=BOOLEAN)


def problems_of(source: str, columns: Mapping[str, Column]) -> list[Text]:
    """条件的全部错误，指出第几个字符。 All errors of a condition, with their characters.

    What SQL cannot say is an error too: every engine must give the same answer.
    """
    try:
        found = checked(source, columns)
        if not found.errors:
            _sql(found, columns)
        return [_pointing(problem) for problem in found.errors]
    except ExpressionError as refused:
        return [_pointing(problem) for problem in refused.problems]
    except UnsupportedInSqlError as unsupported:
        return [unsupported.detail]


def _pointing(problem: Problem) -> Text:
    place, message = problem.start + 1, problem.message
    return Text(f"第 {place} 个字符：{message.zh}", f"character {place}: {message.en}")


def compile_where(source: str, columns: Mapping[str, Column]) -> Condition:
    """条件 → 函数。 A condition as a function of the event's data.

    Raises:
        ExpressionError: 条件有错。 The condition has errors.
    """
    found = checked(source, columns)
    holds = compile_condition(found)
    typed = typed_data({path[0]: columns[path[0]].type for path in found.references})

    def condition(data: Data) -> bool:
        try:
            return holds(typed(data))
        except EvaluationError:
            return False

    return condition


def where_sql(source: str, columns: Mapping[str, Column]) -> str:
    """条件 → DuckDB 的 SQL。 A condition as DuckDB SQL over the columns of the scene.

    Raises:
        ExpressionError: 条件有错。 The condition has errors.
        UnsupportedInSqlError: SQL 里没有同样的写法。 SQL has no equal construct.
    """
    return _sql(checked(source, columns), columns)


def _sql(condition: Checked, columns: Mapping[str, Column]) -> str:
    named = {
        path: parse_one(column_sql(columns[path[0]]), dialect="duckdb")
        for path in condition.references
    }
    return to_sql(condition.require().node, named).sql(dialect="duckdb")
