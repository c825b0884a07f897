from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kit.identity.phone import check, parse
from ballast.kit.result import Failure, Success


@pytest.mark.parametrize(
    "written",
    [
        "13800138000",
        "+8613800138000",
        "+86 138 0013 8000",
        "8613800138000",
        "0086-138-0013-8000",
        "１３８００１３８０００",
    ],
)
def test_every_way_of_writing_gives_the_same_number(written: str) -> None:
    parsed = parse(written)
    assert isinstance(parsed, Success)
    assert (parsed.value.number, parsed.value.segment) == ("13800138000", "138")
    assert "0013" not in repr(parsed)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12800138000",
        "1380013800",
        "138001380000",
        "+85213800138000",
        "010-62288888",
        "1380013800x",
    ],
)
def test_what_is_not_a_mainland_mobile_number(written: str) -> None:
    refused = parse(written)
    assert isinstance(refused, Failure)
    assert "11 位" in refused.detail.zh


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "+86", "86", "0086"]))
def test_the_country_code_never_matters(number: str, code: str) -> None:
    parsed = parse(code + number)
    assert isinstance(parsed, Success)
    assert parsed.value.number == number


@given(st.text())
def test_no_text_raises(value: str) -> None:
    assert check(value) is isinstance(parse(value), Success)
