"""银行卡号的校验位（ISO/IEC 7812-1 附录 B）。 Check digit of a card number (Luhn).

A passbook account carries no such digit: for accounts a failure is a hint, not a refusal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ballast.kit.identity.characters import canonical
from ballast.kit.result import Failure, Reason, Result, Success
from ballast.kit.text import Text

_SHAPE = re.compile(r"[0-9]{13,19}")
_SINGLE = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


@dataclass(frozen=True, slots=True)
class CardNumber:
    """解析后的卡号。 A parsed card number.

    Attributes:
        number: 13–19 位卡号。 All 13 to 19 digits.
        issuer: 前六位，发卡行标识。 First six digits, the issuer.
        last_four: 后四位。 Last four digits.
    """

    number: str = field(repr=False)
    issuer: str
    last_four: str


def check(value: str) -> bool:
    """是否合法的卡号。 Whether this is a valid card number."""
    return isinstance(parse(value), Success)


def check_digit(digits: str) -> str:
    """应接在后面的校验位。 The check digit to append to these digits."""
    return str(-_total(digits + "0") % 10)


def parse(value: str) -> Result[CardNumber]:
    """解析卡号；不合法时说明是哪一处。 Parse, or say which part is wrong (never the value)."""
    text = canonical(value)
    if not _SHAPE.fullmatch(text):
        return _invalid("卡号应为 13 至 19 位数字", "A card number has 13 to 19 digits")
    if _total(text) % 10:
        return _invalid("卡号校验位不符", "The check digit of the card number does not match")
    return Success(CardNumber(text, text[:6], text[-4:]))


def _total(digits: str) -> int:
    backwards = digits.encode()[::-1]
    return sum(backwards[::2].translate(_SINGLE)) + sum(backwards[1::2].translate(_DOUBLED))


def _invalid(zh: str, en: str) -> Failure:
    return Failure(Reason.INVALID, Text(zh, en))
