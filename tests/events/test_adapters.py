from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.events.scenery import DATA, PAY, ZONE, raw, taken, whole

from ballast.events.adapters import (
    FORMATS,
    Columns,
    Line,
    UnreadableFileError,
    columns_of,
    read_file,
    read_ndjson,
)
from ballast.events.adapters.columns import UnusableColumnsError
from ballast.events.adapters.ndjson_file import MAX_LINE
from ballast.events.problem import Refusal

COLUMNS = Columns(PAY, ZONE)
HEAD = "id,occurred_at,customer_id,amount,trusted,phone,name\n"
GOOD = "e{n},2026-02-01T10:00:00+08:00,c{n},{n}.5,true,1381234567{n},张三\n"


def rows(path: Path, columns: Columns = COLUMNS) -> dict[int, Any]:
    return {
        number: [p.problem.en for p in event.problems] if isinstance(event, Refusal) else event
        for number, event in read_file(path, columns)
    }


def csv_rows(tmp_path: Path, content: str | bytes, columns: Columns = COLUMNS) -> dict[int, Any]:
    path = tmp_path / "events.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return rows(path, columns)


def one(tmp_path: Path, heading: str, cell: str, columns: Columns = COLUMNS) -> Any:
    """One CSV column's value as a raw field, or the refusal's sentences."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["id", "occurred_at", heading])
    writer.writerow(["e", "2026-02-01T10:00:00Z", cell])
    found = csv_rows(tmp_path, stream.getvalue(), columns)[2]
    return found if isinstance(found, list) else found["data"].get(heading)


def test_a_csv_line_becomes_an_acceptable_event(tmp_path: Path) -> None:
    found = csv_rows(tmp_path, HEAD + GOOD.format(n=1))
    assert found == {
        2: raw("e1", customer_id="c1", amount=1.5, trusted=True, phone="13812345671", name="张三")
    }
    assert taken(found[2]).data["amount"] == 1.5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    content = (HEAD + GOOD.format(n=1)).encode(encoding)
    assert csv_rows(tmp_path, content)[2]["data"]["name"] == "张三"


@pytest.mark.parametrize(("encoding", "wrong"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_a_line_in_another_encoding_is_refused_alone(
    tmp_path: Path, encoding: str, wrong: str
) -> None:
    lines = [HEAD.encode(), *(GOOD.format(n=n).encode(encoding) for n in range(1, 6))]
    bad = GOOD.format(n=6).replace("张三", "欧阳锋").encode(wrong)
    found = csv_rows(tmp_path, b"".join([*lines[:3], bad, *lines[3:]]))
    assert [n for n, row in found.items() if isinstance(row, dict)] == [2, 3, 5, 6, 7]
    if encoding == "utf-8":
        assert found[4] == ["It holds bytes that cannot be decoded"]


def test_an_undecodable_byte_in_gb18030_is_refused_alone(tmp_path: Path) -> None:
    lines = [HEAD.encode(), *(GOOD.format(n=n).encode("gb18030") for n in range(1, 4))]
    bad = lines[1].replace(b"e1", b"e\xff")
    found = csv_rows(tmp_path, b"".join([*lines, bad, lines[2]]))
    assert found[5] == ["It holds bytes that cannot be decoded"]
    assert isinstance(found[6], dict)


@pytest.mark.parametrize("start", [b"\xff\xfei\0d\0", b"PK\x03\x04....", b"\xd0\xcf\x11\xe0...."])
def test_workbooks_and_utf_16_are_refused_with_a_remedy(tmp_path: Path, start: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        csv_rows(tmp_path, start)


def test_a_messy_csv_loses_only_its_bad_lines(tmp_path: Path) -> None:
    content = (
        HEAD
        + GOOD.format(n=1)  # 2
        + "\n"  # 3
        + "e2,2026-02-01T10:00:00Z,c2\n"  # 4: too few
        + GOOD.format(n=3).strip()
        + ",extra\n"  # 5: too many
        + 'e4,2026-02-01T10:00:00Z,"c""4",4,no,,"two\nlines"\n'  # 6 and 7
        + 'e5,2026-02-01T10:00:00Z,"c5"x,5,no,,\n'  # 8: text after the quote
        + "e6,2026-02-01T10:00:00Z,c6,six,maybe,,\n"  # 9: two faults
        + ",,,,,,\n"  # 10: blank
        + GOOD.format(n=7)  # 11
        + 'e8,2026-02-01T10:00:00Z,"open,8,no,,\n'  # 12: never closed
    )
    found = csv_rows(tmp_path, content)
    assert list(found) == [2, 4, 5, 6, 8, 9, 11, 12]
    assert found[4] == ["It has 3 columns, not 7"]
    assert found[5] == ["It has 8 columns, not 7"]
    assert found[6]["data"]["customer_id"] == 'c"4'
    assert found[6]["data"]["name"] == "two\nlines"
    assert found[8] == ["Its quotes do not match, or a column is too long"]
    assert found[9] == ["It must be a number", "It must be a boolean"]
    assert found[11]["id"] == "e7"
    assert found[12] == ["Its quotes do not match, or a column is too long"]


def test_refusals_never_quote_the_line(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(HEAD + "e,2026-02-01T10:00:00Z,c,秘密,秘密,秘密,秘密\n秘密,秘密\n", "utf-8")
    for line in read_file(path, COLUMNS):
        assert isinstance(line.event, Refusal)
        assert "秘密" not in str(line.event.error().extra)


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("amount", " 12.50 ", 12.5),
        ("amount", "1e3", 1000.0),
        ("amount", "-.5", -0.5),
        ("amount", "", None),
        ("amount", "  ", None),
        ("trusted", "是", True),
        ("trusted", "N", False),
        ("trusted", "0", False),
        ("trusted", "", None),
        ("customer_id", " 007 ", "007"),
        ("due_at", "2026-03-01 08:05", "2026-03-01T08:05:00+08:00"),
        ("due_at", "2026/3/1", "2026-03-01T00:00:00+08:00"),
        ("due_at", "2026-03-01T00:00:00.25", "2026-03-01T00:00:00.250000+08:00"),
        ("due_at", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"),
        ("extra", "x", "x"),
        ("amount", "1,234.5", ["It must be a number"]),
        ("amount", "1_000", ["It must be a number"]),
        ("amount", "１２", ["It must be a number"]),
        ("amount", "nan", ["It must be a number"]),
        ("amount", "5元", ["It must be a number"]),
        ("trusted", "maybe", ["It must be a boolean"]),
        ("due_at", "2026-02-30", ["There is no such date or time"]),
        ("bank_card", "6.22202E+18", ["The number became scientific notation and lost digits"]),
        ("phone", "1E10", ["The number became scientific notation and lost digits"]),
        ("name", "1E10", "1E10"),
    ],
)
def test_text_is_converted_by_the_type_of_the_field(
    tmp_path: Path, heading: str, cell: str, value: object
) -> None:
    assert one(tmp_path, heading, cell) == value


def test_a_time_without_offset_needs_a_zone(tmp_path: Path) -> None:
    found = one(tmp_path, "due_at", "2026-03-01 08:05", Columns(PAY))
    assert found == ["The time has no offset"]


@pytest.mark.parametrize(
    ("head", "extra"),
    [
        ("id,amount", {"missing": ["occurred_at"], "repeated": [], "unusable": []}),
        ("a,b,a", {"missing": ["id", "occurred_at"], "repeated": [3], "unusable": []}),
        ("id,occurred_at,手机,13812345678", {"missing": [], "repeated": [], "unusable": [3, 4]}),
    ],
)
def test_headings_that_do_not_fit(tmp_path: Path, head: str, extra: dict[str, Any]) -> None:
    with pytest.raises(UnusableColumnsError) as raised:
        csv_rows(tmp_path, head + "\n")
    assert raised.value.extra == extra
    assert "13812345678" not in str(raised.value)


def test_an_empty_file_has_no_headings(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="heading"):
        csv_rows(tmp_path, "")


def test_columns_can_be_mapped_dropped_and_added(tmp_path: Path) -> None:
    options = {
        "columns": {"流水号": "id", "时间": "occurred_at", "金额": "amount", "备注": None},
        "constants": {"currency": "CNY"},
    }
    content = "流水号,时间,金额,备注\n1,2026/2/1 10:00,5,无\n"
    found = csv_rows(tmp_path, content, columns_of(PAY, options, ZONE))
    assert found[2] == raw("1", amount=5.0, currency="CNY")


@pytest.mark.parametrize("options", [{"column": {}}, {"columns": []}, {"constants": 1}])
def test_a_mapping_document_is_checked(options: dict[str, Any]) -> None:
    with pytest.raises(UnreadableFileError):
        columns_of(PAY, options)


def test_ndjson_takes_whole_and_flat_events_and_skips_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "events.ndjson"
    flat = {"id": "e2", "occurred_at": "2026-02-01T10:00:00+08:00", "customer_id": "c", "amount": 2}
    lines = [
        b"\xef\xbb\xbf" + json.dumps(whole("e1")).encode(),
        json.dumps(flat).encode(),
        b"",
        b"{broken",
        b"[1, 2]",
        b'{"name": "\xd5\xc5"}',
        b"[" * 100_000,
        b'{"data": "' + b"x" * (2 * MAX_LINE) + b'"}',
        json.dumps(whole("e9")).encode(),
    ]
    path.write_bytes(b"\n".join(lines))
    found = rows(path)
    assert list(found) == [1, 2, 4, 5, 6, 7, 8, 9]
    assert found[1] == whole("e1")
    assert found[2] == raw("e2", customer_id="c", amount=2)
    for number in (4, 5, 6, 7):
        assert found[number] == ["It is not a JSON object in UTF-8"]
    assert found[8] == [f"It is longer than {MAX_LINE} bytes"]
    assert found[9] == whole("e9")


def test_json_is_not_converted(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps({"id": "e", "occurred_at": "x", "amount": "12"}))
    assert rows(path)[1]["data"] == {"amount": "12"}


def test_a_stream_of_raw_events_needs_no_columns() -> None:
    stream = io.BytesIO(b'{"id":"a","data":{}}\n{"id":"b"}\n')
    assert list(read_ndjson(stream)) == [Line(1, {"id": "a", "data": {}}), Line(2, {"id": "b"})]


def parquet(tmp_path: Path, **columns: list[Any]) -> Path:
    path = tmp_path / "events.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_types_become_raw_values(tmp_path: Path) -> None:
    path = parquet(
        tmp_path,
        id=[1, 2],
        occurred_at=[datetime(2026, 2, 1, 2, tzinfo=UTC), None],
        customer_id=["c", None],
        amount=[Decimal("1.50"), None],
        trusted=pa.array([1, 0], pa.int8()),
        due_at=[date(2026, 3, 1), None],
        extra=[date(2026, 3, 1), None],
    )
    found = rows(path)
    assert found[1] == {
        "id": "1",
        "occurred_at": "2026-02-01T02:00:00+00:00",
        "data": {
            "customer_id": "c",
            "amount": 1.5,
            "trusted": True,
            "due_at": "2026-03-01T00:00:00+08:00",
            "extra": "2026-03-01",
        },
    }
    assert found[2] == {"id": "2", "occurred_at": None, "data": {"trusted": False}}


def test_a_parquet_column_of_the_wrong_type_is_refused_by_line(tmp_path: Path) -> None:
    path = parquet(tmp_path, id=["a"], occurred_at=[1.5], customer_id=[[1]], amount=["x"])
    assert rows(path)[1] == ["It is not a time", "It must be text", "It must be a number"]


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    path = parquet(tmp_path, id=["a"], occurred_at=["x"])
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableFileError):
        rows(path)


@pytest.mark.parametrize("name", ["missing.csv", "events.xlsx"])
def test_unknown_formats_and_missing_files(tmp_path: Path, name: str) -> None:
    (tmp_path / "events.xlsx").write_bytes(b"")
    with pytest.raises(UnreadableFileError):
        read_file(tmp_path / name, COLUMNS)
    assert set(FORMATS) == {".csv", ".ndjson", ".jsonl", ".parquet"}


def test_the_same_event_from_every_format(tmp_path: Path) -> None:
    flat = {"id": "e-1", "occurred_at": "2026-02-01T10:00:00+08:00", **DATA}
    (tmp_path / "a.ndjson").write_text(json.dumps(flat))
    pq.write_table(pa.Table.from_pylist([flat]), tmp_path / "a.parquet")
    with (tmp_path / "a.csv").open("w", newline="", encoding="gb18030") as stream:
        writer = csv.DictWriter(stream, flat)
        writer.writeheader()
        writer.writerow(flat)
    digests = {
        taken(event).digest  # type: ignore[arg-type]  # none is refused
        for suffix in ("ndjson", "parquet", "csv")
        for _, event in read_file(tmp_path / f"a.{suffix}", COLUMNS)
    }
    assert digests == {taken(whole()).digest}


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_readers(tmp_path_factory: pytest.TempPathFactory, tail: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.csv"
    path.write_bytes(HEAD.encode() + tail)
    for number, _ in read_file(path, COLUMNS):
        assert number > 1
    list(read_ndjson(io.BytesIO(tail)))
