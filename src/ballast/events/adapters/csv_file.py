"""CSV 文件。 CSV files: the first line names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from ballast.events.adapters.columns import Columns
from ballast.events.adapters.encoding import UnreadableFileError, damaged, decoded, detect
from ballast.events.adapters.lines import Line, refused
from ballast.kit.text import Text


def read_csv(path: Path, columns: Columns) -> Iterator[Line]:
    """逐行读取，行号是起始物理行号。 Read line by line; a record is numbered by its first line.

    Raises:
        UnreadableFileError: 没有表头，或缺列。 There is no heading, or a column is missing.
    """
    with path.open("rb") as stream:
        reader = csv.reader(decoded(stream, detect(path)), strict=True)
        names = columns.names(_headings(reader))
        before = reader.line_num
        while True:
            line = _next(reader, before, columns, names)
            before = reader.line_num
            if line is None:
                return
            if line.number:
                yield line


def _headings(reader: Iterator[list[str]]) -> list[str]:
    try:
        return [heading.strip() for heading in next(reader)]
    except (StopIteration, csv.Error):
        raise UnreadableFileError(
            Text("文件没有表头", "The file has no heading line"),
        ) from None


_BLANK = Line(0, {})


def _next(
    reader: Iterator[list[str]], before: int, columns: Columns, names: list[str]
) -> Line | None:
    number = before + 1
    try:
        values = next(reader)
    except StopIteration:
        return None
    except csv.Error:
        return refused(number, *_QUOTING)
    if not any(values):
        return _BLANK
    if len(values) != len(names):
        expected, found = len(names), len(values)
        return refused(
            number,
            Text(f"应有 {expected} 列，实有 {found} 列", f"It has {found} columns, not {expected}"),
            Text("核对逗号与引号", "Check its commas and quotes"),
        )
    if any(map(damaged, values)):
        return refused(number, *_ENCODING)
    return Line(number, columns.event(names, values))


_QUOTING = (
    Text("引号不成对，或某列过长", "Its quotes do not match, or a column is too long"),
    Text("列内的引号写两次", "Double the quotes inside a column"),
)
_ENCODING = (
    Text("有解不开的字节", "It holds bytes that cannot be decoded"),
    Text(
        "整个文件用同一种编码：UTF-8 或 GB18030", "Use one encoding for the file: UTF-8 or GB18030"
    ),
)
