"""金额：精确的十进制数与币种。 Money: an exact decimal amount with its currency, never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

# Inexact traps: an operation that would lose a digit raises instead of rounding in silence.
_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation])
_ROUNDING = Context(prec=60, traps=[InvalidOperation])
_CURRENCY = re.compile(r"[A-Z]{3}")
_SYMBOLS = {"CNY": "¥"}
_WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"
_MINOR_DIGITS = {  # ISO 4217; every other currency has two
    **dict.fromkeys(_WHOLE.split(), 0),
    **dict.fromkeys(_THOUSANDTHS.split(), 3),
}


class MoneyError(InvalidError):
    """金额不成立。 Not an amount of money."""

    code = "money_invalid"
    title = Text("金额不成立", "Invalid amount")


class Rounding(StrEnum):
    """舍入方式，总要写明。 How to round; always stated."""

    HALF_EVEN = ROUND_HALF_EVEN
    HALF_UP = ROUND_HALF_UP


@dataclass(frozen=True, slots=True)
class Money:
    """一笔金额；加减乘都精确，只有 `rounded` 舍入。 An amount; exact until `rounded`.

    Args:
        amount: 主单位的十进制数（元）。 Decimal in the major unit.
        currency: ISO 4217 三字母代码。 ISO 4217 code.

    Raises:
        MoneyError: 不是有限的十进制数，或币种写法不对。 Not a finite Decimal, or no such code.
    """

    amount: Decimal
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():
            raise MoneyError(
                Text(
                    "金额应为有限的十进制数（不接受浮点数）",
                    "An amount is a finite decimal (no float)",
                )
            )
        if not _CURRENCY.fullmatch(self.currency):
            raise MoneyError(
                Text(
                    f"币种“{self.currency}”应为三个大写字母，如 CNY",
                    f"Currency '{self.currency}' must be three capital letters such as CNY",
                )
            )

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str = "CNY") -> Money:
        """从文本、整数或十进制数。 From text, an integer or a decimal."""
        if isinstance(amount, bool) or not isinstance(amount, str | int | Decimal):
            raise MoneyError(Text("金额不接受浮点数", "An amount is never a float"))
        try:
            return cls(Decimal(amount), currency)
        except InvalidOperation as error:
            raise MoneyError(Text("金额应为十进制数", "An amount is a decimal number")) from error

    @classmethod
    def of_minor(cls, minor: int, currency: str = "CNY") -> Money:
        """从最小单位（分）。 From whole minor units (分)."""
        return cls(Decimal(minor).scaleb(-minor_digits(currency), _EXACT), currency)

    @property
    def minor(self) -> int:
        """最小单位（分）的整数。 Whole minor units; an amount with a fraction of one is refused."""
        scaled = self.amount.scaleb(minor_digits(self.currency), _ROUNDING)
        if scaled != scaled.to_integral_value():
            raise MoneyError(
                Text(
                    "金额不足一分的部分要先舍入", "Round the fraction of the minor unit away first"
                )
            )
        return int(scaled)

    def __add__(self, other: Money) -> Money:
        return Money(_EXACT.add(self.amount, self._same(other)), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(_EXACT.subtract(self.amount, self._same(other)), self.currency)

    def __mul__(self, factor: int | Decimal) -> Money:
        if isinstance(factor, bool) or not isinstance(factor, int | Decimal):
            raise MoneyError(Text("金额不与浮点数相乘", "Money is never multiplied by a float"))
        return Money(_EXACT.multiply(self.amount, Decimal(factor)), self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(_EXACT.minus(self.amount), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._same(other)

    def rounded(self, rounding: Rounding) -> Money:
        """舍入到最小单位。 Rounded to the minor unit."""
        unit = Decimal(1).scaleb(-minor_digits(self.currency))
        return Money(self.amount.quantize(unit, rounding.value, _ROUNDING), self.currency)

    def text(self) -> Text:
        """供人阅读：`¥1,234.50`，`CNY 1,234.50`。 For a person to read; no digit is dropped."""
        least = minor_digits(self.currency)
        shown = max(least, -int(self.amount.normalize(_EXACT).as_tuple().exponent))
        number = f"{abs(self.amount):,.{shown}f}"
        sign = "-" if self.amount < 0 else ""
        symbol = _SYMBOLS.get(self.currency, f"{self.currency} ")
        return Text(f"{sign}{symbol}{number}", f"{sign}{self.currency} {number}")

    def _same(self, other: Money) -> Decimal:
        if self.currency != other.currency:
            raise MoneyError(
                Text(
                    f"{self.currency} 与 {other.currency} 不能直接运算，请先换算",
                    f"Convert first: {self.currency} and {other.currency} do not mix",
                )
            )
        return other.amount


def minor_digits(currency: str) -> int:
    """最小单位的小数位数，如人民币为 2。 Decimal digits of the minor unit (ISO 4217)."""
    return _MINOR_DIGITS.get(currency, 2)
