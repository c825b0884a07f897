from __future__ import annotations

from decimal import Decimal, Inexact

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kit.money import Money, MoneyError, Rounding, minor_digits
from ballast.kit.text import Text

minors = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money.of("1234.5"), Text("¥1,234.50", "CNY 1,234.50")),
        (Money.of("-0.05"), Text("-¥0.05", "-CNY 0.05")),
        (Money.of("1234567"), Text("¥1,234,567.00", "CNY 1,234,567.00")),
        (Money.of("0.12345"), Text("¥0.12345", "CNY 0.12345")),
        (Money.of("1E+3"), Text("¥1,000.00", "CNY 1,000.00")),
        (Money.of(1234, "JPY"), Text("JPY 1,234", "JPY 1,234")),
        (Money.of("1.5", "USD"), Text("USD 1.50", "USD 1.50")),
        (Money.of("1", "KWD"), Text("KWD 1.000", "KWD 1.000")),
    ],
)
def test_how_it_reads(money: Money, text: Text) -> None:
    assert money.text() == text


@pytest.mark.parametrize(
    ("amount", "even", "up"),
    [
        ("0.125", "0.12", "0.13"),
        ("0.135", "0.14", "0.14"),
        ("-0.125", "-0.12", "-0.13"),
        ("2.675", "2.68", "2.68"),
        ("1.005", "1.00", "1.01"),
    ],
)
def test_rounding_is_what_was_asked(amount: str, even: str, up: str) -> None:
    assert Money.of(amount).rounded(Rounding.HALF_EVEN) == Money.of(even)
    assert Money.of(amount).rounded(Rounding.HALF_UP) == Money.of(up)


def test_a_tenth_plus_two_tenths() -> None:
    assert Money.of("0.1") + Money.of("0.2") == Money.of("0.3")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Money(0.1),  # type: ignore[arg-type]
        lambda: Money.of(0.1),  # type: ignore[arg-type]
        lambda: Money.of(True),
        lambda: Money.of("one"),
        lambda: Money.of("NaN"),
        lambda: Money.of("Infinity"),
        lambda: Money.of("1", "RMB1"),
        lambda: Money.of("1", "cny"),
        lambda: Money.of("1") * 0.5,  # type: ignore[operator]
        lambda: Money.of("1") + Money.of("1", "USD"),
        lambda: Money.of("1") < Money.of("1", "USD"),
        lambda: Money.of("0.001").minor,
    ],
)
def test_what_is_not_money_is_refused(wrong) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MoneyError):
        wrong()


def test_a_product_that_would_lose_digits_raises() -> None:
    third = Money(Decimal("0." + "3" * 50))
    with pytest.raises(Inexact):
        third * third.amount


@given(minors, st.sampled_from(["CNY", "JPY", "KWD"]))
def test_minor_units_survive_a_round_trip(minor: int, currency: str) -> None:
    money = Money.of_minor(minor, currency)
    assert money.minor == minor
    assert money.amount == Decimal(minor) / 10 ** minor_digits(currency)


@given(minors, minors)
def test_sums_are_the_sums_of_minor_units(one: int, other: int) -> None:
    left, right = Money.of_minor(one), Money.of_minor(other)
    assert (left + right).minor == one + other
    assert (left - right).minor == one - other
    assert (-left).minor == -one
    assert left * 3 == 3 * left
    assert (3 * left).minor == 3 * one
    assert (left < right, left <= right) == (one < other, one <= other)
    assert (left > right, left >= right) == (one > other, one >= other)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-1e9, max_value=1e9))
def test_rounding_moves_by_half_a_minor_unit_at_most(amount: Decimal) -> None:
    for rounding in Rounding:
        rounded = Money(amount).rounded(rounding)
        assert abs(rounded.amount - amount) <= Decimal("0.005")
        assert rounded.rounded(rounding) == rounded
