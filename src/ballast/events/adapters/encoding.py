"""文本文件的编码。 Encoding of text: UTF-8, with or without BOM, or GB18030.

Decided by the lines that are not ASCII: text in one of the two is almost never valid in the other,
so a few damaged lines do not change the verdict. Damaged lines are refused one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

_BOM = b"\xef\xbb\xbf"
_FOREIGN = (b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ENOUGH = 10_000


class UnreadableFileError(InvalidError):
    """整个文件读不了。 The file as a whole cannot be read."""

    code = "file_unreadable"
    title = Text("文件无法读取", "The file cannot be read")


def detect(path: Path) -> str:
    """判断编码：`utf-8-sig` 或 `gb18030`。 Decide the encoding of a file.

    Raises:
        UnreadableFileError: UTF-16 或工作簿。 It is UTF-16 or a workbook.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
        if start.startswith(_FOREIGN):
            raise UnreadableFileError(
                Text(
                    "文件是 UTF-16 文本或 Excel 工作簿，请另存为 UTF-8 的 CSV",
                    "The file is UTF-16 text or an Excel workbook; save it as CSV in UTF-8",
                )
            )
        stream.seek(0)
        return "utf-8-sig" if start.startswith(_BOM) else _majority(stream)


def _majority(stream: BinaryIO) -> str:
    votes = {True: 0, False: 0}
    for line in stream:
        if not line.isascii():
            votes[_decodes(line, "utf-8")] += 1
            if sum(votes.values()) == _ENOUGH:
                break
    return "gb18030" if votes[False] > votes[True] else "utf-8-sig"


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def decoded(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """逐行解码；坏字节成为代理字符，由 `damaged` 认出。 Decode line by line; see `damaged`."""
    first = True
    for line in stream:
        # Both encodings keep the newline, the quote and the comma apart from other characters.
        codec = encoding if first or encoding != "utf-8-sig" else "utf-8"
        yield line.decode(codec, "surrogateescape")
        first = False


def damaged(text: str) -> bool:
    """含有解不开的字节。 Whether it holds bytes that could not be decoded."""
    return not text.isascii() and any("\udc80" <= character <= "\udcff" for character in text)
