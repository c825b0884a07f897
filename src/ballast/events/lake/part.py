"""湖里的一行与一列。 A row and a column of the lake, and their Arrow shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from ballast.events.model import FieldType

_ARROW = {
    FieldType.STRING: pa.string(),
    FieldType.NUMBER: pa.float64(),
    FieldType.BOOLEAN: pa.bool_(),
    FieldType.TIME: pa.int64(),
}
DUCKDB = {
    FieldType.STRING: "VARCHAR",
    FieldType.NUMBER: "DOUBLE",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.TIME: "BIGINT",
}
"""各类型在 DuckDB 里的名称。 Name of each type in DuckDB."""


class Column(NamedTuple):
    """一列：名称与类型（时刻为微秒）。 A column: name and type; times are microseconds."""

    name: str
    type: FieldType


class Row(NamedTuple):
    """一行：次序、分区、时刻、各列的值。 A row: number, partition, time, and values by column."""

    seq: int
    partition: str
    at_us: int
    values: dict[str, Any]


def table_of(columns: Sequence[Column], rows: Iterable[Row]) -> pa.Table:
    """行 → 有类型的 Arrow 表；类型不符的旧值为空。 Rows to a typed table; misfits become null."""
    views = [row.values for row in rows]
    arrays = [_array(column, [view.get(column.name) for view in views]) for column in columns]
    return pa.Table.from_arrays(arrays, schema=schema_of(columns))


def schema_of(columns: Iterable[Column]) -> pa.Schema:
    """各列的 Arrow 类型。 The Arrow schema of these columns."""
    return pa.schema([(column.name, _ARROW[column.type]) for column in columns])


def _array(column: Column, values: list[Any]) -> pa.Array:
    wanted = _ARROW[column.type]
    try:
        return pa.array(values, wanted)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        # The field had another type when these events were accepted.
        return pa.array([_fitting(column.type, value) for value in values], wanted)


_PYTHON: dict[FieldType, tuple[type, ...]] = {
    FieldType.STRING: (str,),
    FieldType.NUMBER: (float, int),
    FieldType.BOOLEAN: (bool,),
    FieldType.TIME: (int,),
}


def _fitting(wanted: FieldType, value: Any) -> Any:
    flag = isinstance(value, bool) and wanted is not FieldType.BOOLEAN
    return value if isinstance(value, _PYTHON[wanted]) and not flag else None
