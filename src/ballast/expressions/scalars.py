"""单个值上的运算：缺失或类型不符得缺失。 Operations on single values.

Every function gives None (missing) when an operand is missing or of the wrong type, and when the
result is not a finite double. Booleans are not numbers.
"""

from __future__ import annotations

import math
import re
from typing import Final

from ballast.expressions import limits
from ballast.expressions.problems import EvaluationError
from ballast.kit.text import Text

NUMERAL: Final = r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?"
"""可转成数的文本。 Text that converts to a number (spaces around it are allowed)."""

WHITESPACE: Final = (
    " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""trim 去掉的字符（Unicode White_Space）。 Characters that trim removes."""

_NUMERAL: Final = re.compile(NUMERAL)


def is_number(value: object) -> bool:
    """是数而不是布尔。 A number, and not a boolean."""
    return isinstance(value, float | int) and not isinstance(value, bool)


def finite(value: object) -> float | None:
    """有限的双精度数，否则缺失。 The value as a finite double, else missing."""
    if not isinstance(value, float | int) or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def same(left: object, right: object) -> bool | None:
    """相等；类型不同即不等，缺失则未知。 Equality; unknown when either is missing."""
    if left is None or right is None:
        return None
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return left == right


def ordered(operator: str, left: object, right: object) -> bool | None:
    """数的大小比较。 Order of two numbers; unknown for anything else."""
    first, second = finite(left), finite(right)
    if first is None or second is None:
        return None
    if operator in ("<", "<="):
        return first < second or (operator == "<=" and first == second)
    return first > second or (operator == ">=" and first == second)


def calculate(operator: str, left: object, right: object) -> float | str | None:
    """类型事先不知道时的四则运算。 Arithmetic when the types are known only at run time."""
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        return join(left, right)
    first, second = finite(left), finite(right)
    if first is None or second is None:
        return None
    if operator == "^":
        return power(first, second)
    if operator in "/%":
        return finite(_divided(operator, first, second))
    return finite({"+": first + second, "-": first - second, "*": first * second}[operator])


def _divided(operator: str, first: float, second: float) -> float | None:
    if second == 0.0:
        return None
    return first / second if operator == "/" else math.fmod(first, second)


def remainder(left: float, right: float) -> float | None:
    """余数，符号随被除数；除以零得缺失。 Remainder with the dividend's sign."""
    if right == 0.0 or not math.isfinite(left) or math.isnan(right):
        return None
    return math.fmod(left, right)


def power(base: object, exponent: object) -> float | None:
    """乘方；结果不是有限实数则缺失。 Power; missing unless the result is a finite real."""
    first, second = finite(base), finite(exponent)
    if first is None or second is None or abs(second) > limits.EXPONENT:
        return None
    try:
        return finite(math.pow(first, second))
    except (OverflowError, ValueError):
        return None


def absolute(value: object) -> float | None:
    """绝对值。 Absolute value."""
    number = finite(value)
    return None if number is None else abs(number)


def floor(value: object) -> float | None:
    """向下取整。 Largest whole number not above."""
    number = finite(value)
    return None if number is None else float(math.floor(number))


def ceil(value: object) -> float | None:
    """向上取整。 Smallest whole number not below."""
    number = finite(value)
    return None if number is None else float(math.ceil(number))


def trunc(value: object) -> float | None:
    """去掉小数。 Whole part."""
    number = finite(value)
    return None if number is None else float(math.trunc(number))


def rounded(value: object, places: object = 0.0) -> float | None:
    """四舍五入，半数远离零：round(x * 10^n) / 10^n。 Round half away from zero."""
    number, digits = finite(value), finite(places)
    if number is None or digits is None or not 0.0 <= digits <= 15.0 or digits % 1.0:
        return None
    scale = 10.0**digits
    scaled = abs(number) * scale
    if not math.isfinite(scaled):
        return None
    whole = math.floor(scaled)
    return math.copysign((whole + (scaled - whole >= 0.5)) / scale, number)


def join(left: object, right: object) -> str | None:
    """连接两段文本。 Join two texts within the length limit."""
    if not isinstance(left, str) or not isinstance(right, str):
        return None
    return bounded(left + right)


def bounded(text: str) -> str:
    """文本不超过上限。 The text, unless it is longer than a computed text may be."""
    if len(text) > limits.TEXT_LENGTH:
        limit = limits.TEXT_LENGTH
        raise EvaluationError(
            Text(
                f"算出的文本超过 {limit} 个字符",
                f"A computed text is longer than {limit} characters",
            )
        )
    return text


def template(*parts: object) -> str | None:
    """模板文本；任何一段缺失则缺失。 Template text; missing when any part is."""
    shown = [string(part) for part in parts]
    known = [part for part in shown if part is not None]
    return bounded("".join(known)) if len(known) == len(shown) else None


def string(value: object) -> str | None:
    """写成文本：整数不带小数点，其余取最短写法。 As text; whole numbers have no decimal point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    number = finite(value)
    if number is None:
        return None
    return repr(number + 0.0).removesuffix(".0")  # + 0.0 takes the sign off zero


def number(value: object) -> float | None:
    """转成数；不像数的文本得缺失。 As a number; missing when the text is not a numeral."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if not isinstance(value, str):
        return finite(value)
    text = value.strip(WHITESPACE)
    return finite(float(text)) if _NUMERAL.fullmatch(text) else None


def boolean(value: object) -> bool | None:
    """转成布尔：'true'、'false' 或数。 As a boolean; other text is missing."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value)
    amount = finite(value)
    return None if amount is None else amount != 0.0


def is_numeric(value: object) -> bool | None:
    """是数，或可转成数的文本。 Whether it is a number or converts to one."""
    if value is None:
        return None
    return not isinstance(value, bool) and number(value) is not None


def type_name(value: object) -> str:
    """值的类型名。 The name of the value's type."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if is_number(value):
        return "number"
    names: tuple[tuple[type, str], ...] = ((str, "string"), (list, "array"), (dict, "object"))
    return next((name for kind, name in names if isinstance(value, kind)), "unknown")
