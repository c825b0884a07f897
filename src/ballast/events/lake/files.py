"""湖的目录与文件：写临时名、落盘、改名。

Directory and files of the lake: write under a temporary name, flush to disk, rename. A file counts
only once the manifest (table `lake_file`) lists it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ballast.kit.errors import ConflictError
from ballast.kit.text import Text

TEMPORARY = ".writing"
"""未写完的文件的后缀。 Ending of a file that is not finished."""


class LakeBusyError(ConflictError):
    """另一个进程正在封存。 Another process is sealing."""

    code = "lake_busy"
    title = Text("另一个进程正在封存", "Another process is sealing")

    def __init__(self) -> None:
        super().__init__(
            Text("等它结束后再封存", "Wait until it has finished, then seal again"),
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """文件与清单不符之处。 Where the files and the manifest disagree."""

    path: str
    problem: Text


class Lake:
    """一个湖：一个目录，一种关系。 One lake: one directory, one relation."""

    def __init__(self, root: Path, relation: str) -> None:
        self.root = root
        self.relation = relation

    def path_of(self, partition: str, day: str, first_seq: int, last_seq: int) -> str:
        """一个部分的相对路径。 Relative path of a part."""
        return f"scene={partition}/day={day}/part-{first_seq}-{last_seq}.parquet"

    def write(self, path: str, table: pa.Table) -> tuple[int, str]:
        """写一个部分并落盘，返回字节数与 SHA-256。 Write a part durably; its size and SHA-256."""
        final = self.root / path
        final.parent.mkdir(parents=True, exist_ok=True)
        temporary = final.with_name(final.name + TEMPORARY)
        pq.write_table(table, temporary, compression="zstd")
        _flush(temporary)
        temporary.rename(final)
        _flush(final.parent)
        return final.stat().st_size, self.sha256(path)

    def sha256(self, path: str) -> str:
        """一个部分的 SHA-256。 SHA-256 of a part."""
        with (self.root / path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def present(self) -> Iterator[str]:
        """目录里的全部文件，相对路径。 Every file that is there, by relative path."""
        for path in sorted(self.root.glob("scene=*/day=*/*")):
            yield path.relative_to(self.root).as_posix()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """同时只有一个进程封存。 Only one process seals at a time.

        Raises:
            LakeBusyError: 另一个进程正在封存。 Another process is sealing.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise LakeBusyError from None
            yield


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
