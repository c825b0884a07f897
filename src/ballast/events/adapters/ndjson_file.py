"""NDJSON：一行一个 JSON 对象。 NDJSON: one JSON object a line.

An object is either a raw event (`id`, `occurred_at`, `data`) or flat, with the columns of a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ballast.events.adapters.columns import Columns
from ballast.events.adapters.lines import Line, refused
from ballast.kit.text import Text

MAX_LINE = 1_048_576
"""一行的最大字节数。 Longest accepted line, in bytes."""

_decode = msgspec.json.Decoder(dict[str, object]).decode
_BOM = b"\xef\xbb\xbf"


def read_ndjson_file(path: Path, columns: Columns) -> Iterator[Line]:
    """读一个文件。 Read a file."""
    with path.open("rb") as stream:
        yield from read_ndjson(stream, columns)


def read_ndjson(stream: BinaryIO, columns: Columns | None = None) -> Iterator[Line]:
    """逐行读取；空行跳过。 Read line by line, skipping blank ones.

    Args:
        stream: 字节流。 The bytes.
        columns: 扁平对象的列对应；None 则只接受原始事件。 For flat objects; None refuses them.
    """
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            _skip_rest(stream)
            yield refused(number, *_TOO_LONG)
        elif line.strip():
            yield _line(number, line.removeprefix(_BOM) if number == 1 else line, columns)


def _skip_rest(stream: BinaryIO) -> None:
    while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass


def _line(number: int, line: bytes, columns: Columns | None) -> Line:
    try:
        value = _decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return refused(number, *_MALFORMED)
    if "data" in value or columns is None:
        return Line(number, value)
    names = [columns.mapping.get(name, name) for name in value]
    data = {**columns.constants, **dict(zip(names, value.values(), strict=True))}
    data.pop("", None)
    envelope = {"id": data.pop("id", None), "occurred_at": data.pop("occurred_at", None)}
    return Line(number, {**envelope, "data": data})


_TOO_LONG = (
    Text(f"超过 {MAX_LINE} 字节", f"It is longer than {MAX_LINE} bytes"),
    Text("一行只放一件事", "Put one event on a line"),
)
_MALFORMED = (
    Text("不是 UTF-8 的 JSON 对象", "It is not a JSON object in UTF-8"),
    Text("一行写一个完整的对象", "Write one whole object on a line"),
)
