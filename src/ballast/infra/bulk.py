"""成批写入：一批一条语句。 Bulk inserts: one statement for a batch.

The hot path inserts thousands of rows a second. Building each row's parameters through the
expression compiler would cost more than the insert itself; and a driver that steps through rows
gives up the interpreter at each of them, so that one batch would wait for its turn many times.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Dialect, FromClause
from sqlalchemy.orm import Session

MOST_PARAMETERS = 16_000
"""一条语句最多多少个参数。 Most parameters of a statement; both databases take as many."""


def insert_rows(session: Session, table: FromClause, rows: Sequence[tuple[Any, ...]]) -> None:
    """写入一批；每行的值按表的列序，已是驱动认得的类型。

    Insert a batch. The values of a row stand in the order of the table's columns, in types that the
    driver takes as they are.
    """
    if not rows:
        return
    connection = session.connection()
    at_once = MOST_PARAMETERS // len(table.columns)
    for start in range(0, len(rows), at_once):
        some = rows[start : start + at_once]
        statement = _statement(table, connection.dialect, len(some))
        connection.exec_driver_sql(statement, tuple(chain.from_iterable(some)))


@lru_cache(maxsize=512)
def _statement(table: FromClause, dialect: Dialect, count: int) -> str:
    quote = dialect.identifier_preparer.quote
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(quote(column.name) for column in table.columns)
    row = f"({', '.join(mark for _ in table.columns)})"
    rows = ", ".join(row for _ in range(count))
    return f"INSERT INTO {quote(table.description)} ({names}) VALUES {rows}"  # noqa: S608 - names of our own tables
