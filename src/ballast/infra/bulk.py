"""成批写入：语句编好一次，逐批只传参数。 Bulk inserts: the statement is written once per table.

The hot path inserts thousands of rows a second; building each row's parameters through the
expression compiler would cost more than the insert itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, FromClause
from sqlalchemy.orm import Session


def insert_rows(session: Session, table: FromClause, rows: Sequence[tuple[Any, ...]]) -> None:
    """写入一批；每行的值按表的列序，已是驱动认得的类型。

    Insert a batch. The values of a row stand in the order of the table's columns, in types that the
    driver takes as they are.
    """
    if rows:
        connection = session.connection()
        connection.exec_driver_sql(_statement(table, connection.dialect), list(rows))


@lru_cache(maxsize=64)
def _statement(table: FromClause, dialect: Dialect) -> str:
    quote = dialect.identifier_preparer.quote
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(quote(column.name) for column in table.columns)
    marks = ", ".join(mark for _ in table.columns)
    return f"INSERT INTO {quote(table.description)} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own tables
