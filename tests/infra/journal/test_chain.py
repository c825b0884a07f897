from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ballast.infra.journal.chain import Fault, VerifyResult, check, extend
from ballast.infra.journal.model import COLUMNS, GENESIS, Actor, Entry, Head, Row

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
ENTRIES = st.builds(
    Entry,
    actor=st.builds(Actor, st.sampled_from(["user", "key"]), st.text(max_size=4)),
    action=st.text(max_size=4),
    subject_kind=st.text(max_size=4),
    subject_id=st.text(max_size=4),
    at_us=st.integers(0, 2**60),
    before=JSON,
    after=JSON,
)
CHAINS = st.lists(ENTRIES, min_size=1, max_size=6)


def chain(entries: list[Entry]) -> list[Row]:
    rows: list[Row] = []
    for entry in entries:
        rows.append(extend(head_of(rows), entry))
    return rows


def head_of(rows: list[Row]) -> Head:
    return Head(rows[-1].seq, rows[-1].hash) if rows else Head(0, GENESIS)


def verified(rows: list[Row], head: Head) -> VerifyResult:
    hashes = {row.hash for row in rows}
    return check(rows, head, hashes.__contains__)


@given(st.lists(ENTRIES, max_size=6))
def test_what_was_appended_verifies(entries: list[Entry]) -> None:
    rows = chain(entries)
    result = verified(rows, head_of(rows))
    assert (result.intact, result.count, result.hash) == (True, len(rows), head_of(rows).hash)


@given(CHAINS, st.data())
def test_any_changed_column_of_any_row_is_found(entries: list[Entry], data: st.DataObject) -> None:
    rows = chain(entries)
    index = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.sampled_from(COLUMNS))
    value = getattr(rows[index], column)
    changed = value + 1 if isinstance(value, int) else f"{value or ''}x"
    forged = [*rows]
    forged[index] = replace(rows[index], **{column: changed})
    assert not verified(forged, head_of(rows)).intact


@given(CHAINS, st.data())
def test_any_removed_row_is_found(entries: list[Entry], data: st.DataObject) -> None:
    rows = chain(entries)
    index = data.draw(st.integers(0, len(rows) - 1))
    result = verified(rows[:index] + rows[index + 1 :], head_of(rows))
    last = index == len(rows) - 1
    assert result.fault is (Fault.TRUNCATED if last else Fault.REMOVED)
    assert result.seq == (index + 1 if last else index + 2)


@given(CHAINS.filter(lambda entries: len(entries) > 1), st.data())
def test_any_new_order_is_found(entries: list[Entry], data: st.DataObject) -> None:
    rows = chain(entries)
    order = data.draw(st.permutations(rows).filter(lambda mixed: mixed != rows))
    assert verified(order, head_of(rows)).fault is Fault.REORDERED


@given(CHAINS)
def test_a_row_before_that_was_rewritten_with_its_hash_is_found(entries: list[Entry]) -> None:
    rows = chain([*entries, entries[0]])
    forged = replace(rows[0], action=rows[0].action + "x")
    forged = replace(forged, hash=forged.computed_hash())
    result = verified([forged, *rows[1:]], head_of(rows))
    assert (result.fault, result.seq) == (Fault.REMOVED, 2)


def test_a_gap_in_the_numbers_is_found_though_the_hashes_agree() -> None:
    entry = Entry(actor=Actor("user", "u"), action="a", subject_kind="s", subject_id="i", at_us=1)
    first = extend(Head(0, GENESIS), entry)
    third = extend(Head(2, first.hash), entry)
    result = verified([first, third], Head(3, third.hash))
    assert (result.fault, result.seq) == (Fault.REMOVED, 3)


def test_the_hash_is_sha256_of_the_canonical_row() -> None:
    # printf '%s' '<the row below as canonical JSON>' | sha256sum
    entry = Entry(
        actor=Actor("user", "u1"),
        action="policy.approve",
        subject_kind="policy",
        subject_id="p1",
        at_us=1,
        after={"b": 1, "a": "汉"},
    )
    assert (
        extend(Head(0, GENESIS), entry).hash
        == "57a96824a138c45a456e5bbac40bf9f3af94d21981113b91d625e659ae6b5787"
    )
