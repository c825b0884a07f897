from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.infra.crypto.normal_form import normal_form


@pytest.mark.parametrize(
    ("kind", "written", "normal"),
    [
        ("phone", "13812345678", "13812345678"),
        ("phone", "+86 138-1234-5678", "13812345678"),
        ("phone", "008613812345678", "13812345678"),
        ("phone", "１３８１２３４５６７８", "13812345678"),
        ("phone", "010-62345678", "01062345678"),
        ("phone", "8612345", "8612345"),
        ("phone", "无", "无"),
        ("phone", "ext 5", "ext 5"),
        ("id_card", " 11010519491231002x ", "11010519491231002X"),
        ("id_card", "110105 19491231 002X", "11010519491231002X"),
        ("bank_card", "6222 0212-3456 7890", "6222021234567890"),
        ("email", " Ann@Example.COM ", "ann@example.com"),
        ("ip", "::FFFF:10.0.0.1", "10.0.0.1"),
        ("ip", "2001:DB8:0::1", "2001:db8::1"),
        ("ip", "localhost", "localhost"),
        ("name", " 张  三 ", "张 三"),
        ("device", "AB-CD", "ab-cd"),
        ("plain", " A b ", "A b"),
    ],
)
def test_ways_of_writing_become_one(kind: str, written: str, normal: str) -> None:
    assert normal_form(kind, written) == normal


@given(
    st.sampled_from(["phone", "id_card", "bank_card", "email", "ip", "name", "device", "plain"]),
    st.text(max_size=30),
)
def test_a_normal_form_is_its_own_and_never_empties_a_value(kind: str, value: str) -> None:
    form = normal_form(kind, value)
    assert normal_form(kind, form) == form
    assert bool(form) == bool(value.strip()) or not form.strip()


def test_phones_without_digits_stay_apart() -> None:
    assert normal_form("phone", "无") != normal_form("phone", "未知")
