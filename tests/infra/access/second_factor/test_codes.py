from __future__ import annotations

import base64
import re

import pyotp
import pytest

from ballast.infra.access.second_factor.codes import (
    new_recovery_codes,
    new_secret,
    picture_of,
    recovery_form,
    step_of,
    uri_of,
)

# RFC 6238, appendix B: the secret of SHA-1 and its codes; ours are the last six of eight digits.
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC_CODES = [
    (59, "287082"),
    (1111111109, "081804"),
    (1234567890, "005924"),
    (20000000000, "353130"),
]
SECOND = 1_000_000


@pytest.mark.parametrize(("at", "code"), RFC_CODES)
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert step_of(RFC_SECRET, code, at * SECOND) == at // 30


def test_one_step_either_side_passes_and_no_more() -> None:
    at, code = RFC_CODES[1]
    offsets = range(-4, 5)
    found = {n: step_of(RFC_SECRET, code, (at + 30 * n) * SECOND) for n in offsets}
    assert {n for n, step in found.items() if step == at // 30} == {-1, 0, 1}
    assert {n for n, step in found.items() if step is None} == set(offsets) - {-1, 0, 1}


@pytest.mark.parametrize("code", ["", "08180", "0818044", "08180a", "０８１８０４", "999999", " "])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert step_of(RFC_SECRET, code, 1111111109 * SECOND) is None


def test_a_code_may_be_typed_in_two_halves() -> None:
    assert step_of(RFC_SECRET, "081 804", 1111111109 * SECOND) == 1111111109 // 30


def test_the_uri_is_what_authenticators_read() -> None:
    secret = new_secret()
    parsed = pyotp.parse_uri(uri_of(secret, "ann"))
    assert (parsed.secret, parsed.name, parsed.issuer) == (secret, "ann", "Ballast")
    assert len(base64.b32decode(secret)) * 8 >= 160
    assert new_secret() != secret


def test_the_picture_is_an_svg_in_a_data_uri() -> None:
    assert picture_of(uri_of(RFC_SECRET, "ann")).startswith("data:image/svg+xml")


def test_recovery_codes_are_ten_and_read_however_they_are_typed() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}", c) for c in codes)
    typed = codes[0].upper().replace("-", " ")
    assert recovery_form(typed) == recovery_form(codes[0]) == codes[0].replace("-", "")
