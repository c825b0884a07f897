"""统一的关系：已封存的文件与尚未封存的热行，一行只出现一次。

The unified relation: sealed files and the hot rows after them, each row exactly once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from duckdb import DuckDBPyConnection
from sqlalchemy.orm import Session

from ballast.events.lake import repository
from ballast.events.lake.files import Lake
from ballast.events.lake.part import DUCKDB, Column, Row, table_of


class HotSource(Protocol):
    """能给出一个分区热行的来源。 A source that knows the hot rows of a partition."""

    def hot_rows(self, session: Session, partition: str, after_seq: int) -> list[Row]:
        """某次序之后的行。 Rows after a number."""
        ...

    def columns(self, partition: str) -> Sequence[Column]:
        """分区的列。 Columns of the partition."""
        ...


def relation(
    connection: DuckDBPyConnection, session: Session, lake: Lake, source: HotSource, partition: str
) -> str:
    """在 DuckDB 里建一个视图，返回其名称；列为现行版本，旧文件没有的列为空。

    Create a DuckDB view of one scene and return its name. Its columns are those of the present
    version; what an older file lacks, or held in another type that does not convert, is null. It
    shows what was accepted when it was made: make it again to see more.
    """
    # The manifest first: a row that is sealed meanwhile is then read from the hot table.
    files = repository.lake_files(session, lake.relation, partition)
    sealed = repository.sealed_seq(session, lake.relation)
    columns = source.columns(partition)
    name = f"{lake.relation}_{partition}"
    hot = table_of(columns, source.hot_rows(session, partition, sealed))
    connection.register(f"{name}_hot", hot)
    paths = [str(lake.root / file.path) for file in files]
    connection.execute(_view(name, columns, paths))
    return name


def _view(name: str, columns: Sequence[Column], paths: Sequence[str]) -> str:
    # Identifiers come from validated scenes, paths from the manifest; both are quoted.
    wanted = ", ".join(
        f"TRY_CAST({_q(c.name)} AS {DUCKDB[c.type]}) AS {_q(c.name)}" for c in columns
    )
    source = f"FROM {_q(name + '_hot')}"
    if paths:
        listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
        options = "union_by_name = true, hive_partitioning = false"
        source += f" UNION ALL BY NAME FROM read_parquet([{listed}], {options})"
    return f"CREATE OR REPLACE VIEW {_q(name)} AS SELECT {wanted} FROM ({source})"  # noqa: S608 -- quoted above


def _q(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'
