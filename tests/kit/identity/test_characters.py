from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kit.identity.characters import canonical


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("１３８ ００１３-８０００", "13800138000"),
        ("\u3000110105 19491231 002x\n", "11010519491231002X"),
        ("ｘ", "X"),
        ("٣", "٣"),  # only full-width forms are the same digit; other scripts stay and are refused
    ],
)
def test_one_way_of_writing(written: str, meant: str) -> None:
    assert canonical(written) == meant


@given(st.text(alphabet="0123456789abcXYZ１２ -\u3000"))
def test_writing_it_twice_changes_nothing(value: str) -> None:
    assert canonical(canonical(value)) == canonical(value)
