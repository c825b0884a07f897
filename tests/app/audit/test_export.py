from __future__ import annotations

import csv
import io

import pytest

from ballast.app.audit.export import as_csv
from ballast.app.audit.schemas import JournalRow, Party


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    subject = f"{start}cmd|' /C calc'!A0"
    row = JournalRow(
        seq=1, at="2026-01-01T00:00:00+00:00", actor=Party("user", "u", start + "1"), action="a.b",
        subject=Party("list_entry", subject, None), before=None, after={"a": 1}, hash="0",
    )  # fmt: skip
    text = b"".join(as_csv(iter([row]))).decode("utf-8-sig")
    (found,) = csv.DictReader(io.StringIO(text, newline=""))
    assert found["subject_id"] == "'" + subject
    assert found["actor_name"] == f"'{start}1"
    assert (found["before"], found["after"]) == ("", '{"a":1}')
