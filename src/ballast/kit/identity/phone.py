"""中国内地手机号。 Mainland mobile numbers: `1[3-9]` and nine more digits, with or without +86."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ballast.kit.identity.characters import canonical
from ballast.kit.result import Failure, Reason, Result, Success
from ballast.kit.text import Text

_SHAPE = re.compile(r"(?:\+86|0086|86)?(1[3-9][0-9]{9})")


@dataclass(frozen=True, slots=True)
class Phone:
    """解析后的手机号。 A parsed mobile number.

    Attributes:
        number: 11 位号码，不带国家码。 Eleven digits without the country code.
        segment: 前三位号段，对应运营商。 First three digits, which show the operator.
    """

    number: str = field(repr=False)
    segment: str


def check(value: str) -> bool:
    """是否内地手机号。 Whether this is a mainland mobile number."""
    return isinstance(parse(value), Success)


def parse(value: str) -> Result[Phone]:
    """解析手机号；不合法时说明要求。 Parse, or say what is expected (never the value)."""
    found = _SHAPE.fullmatch(canonical(value))
    if found is None:
        return Failure(
            Reason.INVALID,
            Text(
                "手机号应为 1 开头的 11 位数字，可带 +86",
                "A mobile number has 11 digits starting with 13 to 19, with or without +86",
            ),
        )
    number = found.group(1)
    return Success(Phone(number, number[:3]))
