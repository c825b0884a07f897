"""按扩展名选择读取方式。 Choose the reader by the ending of the file name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ballast.events.adapters.columns import Columns
from ballast.events.adapters.csv_file import read_csv
from ballast.events.adapters.encoding import UnreadableFileError
from ballast.events.adapters.lines import Line
from ballast.events.adapters.ndjson_file import read_ndjson_file
from ballast.events.adapters.parquet_file import read_parquet
from ballast.kit.text import Text

FORMATS: Mapping[str, Callable[[Path, Columns], Iterator[Line]]] = {
    ".csv": read_csv,
    ".ndjson": read_ndjson_file,
    ".jsonl": read_ndjson_file,
    ".parquet": read_parquet,
}
"""能读的格式，按扩展名。 Readable formats by ending."""


def read_file(path: Path, columns: Columns) -> Iterator[Line]:
    """逐行读一个文件。 Read a file line by line.

    Raises:
        UnreadableFileError: 文件不存在、格式不识、缺列或损坏。 It cannot be read as a whole.
    """
    reader = FORMATS.get(path.suffix.lower())
    if reader is None or not path.is_file():
        known = "、".join(FORMATS)
        raise UnreadableFileError(
            Text(
                f"文件不存在，或扩展名不是 {known}",
                f"There is no such file, or it does not end in {', '.join(FORMATS)}",
            )
        )
    return reader(path, columns)
