from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kit.capitals import capitals
from ballast.kit.money import Money, MoneyError


# The first six are the examples of 《正确填写票据和结算凭证的基本规定》
# (银发〔1997〕393号附一); where it allows two ways, the first it prints.
@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0", "零元整"),
        ("1", "壹元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10", "壹拾元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("1000000010000", "壹万亿零壹万元整"),
        ("20030004.00", "贰仟零叁万零肆元整"),
        ("1000050000000", "壹万亿零伍仟万元整"),
        ("1010", "壹仟零壹拾元整"),
    ],
)
def test_amounts_in_capitals(amount: str, written: str) -> None:
    assert capitals(Money.of(amount)) == written


@pytest.mark.parametrize(
    "money",
    [Money.of("-1"), Money.of("1", "USD"), Money.of("0.001"), Money.of(10**16)],
)
def test_what_cannot_be_written_is_refused(money: Money) -> None:
    with pytest.raises(MoneyError):
        capitals(money)


def _read(written: str) -> int:
    """Read capitals back, independently of how they were written."""
    digits = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
    yuan_part, _, rest = written.rpartition("元") if "元" in written else ("", "", written)
    fen = sum(
        digits[d] * unit
        for d, u in re.findall("([壹贰叁肆伍陆柒捌玖])([角分])", rest)
        for unit in [10 if u == "角" else 1]
    )
    total = group = digit = 0
    for character in yuan_part.replace("万亿", "兆"):
        if character in digits:
            digit = digits[character]
        elif character in "拾佰仟":
            group, digit = group + digit * {"拾": 10, "佰": 100, "仟": 1000}[character], 0
        else:
            unit = {"万": 10**4, "亿": 10**8, "兆": 10**12}[character]
            total, group, digit = total + (group + digit) * unit, 0, 0
    return (total + group + digit) * 100 + fen


@given(st.integers(0, 10**18 - 1))
def test_any_amount_can_be_read_back(minor: int) -> None:
    written = capitals(Money.of_minor(minor))
    assert _read(written) == minor
    assert "零零" not in written
