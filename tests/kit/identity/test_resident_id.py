from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kit.identity.resident_id import Gender, check, check_character, parse
from ballast.kit.result import Failure, Reason, Success

# The two examples printed in GB 11643-1999; region 440524 has since been abolished.
EXAMPLES = ["11010519491231002X", "440524188001010014"]


@st.composite
def numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
    region = draw(st.integers(100000, 999999))
    first_17 = f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first_17 + check_character(first_17)


@pytest.mark.parametrize("number", EXAMPLES)
def test_the_examples_of_the_standard_are_valid(number: str) -> None:
    assert check(number)


def test_what_the_number_says() -> None:
    parsed = parse("440524 18800101 0014")
    assert isinstance(parsed, Success)
    person = parsed.value
    assert (person.region, person.birth, person.gender) == (
        "440524",
        date(1880, 1, 1),
        Gender.MALE,
    )
    assert not person.legacy
    assert "18800101" not in repr(person)


def test_a_15_digit_number_becomes_its_18_digits() -> None:
    parsed = parse("110105491231002")
    assert isinstance(parsed, Success)
    assert parsed.value.number == EXAMPLES[0]
    assert parsed.value.legacy
    assert parsed.value.gender is Gender.FEMALE


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("110105194912310021", "校验码"),
        ("11010519490229002X", "出生日期"),  # 1949 had no 29 February
        ("110105491331002", "出生日期"),
        ("1101051949123100", "18 位"),
        ("X1010519491231002", "18 位"),
        ("11010521991231002X", "18 位"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢٤", "18 位"),
        ("", "18 位"),
    ],
)
def test_the_reason_names_the_part_but_not_the_number(number: str, part: str) -> None:
    refused = parse(number)
    assert isinstance(refused, Failure)
    assert refused.reason is Reason.INVALID
    assert part in refused.detail.zh
    assert not number or number not in str(refused)


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 12, 30), 76),
        (date(2026, 12, 31), 77),
        (date(1949, 12, 31), 0),
        (date(1949, 1, 1), -1),
    ],
)
def test_age_is_completed_years(day: date, age: int) -> None:
    parsed = parse(EXAMPLES[0])
    assert isinstance(parsed, Success)
    assert parsed.value.age_on(day) == age


@given(numbers())
def test_every_constructed_number_is_valid(number: str) -> None:
    assert check(number)
    assert check(number.lower())


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_caught(number: str, place: int, other: str) -> None:
    # ISO 7064 MOD 11-2 guarantees every single error.
    changed = number[:place] + other + number[place + 1 :]
    assert check(changed) == (changed == number)


@given(numbers(), st.integers(0, 16))
def test_two_swapped_neighbours_are_always_caught(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert check(swapped) == (swapped == number)


@given(st.text())
def test_no_text_raises(value: str) -> None:
    assert check(value) is isinstance(parse(value), Success)


@given(numbers(), st.integers(0, 60000))
def test_age_grows_by_one_a_year(number: str, days: int) -> None:
    parsed = parse(number)
    assert isinstance(parsed, Success)
    day = parsed.value.birth + timedelta(days=days)
    this_year, next_year = day.replace(day=1), day.replace(year=day.year + 1, day=1)
    assert parsed.value.age_on(next_year) == parsed.value.age_on(this_year) + 1
