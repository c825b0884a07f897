"""把文件里的文本转成场景的类型。 Text of a file to the types of a scene.

A file holds text where JSON would hold numbers, so here, and only here, text is converted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from decimal import Decimal

from ballast.events.model import Field, FieldKind, FieldType
from ballast.kit.text import Text

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
_TRUE = frozenset(("true", "1", "yes", "y", "t", "是", "真"))
_FALSE = frozenset(("false", "0", "no", "n", "f", "否", "假"))
_NUMBERED = frozenset((FieldKind.PHONE, FieldKind.ID_CARD, FieldKind.BANK_CARD, FieldKind.DEVICE))
_LOCAL = re.compile(
    r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})"
    r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(\.[0-9]{1,6})?)?)?"
)


class WrongTextError(ValueError):
    """转换不了；不含文本本身。 It cannot be converted; the text is not quoted."""

    def __init__(self, problem: Text, remedy: Text) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.remedy = remedy


def cast(known: Field, value: object, zone: tzinfo | None) -> object:
    """一个单元格 → 字段的类型。 A cell to the type of its field.

    Raises:
        WrongTextError: 转换不了。 It cannot be converted.
    """
    if known.type is FieldType.TIME:
        return instant(value, zone)
    return numbered(known, value) if known.type is FieldType.STRING else _CASTS[known.type](value)


def instant(value: object, zone: tzinfo | None) -> str:
    """时刻 → RFC 3339 文本，缺时区按 `zone`。 A time to RFC 3339 text, in `zone` if it has none.

    Raises:
        WrongTextError: 不是时刻，或没有时区可用。 It is no time, or there is no zone for it.
    """
    if isinstance(value, str):
        local = _LOCAL.fullmatch(value.strip())
        return value.strip() if local is None else _in_zone(_moment(local), zone)
    if isinstance(value, datetime):
        return value.isoformat() if value.tzinfo else _in_zone(value, zone)
    if isinstance(value, date):
        return _in_zone(datetime(value.year, value.month, value.day), zone)  # noqa: DTZ001 -- the zone follows
    raise WrongTextError(
        Text("不是时刻", "It is not a time"),
        Text("用 RFC 3339 文本或时间类型的列", "Use RFC 3339 text or a timestamp column"),
    )


def _in_zone(moment: datetime, zone: tzinfo | None) -> str:
    if zone is None:
        raise WrongTextError(
            Text("时刻没有时区", "The time has no offset"),
            Text("写上时区，或导入时指明时区", "Add an offset, or name the zone of the file"),
        )
    return moment.replace(tzinfo=zone).isoformat()


def _moment(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    fraction = found.group(7) or ""
    micros = int(fraction[1:].ljust(6, "0")) if fraction else 0
    try:
        return datetime(year, month, day, hour, minute, second, micros)  # noqa: DTZ001 -- the zone follows
    except ValueError:
        raise WrongTextError(
            Text("日期或时间不存在", "There is no such date or time"),
            Text("核对年月日与时分秒", "Check the date and the time"),
        ) from None


def numbered(known: Field, value: object) -> str:
    """文本字段；认出被表格软件改坏的号码。 A text field; finds numbers a spreadsheet has spoilt."""
    text = string(value)
    if known.kind in _NUMBERED and _SCIENTIFIC.fullmatch(text):
        raise WrongTextError(
            Text(
                "号码成了科学计数法，末位已丢失",
                "The number became scientific notation and lost digits",
            ),
            Text(
                "在表格软件里把该列设为文本后重新导出", "Format the column as text and export again"
            ),
        )
    return text


def string(value: object) -> str:
    """文本或整数 → 文本。 Text or a whole number to text."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise WrongTextError(
        Text("应为文本", "It must be text"),
        Text("把该列存为文本", "Store the column as text"),
    )


def _number(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return float(value)
    if isinstance(value, str) and not value.strip():
        return None
    raise WrongTextError(
        Text("应为数字", "It must be a number"),
        Text(
            "只用半角数字与小数点，不带单位与千分位",
            "Use digits and a point, no unit or separators",
        ),
    )


def _boolean(value: object) -> object:
    word = value.strip().casefold() if isinstance(value, str) else value
    if word == "":
        return None
    if word in (0, 1) or (isinstance(word, str) and word in _TRUE | _FALSE):
        return word in _TRUE or word == 1
    raise WrongTextError(
        Text("应为布尔值", "It must be a boolean"),
        Text("写 true/false、1/0、是/否", "Write true/false, 1/0 or yes/no"),
    )


_CASTS: dict[FieldType, Callable[[object], object]] = {
    FieldType.NUMBER: _number,
    FieldType.BOOLEAN: _boolean,
}
