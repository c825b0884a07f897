"""SQL 的名字、列与整除。 Names, columns and floor division in SQL."""

from __future__ import annotations

from ballast.events.model import FieldType
from ballast.indicators.columns import Column


def quoted(name: str) -> str:
    """标识符；写成 SQL 时不会逃出引号。 A quoted identifier; it cannot escape its quotes."""
    return '"' + name.replace('"', '""') + '"'


def column_sql(column: Column) -> str:
    """列的值；不是有限的数即缺失。 Its value; only finite numbers are values."""
    name = quoted(column.name)
    if column.type not in (FieldType.NUMBER, FieldType.TIME):
        return name
    number = f"CAST({name} AS DOUBLE)"
    return f"CASE WHEN isfinite({number}) THEN {number} END"


def floor_divided(dividend: str, divisor: str) -> str:
    """向下取整的整除（SQL 的整除向零取整）。 Floor division; SQL's own rounds towards zero."""
    return f"(({dividend}) // ({divisor}) - CAST(({dividend}) % ({divisor}) < 0 AS INTEGER))"
