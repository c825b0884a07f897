"""统一社会信用代码（GB 32100-2015）。 Unified social credit code of an organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ballast.kit.identity.characters import canonical
from ballast.kit.result import Failure, Reason, Result, Success
from ballast.kit.text import Text

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_SHAPE = re.compile(rf"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class CreditCode:
    """解析后的信用代码。 A parsed credit code.

    Attributes:
        number: 18 位代码。 All 18 characters.
        registrar: 登记管理部门代码（第 1 位）。 Registering authority, character 1.
        category: 机构类别代码（第 2 位）。 Kind of organisation, character 2.
        region: 登记机关行政区划码（第 3–8 位）。 Region of registration, characters 3–8.
        organisation: 主体标识码（第 9–17 位）。 Organisation code, characters 9–17.
    """

    number: str = field(repr=False)
    registrar: str
    category: str
    region: str
    organisation: str = field(repr=False)

    @property
    def organisation_valid(self) -> bool:
        """主体标识码合 GB 11714；只作提示。 Whether the inner code meets GB 11714; a hint."""
        return self.organisation[8] == organisation_check(self.organisation[:8])


def check(value: str) -> bool:
    """是否合法的统一社会信用代码。 Whether this is a valid unified social credit code."""
    return isinstance(parse(value), Success)


def check_character(first_17: str) -> str:
    """前 17 位对应的校验码。 The check character of the first 17 (GB 32100-2015)."""
    pairs = zip(_WEIGHTS, first_17, strict=True)
    total = sum(weight * _ALPHABET.index(character) for weight, character in pairs)
    return _ALPHABET[-total % 31]


def organisation_check(first_8: str) -> str:
    """组织机构代码的校验码。 The check character of an organisation code (GB 11714-1997)."""
    pairs = zip(_ORGANISATION_WEIGHTS, first_8, strict=True)
    total = sum(weight * int(character, 36) for weight, character in pairs)
    return "0123456789X"[-total % 11]


def parse(value: str) -> Result[CreditCode]:
    """解析信用代码；不合法时说明是哪一处。 Parse, or say which part is wrong (never the value)."""
    text = canonical(value)
    if not _SHAPE.fullmatch(text):
        return _invalid(
            "统一社会信用代码应为 18 位数字或大写字母（无 I、O、S、V、Z），第 3–8 位为数字",
            "A credit code has 18 digits or letters (no I, O, S, V, Z); 3 to 8 are digits",
        )
    if text[17] != check_character(text[:17]):
        return _invalid("统一社会信用代码校验码不符", "The check character does not match")
    return Success(CreditCode(text, text[0], text[1], text[2:8], text[8:17]))


def _invalid(zh: str, en: str) -> Failure:
    return Failure(Reason.INVALID, Text(zh, en))
