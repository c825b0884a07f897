"""人民币大写金额（银发〔1997〕393号附一）。 Renminbi amounts in capital characters."""

from __future__ import annotations

from ballast.kit.money import Money, MoneyError
from ballast.kit.text import Text

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def capitals(money: Money) -> str:
    """大写金额，如 `壹仟肆佰零玖元伍角整`。 The amount in capitals, as on a contract.

    Raises:
        MoneyError: 不是人民币、为负、有分以下的小数，或达到一亿亿。
            Not CNY, negative, finer than 分, or 10^16 and more.
    """
    if money.currency != "CNY" or money.amount < 0 or money.amount >= 10**16:
        raise MoneyError(
            Text(
                "大写金额只用于一亿亿元以内的非负人民币金额",
                "Capitals are written for amounts of CNY from zero to below 10^16",
            )
        )
    yuan, minor = divmod(money.minor, 100)
    jiao, fen = divmod(minor, 10)
    whole = f"{_integer(yuan)}元" if yuan or not minor else ""
    return whole + _fraction(jiao, fen, zero=bool(yuan) and (not jiao or yuan % 10 == 0))


def _fraction(jiao: int, fen: int, *, zero: bool) -> str:
    if not jiao and not fen:
        return "整"
    written = "零" if zero else ""
    written += f"{_DIGITS[jiao]}角" if jiao else ""
    return written + (f"{_DIGITS[fen]}分" if fen else "整")


def _integer(value: int) -> str:
    if not value:
        return "零"
    groups = []
    for unit in _GROUPS:
        value, group = divmod(value, 10_000)
        groups.append((group, unit))
    written, skipped = "", False
    for group, unit in reversed(groups):
        if group:
            gap = bool(written) and (skipped or group < 1000)
            written += ("零" if gap else "") + _group(group) + unit
        skipped = group == 0
    return written


def _group(value: int) -> str:
    digits = [int(digit) for digit in str(value)]
    written = ""
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit:
            written += _DIGITS[digit] + _PLACES[place]
        elif not written.endswith("零"):
            written += "零"
    return written.rstrip("零")
