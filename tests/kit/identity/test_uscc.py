from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kit.identity.uscc import check, check_character, organisation_check, parse
from ballast.kit.result import Failure, Success

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
EXAMPLES = ["91350100M000100Y43", "9144030071526726XG"]


@st.composite
def codes(draw: st.DrawFn) -> str:
    head = draw(st.text(ALPHABET, min_size=2, max_size=2))
    region = draw(st.integers(0, 999999))
    inner = draw(st.text(ALPHABET, min_size=9, max_size=9))
    first_17 = f"{head}{region:06d}{inner}"
    return first_17 + check_character(first_17)


@pytest.mark.parametrize("code", EXAMPLES)
def test_known_codes_are_valid(code: str) -> None:
    parsed = parse(code)
    assert isinstance(parsed, Success)
    assert parsed.value.organisation_valid


def test_what_the_code_says() -> None:
    parsed = parse(" 91350100m000100y43 ")
    assert isinstance(parsed, Success)
    code = parsed.value
    assert (code.registrar, code.category, code.region) == ("9", "1", "350100")
    assert code.organisation == "M000100Y4"
    assert "M000100Y4" not in repr(code)


def test_the_inner_code_of_a_known_company() -> None:
    assert organisation_check("71526726") == "X"


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("91350100M000100Y44", "校验码"),
        ("91350100M000100Y4", "18 位"),
        ("9135O100M000100Y43", "18 位"),  # the letter O is not in the alphabet
        ("", "18 位"),
    ],
)
def test_the_reason_names_the_part(code: str, part: str) -> None:
    refused = parse(code)
    assert isinstance(refused, Failure)
    assert part in refused.detail.zh


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_caught(code: str, place: int, other: str) -> None:
    changed = code[:place] + other + code[place + 1 :]
    assert check(changed) == (changed == code)


@given(codes(), st.integers(0, 16))
def test_two_swapped_neighbours_are_always_caught(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert check(swapped) == (swapped == code)


@given(st.text())
def test_no_text_raises(value: str) -> None:
    assert check(value) is isinstance(parse(value), Success)
