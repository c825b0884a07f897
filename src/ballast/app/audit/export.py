"""日志导出为 CSV 或 NDJSON。 The journal as CSV or NDJSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from ballast.app.audit.schemas import JournalRow, Party

_COLUMNS = (
    "seq", "at", "actor_kind", "actor_id", "actor_name", "action",
    "subject_kind", "subject_id", "subject_name", "before", "after", "hash",
)  # fmt: skip
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_ndjson(rows: Iterator[JournalRow]) -> Iterator[bytes]:
    """一行一个 JSON 对象。 One JSON object a line."""
    for row in rows:
        yield msgspec.json.encode(row) + b"\n"


def as_csv(rows: Iterator[JournalRow]) -> Iterator[bytes]:
    """一行一条，带表头与 BOM，供表格软件打开。 With a header and a BOM, for sheets."""
    yield "\ufeff".encode() + _line(_COLUMNS)
    for row in rows:
        cells = (row.seq, row.at, *_party(row.actor), row.action, *_party(row.subject))
        yield _line((*cells, _json(row.before), _json(row.after), row.hash))


def _party(party: Party) -> tuple[str, str, str]:
    return party.kind, party.id, party.name or ""


def _json(value: object) -> str:
    return "" if value is None else msgspec.json.encode(value).decode()


def _line(cells: tuple[object, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(_harmless(cell) for cell in cells)
    return out.getvalue().encode()


def _harmless(cell: object) -> object:
    # A sheet would run a cell that begins like a formula.
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULAS) else cell
