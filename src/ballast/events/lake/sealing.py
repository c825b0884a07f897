"""封存：把热表里的行逐批写进湖，随时断电都不重不漏。

Sealing: rows of the hot table move into the lake batch by batch. A batch counts when its manifest
rows are committed, in one transaction; what a crash left behind before that is swept away and
written again. So a crash at any point leaves neither a duplicate nor a hole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from sqlalchemy.orm import Session

from ballast.events.instants import day_of
from ballast.events.lake import repository
from ballast.events.lake.files import TEMPORARY, Lake
from ballast.events.lake.part import Column, Row, table_of
from ballast.events.lake.repository import LakeFile
from ballast.infra.db import Database

_PART = re.compile(r"/part-([0-9]+)-[0-9]+\.parquet$")


class Source(Protocol):
    """行的来源：事件，或以后的决策。 Where rows come from: events, and later decisions."""

    def rows(self, session: Session, after_seq: int, limit: int) -> list[Row]:
        """某次序之后的行，按次序。 Rows after a number, in order of their numbers."""
        ...

    def columns(self, partition: str) -> Sequence[Column]:
        """一个分区的列。 Columns of a partition."""
        ...


@dataclass(frozen=True, slots=True)
class Sealed:
    """封存的结果。 What was sealed.

    Args:
        rows: 行数。 Rows.
        files: 文件数。 Files.
        last_seq: 封存到的次序。 The last sealed number.
    """

    rows: int
    files: int
    last_seq: int


@dataclass(frozen=True, slots=True)
class Sealer:
    """封存一个湖所需的一切。 Everything it takes to seal a lake.

    Args:
        lake: 湖。 The lake.
        database: 数据库。 The database.
        source: 行的来源。 Where rows come from.
        zone: 按哪个时区分日。 Zone of the days.
        now_us: 时钟，微秒。 The clock, in microseconds.
        batch: 一批的行数。 Rows of a batch.
    """

    lake: Lake
    database: Database
    source: Source
    zone: tzinfo
    now_us: Callable[[], int]
    batch: int = 50_000

    def seal(self, upto_seq: int | None = None) -> Iterator[Sealed]:
        """逐批封存，逐批报进度。 Seal batch by batch up to a number, yielding the progress of each.

        Raises:
            LakeBusyError: 另一个进程正在封存。 Another process is sealing.
        """
        with self.lake.exclusive():
            sweep(self.lake, self.database)
            while rows := self._next(upto_seq):
                files = [self._write(*part) for part in _parts(rows, self.zone)]
                with self.database.transaction() as session:
                    repository.add_lake_files(session, files)
                yield Sealed(len(rows), len(files), rows[-1].seq)

    def _next(self, upto_seq: int | None) -> list[Row]:
        with self.database.reading() as session:
            sealed = repository.sealed_seq(session, self.lake.relation)
            rows = self.source.rows(session, sealed, self.batch)
        return [row for row in rows if upto_seq is None or row.seq <= upto_seq]

    def _write(self, partition: str, day: str, rows: list[Row]) -> LakeFile:
        first, last = rows[0].seq, rows[-1].seq
        path = self.lake.path_of(partition, day, first, last)
        table = table_of(self.source.columns(partition), rows)
        size, sha256 = self.lake.write(path, table)
        return LakeFile(
            path=path,
            relation=self.lake.relation,
            partition=partition,
            day=day,
            first_seq=first,
            last_seq=last,
            count=len(rows),
            size=size,
            sha256=sha256,
            sealed_us=self.now_us(),
        )


def sweep(lake: Lake, database: Database) -> list[str]:
    """清除没封存完的文件，返回其路径。 Remove what an interrupted sealing left; its paths."""
    with database.reading() as session:
        listed = {file.path for file in repository.lake_files(session, lake.relation)}
        sealed = repository.sealed_seq(session, lake.relation)
    left = [path for path in lake.present() if path not in listed and abandoned(path, sealed)]
    for path in left:
        (lake.root / path).unlink()
    return left


def abandoned(path: str, sealed_seq: int) -> bool:
    """没列入清单的文件是否只是还没写完，或没来得及登记。

    Whether a file that is not listed is only unfinished, or was not entered in time.
    """
    # A whole file of sealed numbers that is not listed is no leftover but a fault: keep it.
    if path.endswith(TEMPORARY):
        return True
    part = _PART.search(path)
    return part is not None and int(part.group(1)) > sealed_seq


def _parts(rows: Sequence[Row], zone: tzinfo) -> Iterator[tuple[str, str, list[Row]]]:
    parts: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        parts[row.partition, day_of(row.at_us, zone).isoformat()].append(row)
    for (partition, day), found in parts.items():
        yield partition, day, found
