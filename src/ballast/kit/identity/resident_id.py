"""居民身份号码（GB 11643-1999）。 Resident identity number: 18 digits, or the former 15."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ballast.kit.identity.characters import canonical
from ballast.kit.result import Failure, Reason, Result, Success
from ballast.kit.text import Text

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_CURRENT = re.compile(r"[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9X]")
_LEGACY = re.compile(r"[1-9][0-9]{14}")


class Gender(StrEnum):
    """顺序码的奇偶所示的性别。 Gender shown by the parity of the sequence number."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class ResidentId:
    """解析后的身份号码；`number` 总是 18 位。 A parsed number; `number` always has 18 characters.

    Attributes:
        number: 18 位号码，不进入 repr。 The number itself; never part of the repr.
        region: 六位行政区划码，不查表。 Six-digit region code; not looked up in any table.
        birth: 出生日期。 Date of birth.
        gender: 性别。 Gender.
        legacy: 原来写成 15 位。 Whether it was written with 15 digits.
    """

    number: str = field(repr=False)
    region: str
    birth: date
    gender: Gender
    legacy: bool = False

    def age_on(self, day: date) -> int:
        """某日的周岁；出生前为负。 Completed years of age on a day; negative before birth."""
        before_birthday = (day.month, day.day) < (self.birth.month, self.birth.day)
        return day.year - self.birth.year - int(before_birthday)


def check(value: str) -> bool:
    """是否合法的身份号码。 Whether this is a valid resident identity number."""
    return isinstance(parse(value), Success)


def check_character(first_17: str) -> str:
    """前 17 位对应的校验码。 The check character of the first 17 digits (GB 11643-1999, 4.3)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def parse(value: str) -> Result[ResidentId]:
    """解析身份号码；不合法时说明是哪一处。 Parse, or say which part is wrong (never the value)."""
    text = canonical(value)
    legacy = _LEGACY.fullmatch(text) is not None
    number = _modernised(text) if legacy else text
    if not _CURRENT.fullmatch(number):
        return _invalid("身份证号应为 18 位或 15 位", "An identity number has 18 or 15 digits")
    birth = _date(number[6:14])
    if birth is None:
        return _invalid("身份证号中的出生日期不存在", "The date of birth in it does not exist")
    if number[17] != check_character(number[:17]):
        return _invalid("身份证号校验码不符", "The check character does not match")
    gender = Gender.MALE if int(number[16]) % 2 else Gender.FEMALE
    return Success(ResidentId(number, number[:6], birth, gender, legacy))


def _modernised(fifteen: str) -> str:
    # 15-digit numbers were only issued to people born in the 1900s (GB 11643-1989).
    first_17 = f"{fifteen[:6]}19{fifteen[6:]}"
    return first_17 + check_character(first_17)


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _invalid(zh: str, en: str) -> Failure:
    return Failure(Reason.INVALID, Text(zh, en))
