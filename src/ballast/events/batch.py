"""NDJSON 批次：逐行读，读不懂的行各自拒绝。 NDJSON batches: a bad line refuses itself only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ballast.events.acceptance import Stored
from ballast.events.schemas import BatchOut, RefusedLine
from ballast.kit.errors import BallastError, InvalidError
from ballast.kit.text import Text

MAX_LINES = 10_000
"""一批最多多少行。 Most lines of one batch."""

_decode = msgspec.json.Decoder(dict[str, object]).decode
Raw = Mapping[str, object] | BallastError


class NotJsonObjectError(InvalidError):
    """这一行不是 JSON 对象。 The line is not a JSON object."""

    code = "not_json_object"
    title = Text("不是 JSON 对象", "Not a JSON object")

    def __init__(self) -> None:
        super().__init__(Text("每行应是一个 JSON 对象", "Each line must be one JSON object"))


class TooManyLinesError(InvalidError):
    """一批的行数太多。 The batch has too many lines."""

    code = "too_many_lines"
    title = Text("一批太大", "Batch too large")

    def __init__(self) -> None:
        super().__init__(
            Text(
                f"一批最多 {MAX_LINES} 行，请分批", f"At most {MAX_LINES} lines; send more batches"
            )
        )


def object_of(body: bytes) -> Mapping[str, object]:
    """一个 JSON 对象。 One JSON object.

    Raises:
        NotJsonObjectError: 不是。 It is not.
    """
    try:
        return _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise NotJsonObjectError from cause


def lines_of(body: bytes) -> tuple[list[int], list[Raw]]:
    """行号与内容；空行略过。 Line numbers and contents; empty lines are passed over."""
    numbers: list[int] = []
    raws: list[Raw] = []
    for number, line in enumerate(body.split(b"\n"), start=1):
        if line.strip():
            numbers.append(number)
            raws.append(_read(line))
    if len(raws) > MAX_LINES:
        raise TooManyLinesError
    return numbers, raws


def _read(line: bytes) -> Raw:
    try:
        return object_of(line)
    except NotJsonObjectError as error:
        return error


def report(numbers: Sequence[int], answers: Sequence[Stored | BallastError]) -> BatchOut:
    """一批的结果。 The result of a batch."""
    refused = [
        RefusedLine(number, answer.code, _reasons(answer))
        for number, answer in zip(numbers, answers, strict=True)
        if isinstance(answer, BallastError)
    ]
    stored = [answer for answer in answers if not isinstance(answer, BallastError)]
    duplicates = sum(1 for each in stored if each.duplicate)
    return BatchOut(len(stored) - duplicates, duplicates, refused)


def _reasons(error: BallastError) -> list[dict[str, object]]:
    problems = error.extra.get("problems")
    if isinstance(problems, list):
        return problems
    return [{"field": "", "problem": error.title.as_dict(), "remedy": error.detail.as_dict()}]
