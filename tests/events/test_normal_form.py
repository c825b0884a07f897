from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.events.protection import PROTECTOR

from ballast.events.model import FieldKind
from ballast.events.normal_form import normalise


@pytest.mark.parametrize(
    ("kind", "written", "normal"),
    [
        (FieldKind.PHONE, "13812345678", "13812345678"),
        (FieldKind.PHONE, "+86 138-1234-5678", "13812345678"),
        (FieldKind.PHONE, "008613812345678", "13812345678"),
        (FieldKind.PHONE, "8613812345678", "13812345678"),
        (FieldKind.PHONE, "１３８１２３４５６７８", "13812345678"),
        (FieldKind.ID_CARD, "11010519491231002x", "11010519491231002X"),
        (FieldKind.BANK_CARD, "6222 0212 3456 7890 128", "6222021234567890128"),
        (FieldKind.NAME, " 张  三 ", "张 三"),
        (FieldKind.EMAIL, "Some.One@Example.COM", "some.one@example.com"),
        (FieldKind.DEVICE, "AA-BB-CC-DD-EE-0F", "aa:bb:cc:dd:ee:0f"),
        (FieldKind.DEVICE, "F47AC10B-58CC-4372-A567", "f47ac10b-58cc-4372-a567"),
        (FieldKind.IP, "2001:0DB8::0001", "2001:db8::1"),
        (FieldKind.IP, "::ffff:8.8.8.8", "8.8.8.8"),
        (FieldKind.IP, "8.8.8.08", "8.8.8.08"),
        (FieldKind.PLAIN, " As is ", " As is "),
    ],
)  # fmt: skip
def test_golden(kind: FieldKind, written: str, normal: str) -> None:
    assert normalise(kind, written) == normal


@given(st.sampled_from([k for k in FieldKind if k is not FieldKind.PLAIN]), st.text())
def test_tokens_are_made_of_the_normal_form(kind: FieldKind, value: str) -> None:
    assert PROTECTOR.token(kind, value) == PROTECTOR.token(kind, normalise(kind, value))


@settings(max_examples=1000)
@given(st.sampled_from(FieldKind), st.text())
def test_a_normal_form_is_its_own_normal_form(kind: FieldKind, value: str) -> None:
    once = normalise(kind, value)
    assert normalise(kind, once) == once
