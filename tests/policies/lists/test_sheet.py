from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.policies.lists.errors import InvalidEntryError
from ballast.policies.lists.model import EntryStatus, ListEntry
from ballast.policies.lists.sheet import Line, Refused, read, write

cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


def entry(reason: str, source: str, starts_us: int, expires_us: int | None) -> ListEntry:
    return ListEntry(
        id="le_1",
        list="l",
        key="k",
        shown="k",
        reason=reason,
        source=source,
        starts_us=starts_us,
        expires_us=expires_us,
        status=EntryStatus.ACTIVE,
        author="a",
        created_us=0,
        requester="a",
    )


@given(cells, cells, cells, st.integers(0, 4 * 10**15), st.none() | st.integers(0, 4 * 10**15))
def test_what_is_written_reads_back(
    value: str, reason: str, source: str, starts: int, expires: int | None
) -> None:
    text = "".join(write([(entry(reason, source, starts, expires), value)]))
    assert list(read(text)) == [Line(2, value, reason, source, starts, expires)]


def test_no_written_cell_begins_like_a_formula() -> None:
    text = "".join(write([(entry("=1+1", "@x", 0, None), "+86138")]))
    row = list(csv.reader(io.StringIO(text)))[1]
    assert row[:3] == ["'+86138", "'=1+1", "'@x"]


def test_times_carry_an_offset_and_bad_lines_are_named() -> None:
    text = (
        "\ufeffvalue,reason,starts_at,expires_at\r\n"
        "a,欺诈,2026-01-01T08:00:00+08:00,\r\n"
        "b,欺诈,2026-01-01,\r\n"
        "c,欺诈,,tomorrow\r\n"
        "d,欺诈,,,extra\r\n"
        "e,欺诈,,\r\n"
    )
    first, second, third, fourth, fifth = read(text)
    assert first == Line(2, "a", "欺诈", "", 1_767_225_600_000_000, None)
    assert isinstance(second, Refused)
    assert (second.number, "starts_at" in second.text.zh) == (3, True)
    assert isinstance(third, Refused)
    assert "expires_at" in third.text.en
    assert isinstance(fourth, Refused)
    assert fourth.number == 5
    assert fifth == Line(6, "e", "欺诈", "", None, None)


@pytest.mark.parametrize("text", ["", "phone,reason\n1,2\n", "value,note\n1,2\n"])
def test_a_wrong_header_is_refused(text: str) -> None:
    with pytest.raises(InvalidEntryError, match="value"):
        list(read(text))


def test_a_cell_that_is_too_long_refuses_its_line_only() -> None:
    first, second = read(f"value,reason\n{'x' * 200_000},r\nb,r\n")
    assert isinstance(first, Refused)
    assert first.number == 2
    assert second == Line(3, "b", "r", "", None, None)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_could_not_be_written_again_is_refused(time: str) -> None:
    (refused,) = read(f"value,starts_at\na,{time}\n")
    assert isinstance(refused, Refused)
    assert "starts_at" in refused.text.en
