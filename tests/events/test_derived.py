from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.events.derived import ATTRIBUTES, DERIVATIONS, attributes, derive
from ballast.events.model import FieldKind, FieldType

DAY = date(2026, 2, 1)
PYTHON_TYPES = {FieldType.BOOLEAN: bool, FieldType.NUMBER: float, FieldType.STRING: str}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        # 11010519491231002X: example of GB 11643-1999
        (
            FieldKind.ID_CARD,
            "11010519491231002X",
            {"f_valid": True, "f_age": 76.0, "f_gender": "F", "f_region": "110105"},
        ),
        (FieldKind.ID_CARD, "110105194912310021", {"f_valid": False}),
        (FieldKind.PHONE, "13812345678", {"f_valid": True, "f_segment": "138"}),
        (FieldKind.PHONE, "12812345678", {"f_valid": False}),
        (FieldKind.BANK_CARD, "6222021234567890128", {"f_luhn": True, "f_bin": "622202"}),
        (FieldKind.BANK_CARD, "6222021234567890127", {"f_luhn": False, "f_bin": "622202"}),
        (FieldKind.BANK_CARD, "62220", {"f_luhn": False}),
        (FieldKind.BANK_CARD, "ABCDEF123", {"f_luhn": False}),
        (FieldKind.EMAIL, "a@example.com", {"f_valid": True, "f_domain": "example.com"}),
        (FieldKind.EMAIL, "a@localhost", {"f_valid": False}),
        (FieldKind.EMAIL, "@example.com", {"f_valid": False}),
        (
            FieldKind.IP,
            "8.8.8.8",
            {"f_valid": True, "f_private": False, "f_network": "8.8.8.0/24"},
        ),
        (
            FieldKind.IP,
            "192.168.1.77",
            {"f_valid": True, "f_private": True, "f_network": "192.168.1.0/24"},
        ),
        (
            FieldKind.IP,
            "2001:4860:4860::8888",
            {"f_valid": True, "f_private": False, "f_network": "2001:4860:4860::/48"},
        ),
        (FieldKind.IP, "8.8.8.300", {"f_valid": False}),
        (FieldKind.DEVICE, "abc", {}),
    ],
)
def test_golden(kind: FieldKind, value: str, expected: dict[str, object]) -> None:
    assert derive("f", kind, value, DAY) == expected


@pytest.mark.parametrize(("day", "age"), [(date(2026, 12, 30), 76.0), (date(2026, 12, 31), 77.0)])
def test_age_is_counted_on_the_day_of_the_event(day: date, age: float) -> None:
    assert derive("f", FieldKind.ID_CARD, "11010519491231002X", day)["f_age"] == age


def test_nobody_has_an_age_before_birth() -> None:
    derived = derive("f", FieldKind.ID_CARD, "11010519491231002X", date(1949, 12, 30))
    assert "f_age" not in derived


def test_every_derivation_is_declared() -> None:
    assert set(ATTRIBUTES) == set(DERIVATIONS)


@given(st.sampled_from(sorted(ATTRIBUTES)), st.text(), st.dates())
def test_any_text_yields_values_of_the_declared_types(
    kind: FieldKind, value: str, day: date
) -> None:
    declared = attributes("f", kind)
    for name, derived in derive("f", kind, value, day).items():
        assert type(derived) is PYTHON_TYPES[declared[name].type]
