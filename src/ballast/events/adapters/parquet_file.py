"""Parquet 文件。 Parquet files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ballast.events.adapters.columns import Columns
from ballast.events.adapters.encoding import UnreadableFileError
from ballast.events.adapters.lines import Line
from ballast.kit.text import Text

_ROWS_AT_ONCE = 8192


def read_parquet(path: Path, columns: Columns) -> Iterator[Line]:
    """逐行读取；行号是行序，从 1 起。 Read row by row, numbered from 1.

    Raises:
        UnreadableFileError: 文件损坏，或缺列。 The file is damaged, or a column is missing.
    """
    try:
        yield from _rows(path, columns)
    except (pa.ArrowException, OSError) as broken:
        raise UnreadableFileError(
            Text("不是完整的 Parquet 文件", "It is not a whole Parquet file")
        ) from broken


def _rows(path: Path, columns: Columns) -> Iterator[Line]:
    with pq.ParquetFile(path) as file:
        names = columns.names(file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield Line(number, columns.event(names, values))
