"""名单的 CSV：读入逐行检查，写出可再读入。 Lists as CSV: checked line by line, written as read.

Columns: value, reason, source, starts_at, expires_at (RFC 3339 with offset; both may be empty).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ballast.kit.text import Text
from ballast.policies.lists.errors import InvalidEntryError
from ballast.policies.lists.model import ListEntry

COLUMNS = ("value", "reason", "source", "starts_at", "expires_at")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What every zone can write; beyond it the export could not.
_LATEST_US = (datetime(9999, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Line:
    """表里的一行。 One line of the sheet; times in microseconds."""

    number: int
    value: str
    reason: str
    source: str
    starts_us: int | None
    expires_us: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """被拒的一行及原因。 A refused line and why; never quotes the value."""

    number: int
    text: Text


def read(text: str) -> Iterator[Line | Refused]:
    """逐行读；表头不对则抛 InvalidEntryError。 Read line by line; a wrong header raises."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    header = _header(reader)
    if "value" not in header or not set(header) <= set(COLUMNS):
        expected = ", ".join(COLUMNS)
        raise InvalidEntryError(
            "header",
            Text(
                f"第一行应为表头：{expected}（至少要有 value）。",
                f"The first line must be the header {expected} (at least value).",
            ),
        )
    while (row := _next(reader)) is not None:
        yield row if isinstance(row, Refused) else _line(reader.line_num, row)


def _header(reader: csv.DictReader[str]) -> Sequence[str]:
    try:
        return reader.fieldnames or ()
    except csv.Error:
        return ()


def _next(reader: csv.DictReader[str]) -> Mapping[str | None, object] | Refused | None:
    try:
        return next(reader, None)
    except csv.Error:
        text = Text("这一行不是 CSV，或有一格太长。", "The line is no CSV, or a cell is too long.")
        return Refused(reader.line_num + 1, text)


def _line(number: int, row: Mapping[str | None, object]) -> Line | Refused:
    if None in row:
        return Refused(
            number, Text("这一行的列多于表头。", "The line has more cells than the header.")
        )
    cells = {str(name): _plain(str(cell or "")) for name, cell in row.items()}
    try:
        starts, expires = (_time(cells, name) for name in ("starts_at", "expires_at"))
    except ValueError as error:
        name = str(error)
        return Refused(
            number,
            Text(
                f"{name} 应写成 2026-01-31T08:00:00+08:00。",
                f"Write {name} as 2026-01-31T08:00:00+08:00.",
            ),
        )
    return Line(
        number, cells["value"], cells.get("reason", ""), cells.get("source", ""), starts, expires
    )


def _time(cells: Mapping[str, str], name: str) -> int | None:
    text = cells.get(name, "").strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(name) from None
    if moment.tzinfo is None:
        raise ValueError(name)
    at_us = (moment - _EPOCH) // timedelta(microseconds=1)
    if not 0 <= at_us < _LATEST_US:
        raise ValueError(name)
    return at_us


def write(rows: Iterable[tuple[ListEntry, str]]) -> Iterator[str]:
    """条目与要写的值 → CSV 各行。 Entries with the value to write, as lines of CSV."""
    yield _joined(COLUMNS)
    for entry, value in rows:
        times = (_moment(entry.starts_us), _moment(entry.expires_us))
        yield _joined((*map(_safe, (value, entry.reason, entry.source)), *times))


def _joined(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _moment(at_us: int | None) -> str:
    return "" if at_us is None else (_EPOCH + timedelta(microseconds=at_us)).isoformat()


def _safe(cell: str) -> str:
    # A spreadsheet would run a cell that begins like a formula.
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell
