#!/usr/bin/env python3
"""不依赖本程序，独立查验日志。 Verify the journal independently of the program.

用法 Usage:
    python verify_journal.py FILE [--head COUNT:HASH]

FILE 是 SQLite 数据库，或 `ballast journal export` 的 NDJSON。只用 Python 标准库；只读不写。
FILE is the SQLite database or the NDJSON of `ballast journal export`. Standard library only; reads
only. `--head` is a head noted elsewhere (the last line that this prints): with it, a journal that
was rewritten from end to end is found too.

退出码 Exit status: 0 完好 intact, 1 有问题 not intact, 2 无法读取 cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

COLUMNS = (
    "seq", "at_us", "actor_kind", "actor_id", "action", "subject_kind", "subject_id", "before",
    "after", "prev_hash", "hash",
)  # fmt: skip
GENESIS = "0" * 64
Row = dict[str, object]
Head = tuple[int, str]
WHY = {
    "changed": ("内容被改动过", "its content was changed"),
    "removed": ("它之前的行被删除或替换", "the row before it was removed or replaced"),
    "reordered": ("它不在原来的位置", "it is not where it was written"),
    "truncated": ("从它起末尾的行不见了", "the last rows are missing from here on"),
    "added": ("它之后的行不是经程序写入的", "rows were added around the program"),
    "rebuilt": ("与另存的链头不符，链被重写", "it differs from the head noted elsewhere"),
}


def digest(row: Row) -> str:
    """一行应有的哈希。 The hash that a row should have."""
    content = {name: row[name] for name in COLUMNS if name != "hash"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read_sqlite(path: Path) -> tuple[list[Row], Head | None]:
    """读 SQLite 数据库，只读。 Read a SQLite database, read-only."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("BEGIN")
        head = connection.execute("SELECT count, hash FROM journal_head").fetchone()
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        query = f"SELECT {names} FROM journal ORDER BY seq"  # noqa: S608 -- constants only
        rows = [dict(zip(COLUMNS, values, strict=True)) for values in connection.execute(query)]
    return rows, head


def read_ndjson(path: Path) -> tuple[list[Row], Head | None]:
    """读导出的 NDJSON。 Read an export."""
    rows: list[Row] = []
    head: Head | None = None
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if "head" in document:
                head = (document["head"]["count"], document["head"]["hash"])
            else:
                rows.append({name: document[name] for name in COLUMNS})
    return rows, head


def verify(rows: Iterable[Row], head: Head | None, noted: Head | None) -> tuple[str, int] | None:
    """第一个坏处与行号；完好则无。 The first fault and its row; None when intact."""
    found = list(rows)
    hashes = {row["hash"] for row in found} | {GENESIS}
    count, last = 0, GENESIS
    for row in found:
        seq = int(str(row["seq"]))
        if row["prev_hash"] != last:
            return ("reordered" if row["prev_hash"] in hashes else "removed"), seq
        if digest(row) != row["hash"]:
            return "changed", seq
        if seq != count + 1:
            return "removed", seq
        count, last = seq, str(row["hash"])
    return _ending(count, last, head) or _noted(found, noted)


def _ending(count: int, last: str, head: Head | None) -> tuple[str, int] | None:
    if head is None:
        return "truncated", count + 1
    if (count, last) == tuple(head):
        return None
    return ("truncated" if head[0] > count else "added"), min(count, head[0]) + 1


def _noted(rows: list[Row], noted: Head | None) -> tuple[str, int] | None:
    if noted is None or noted[0] == 0:
        return None
    there = noted[0] <= len(rows) and rows[noted[0] - 1]["hash"] == noted[1]
    return None if there else ("rebuilt", noted[0])


def main(arguments: list[str] | None = None) -> int:
    """命令行。 The command line."""
    parser = argparse.ArgumentParser(description="查验日志 Verify the journal")
    parser.add_argument("file", type=Path)
    parser.add_argument("--head", type=_head, help="COUNT:HASH")
    options = parser.parse_args(arguments)
    try:
        with options.file.open("rb") as file:
            is_sqlite = file.read(16) == b"SQLite format 3\0"
        rows, head = (read_sqlite if is_sqlite else read_ndjson)(options.file)
        fault = verify(rows, head, options.head)
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error) as error:
        sys.stderr.write(f"无法读取 {options.file} cannot be read: {error}\n")
        return 2
    for line in _report(fault, rows):
        sys.stdout.write(line + "\n")
    return 0 if fault is None else 1


def _report(fault: tuple[str, int] | None, rows: list[Row]) -> Iterator[str]:
    if fault is None:
        last = rows[-1]["hash"] if rows else GENESIS
        yield f"日志完好，共 {len(rows)} 行。 Intact, {len(rows)} rows."
        yield f"--head {len(rows)}:{last}"
    else:
        zh, en = WHY[fault[0]]
        yield f"{fault[0]}: 第 {fault[1]} 行：{zh}。 Row {fault[1]}: {en}."


def _head(text: str) -> Head:
    count, _, value = text.partition(":")
    return int(count), value


if __name__ == "__main__":
    sys.exit(main())
