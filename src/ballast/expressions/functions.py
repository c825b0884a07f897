"""函数表：名字、参数、结果与实现。 Functions: name, parameters, result, implementation.

Only what this table names can be called. What zen has and Ballast refuses is named with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ballast.expressions import dates, lists, scalars, texts
from ballast.expressions.types import ANY, BOOLEAN, NUMBER, STRING, ListType, ObjectType, Type
from ballast.kit.text import Text

_LIST: Final = ListType(ANY)
_NUMBERS: Final = ListType(NUMBER)
_STRINGS: Final = ListType(STRING)
_OBJECT: Final = ObjectType({})
_DATE: Final = (NUMBER, STRING)

Parameter = tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """一个函数。 A function; each parameter lists the types it takes."""

    parameters: tuple[Parameter, ...]
    result: Type
    run: Callable[..., object]
    title: Text
    optional: int = 0  # how many trailing parameters may be left out
    many: bool = False  # the last parameter may repeat
    tokens: bool = False  # given a list first, its items may be protected text


def _function(
    parameters: tuple[Parameter, ...], result: Type, run: Callable[..., object], zh: str, en: str
) -> Function:
    return Function(parameters, result, run, Text(zh, en))


_N: Final = (NUMBER,)
_S: Final = (STRING,)
_SCALAR: Final = (NUMBER, STRING, BOOLEAN)

FUNCTIONS: Final[dict[str, Function]] = {
    "abs": _function((_N,), NUMBER, scalars.absolute, "绝对值", "absolute value"),
    "floor": _function((_N,), NUMBER, scalars.floor, "向下取整", "round down"),
    "ceil": _function((_N,), NUMBER, scalars.ceil, "向上取整", "round up"),
    "trunc": _function((_N,), NUMBER, scalars.trunc, "去掉小数", "whole part"),
    "round": Function(
        (_N, _N),
        NUMBER,
        scalars.rounded,
        Text("四舍五入（可给小数位数）", "round half away from zero, to n places"),
        optional=1,
    ),
    "min": Function(
        ((NUMBER, _NUMBERS), _N),
        NUMBER,
        lists.smallest,
        Text("最小值：列表或几个数", "smallest of a list or of numbers"),
        optional=1,
        many=True,
    ),
    "max": Function(
        ((NUMBER, _NUMBERS), _N),
        NUMBER,
        lists.largest,
        Text("最大值：列表或几个数", "largest of a list or of numbers"),
        optional=1,
        many=True,
    ),
    "sum": _function(((_NUMBERS,),), NUMBER, lists.total, "合计", "sum"),
    "avg": _function(((_NUMBERS,),), NUMBER, lists.average, "平均", "mean"),
    "median": _function(((_NUMBERS,),), NUMBER, lists.median, "中位数", "median"),
    "mode": _function(((_NUMBERS,),), NUMBER, lists.mode, "众数", "most frequent"),
    "len": Function(
        ((STRING, _LIST),),
        NUMBER,
        texts.length,
        Text("字符数或项数", "characters or items"),
        tokens=True,
    ),
    "contains": Function(
        ((STRING, _LIST), (ANY,)),
        BOOLEAN,
        texts.contains,
        Text("包含一段文本或一项", "whether it contains a part or an item"),
        tokens=True,
    ),
    "startsWith": _function((_S, _S), BOOLEAN, texts.starts_with, "以……开头", "starts with"),
    "endsWith": _function((_S, _S), BOOLEAN, texts.ends_with, "以……结尾", "ends with"),
    "upper": _function((_S,), STRING, texts.upper, "大写（A–Z）", "upper case (A–Z)"),
    "lower": _function((_S,), STRING, texts.lower, "小写（A–Z）", "lower case (A–Z)"),
    "trim": _function((_S,), STRING, texts.trim, "去掉两端空白", "trim white space"),
    "split": _function((_S, _S), _STRINGS, texts.split, "按分隔符拆开", "split by a separator"),
    "matches": _function((_S, _S), BOOLEAN, texts.matches, "符合正则", "matches a pattern"),
    "extract": _function((_S, _S), _STRINGS, texts.extract, "正则的第一处与各组", "first match"),
    "string": _function((_SCALAR,), STRING, scalars.string, "转成文本", "as text"),
    "number": _function((_SCALAR,), NUMBER, scalars.number, "转成数", "as a number"),
    "bool": _function((_SCALAR,), BOOLEAN, scalars.boolean, "转成布尔", "as a boolean"),
    "isNumeric": _function((_SCALAR,), BOOLEAN, scalars.is_numeric, "是数吗", "is numeric"),
    "type": _function(((ANY,),), STRING, scalars.type_name, "类型名", "name of the type"),
    "keys": _function(((_OBJECT,),), _STRINGS, lists.keys, "键", "keys of an object"),
    "values": _function(((_OBJECT,),), _LIST, lists.values, "值", "values of an object"),
    "date": _function((_DATE,), NUMBER, dates.instant, "时刻（微秒）", "instant in microseconds"),
    "duration": _function((_S,), NUMBER, dates.duration, "时长（微秒）", "microseconds of 1d, 2h…"),
    "year": _function((_DATE,), NUMBER, dates.year, "年", "year"),
    "monthOfYear": _function((_DATE,), NUMBER, dates.month, "月 1–12", "month 1–12"),
    "dayOfMonth": _function((_DATE,), NUMBER, dates.day, "日 1–31", "day of the month"),
    "dayOfWeek": _function((_DATE,), NUMBER, dates.weekday, "星期 1–7", "Monday 1 … Sunday 7"),
    "dayOfYear": _function(
        (_DATE,), NUMBER, dates.day_of_year, "一年中的第几天", "day of the year"
    ),
    "hour": _function((_DATE,), NUMBER, dates.hour, "小时 0–23", "hour of the day"),
    "dateString": _function((_DATE,), STRING, dates.text, "写成文本", "as YYYY-MM-DD HH:MM:SS"),
}
"""全部普通函数。 Every function that is not a closure."""

_DATES: Final = Text("请用 date(…) 与 year、dayOfWeek 等函数", "use date(…) with year, dayOfWeek…")

REFUSED: Final[dict[str, Text]] = {
    "rand": Text(
        "随机数不可复现，决策须能重算", "random numbers cannot be replayed; decisions must be"
    ),
    "d": _DATES,
    "time": _DATES,
    "startOf": _DATES,
    "endOf": _DATES,
    "weekOfYear": _DATES,
    "monthString": _DATES,
    "weekdayString": _DATES,
    "fuzzyMatch": Text("模糊匹配请在名单里配置", "configure fuzzy matching in a list"),
    "merge": Text("请直接写出对象", "write the object out"),
    "mergeDeep": Text("请直接写出对象", "write the object out"),
    "flatten": Text("请用 flatMap(列表, #)", "use flatMap(list, #)"),
}
"""Zen 有、这里不收的函数及原因。 Functions of zen that are refused, with the reason."""

CONSTANT_SECOND: Final = frozenset({"matches", "extract"})
"""第二个参数必须是字面量的函数。 Functions whose second argument must be a literal pattern."""
