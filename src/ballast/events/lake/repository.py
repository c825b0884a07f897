"""数据湖清单的全部查询。 Every query about the manifest of the lake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from ballast.events.lake.tables import LakeFileRow


@dataclass(frozen=True, slots=True)
class LakeFile:
    """数据湖的一个已封存文件。 One sealed file of the lake.

    Args:
        path: 相对数据湖目录的路径。 Path relative to the lake.
        relation: 所属关系，如 event。 Relation it belongs to.
        partition: 场景。 The scene.
        day: 事发当地日期。 Local day of the events.
        first_seq: 首个次序。 First acceptance number.
        last_seq: 末个次序。 Last acceptance number.
        count: 行数。 Rows.
        size: 字节数。 Bytes.
        sha256: 内容摘要。 Hash of the content.
        sealed_us: 封存时刻，微秒。 When it was sealed, microseconds.
    """

    path: str
    relation: str
    partition: str
    day: str
    first_seq: int
    last_seq: int
    count: int
    size: int
    sha256: str
    sealed_us: int


_FILE_COLUMNS = tuple(LakeFile.__dataclass_fields__)


def sealed_seq(session: Session, relation: str) -> int:
    """已封存到哪个次序。 Up to which number the relation is sealed."""
    table = LakeFileRow.__table__
    query = select(func.max(table.c.last_seq)).where(table.c.relation == relation)
    return int(session.scalar(query) or 0)


def lake_files(session: Session, relation: str, partition: str | None = None) -> list[LakeFile]:
    """清单里的文件，按次序。 Files of the manifest, in order."""
    table = LakeFileRow.__table__
    query = select(*(table.c[name] for name in _FILE_COLUMNS)).where(table.c.relation == relation)
    if partition is not None:
        query = query.where(table.c.partition == partition)
    rows = session.execute(query.order_by(table.c.first_seq, table.c.path))
    return [LakeFile(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class LakeDay:
    """湖里一个关系、一个场景、一天的合计。 The files of a relation, a scene and a day, summed.

    Fields are as those of `LakeFile`; `sealed_us` is the latest.
    """

    relation: str
    partition: str
    day: str
    files: int
    count: int
    size: int
    first_seq: int
    last_seq: int
    sealed_us: int


def lake_days(session: Session) -> list[LakeDay]:
    """湖里每天各有多少，新的在前。 What the lake holds of each day, newest first."""
    table = LakeFileRow.__table__
    group = (table.c.relation, table.c.partition, table.c.day)
    query = (
        select(
            *group,
            func.count(),
            func.sum(table.c.count),
            func.sum(table.c.size),
            func.min(table.c.first_seq),
            func.max(table.c.last_seq),
            func.max(table.c.sealed_us),
        )
        .group_by(*group)
        .order_by(table.c.day.desc(), table.c.relation, table.c.partition)
    )
    return [LakeDay(*row[:3], *map(int, row[3:])) for row in session.execute(query)]


def add_lake_files(session: Session, files: Sequence[LakeFile]) -> None:
    """把封存的文件记入清单。 Enter sealed files into the manifest."""
    rows = [{name: getattr(file, name) for name in _FILE_COLUMNS} for file in files]
    session.connection().execute(insert(LakeFileRow), rows)
