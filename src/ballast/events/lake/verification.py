"""核对湖里的文件与清单。 Check the files of the lake against its manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyarrow.parquet as pq
from sqlalchemy.orm import Session

from ballast.events import repository as events
from ballast.events.lake import repository
from ballast.events.lake.files import Fault, Lake
from ballast.events.lake.repository import LakeFile
from ballast.events.lake.sealing import abandoned
from ballast.kit.text import Text


def _unwatched(_done: int, _total: int) -> None:
    """没有人看进度。 Nobody watches."""


def verify(
    lake: Lake, session: Session, watch: Callable[[int, int], None] = _unwatched
) -> list[Fault]:
    """全部不符之处；空表示完好。 Every disagreement; none means the lake is sound.

    `watch` is told of every file that was checked, and of how many there are.
    """
    files = repository.lake_files(session, lake.relation)
    listed = {file.path for file in files}
    faults: list[Fault] = []
    for done, file in enumerate(files, 1):
        faults += _of_file(lake, file)
        watch(done, len(files))
    # What lies beyond the sealed numbers is being sealed now, or is swept at the next sealing.
    sealed = max((file.last_seq for file in files), default=0)
    faults += [
        Fault(path, Text("文件不在清单里", "The file is not in the manifest"))
        for path in lake.present()
        if path not in listed and not abandoned(path, sealed)
    ]
    rows = (sum(file.count for file in files), events.count_upto(session, sealed))
    return [*faults, *_of_rows(lake, *rows)]


def _of_rows(lake: Lake, sealed: int, hot: int) -> Iterator[Fault]:
    if sealed < hot:
        yield Fault(
            lake.relation,
            Text(
                f"热表有 {hot} 行应已封存，清单只有 {sealed} 行",
                f"{hot} rows of the hot table should be sealed, {sealed} are listed",
            ),
        )


def _of_file(lake: Lake, file: LakeFile) -> Iterator[Fault]:
    path = lake.root / file.path
    if not path.is_file():
        yield Fault(file.path, Text("文件不见了", "The file is missing"))
    elif path.stat().st_size != file.size or lake.sha256(file.path) != file.sha256:
        yield Fault(file.path, Text("内容与清单不符", "Its content is not what was sealed"))
    elif pq.read_metadata(path).num_rows != file.count:
        yield Fault(file.path, Text("行数与清单不符", "It has another number of rows"))
