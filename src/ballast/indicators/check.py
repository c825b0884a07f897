"""定义与场景对得上吗：一次列出全部问题。

Whether definitions fit the scenes. All problems are listed at once, each with its remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from ballast.events.model import FieldType, Scene
from ballast.indicators.columns import Column, columns_of
from ballast.indicators.condition import problems_of
from ballast.indicators.model import NUMERIC, VALUED, Aggregate, Current, Indicator
from ballast.indicators.problems import InvalidIndicatorError, Problem
from ballast.kit.text import Text

_CODE = re.compile(r"[a-z][a-z0-9_]{0,62}")
_Found = Iterator[tuple[str, Text, Text]]


def check(indicators: Iterable[Indicator], scenes: Mapping[str, Scene]) -> tuple[Indicator, ...]:
    """检查并原样返回。 Check the definitions and return them.

    Raises:
        InvalidIndicatorError: 有任何问题。 If there is any problem.
    """
    listed = tuple(indicators)
    columns = {code: columns_of(scene) for code, scene in scenes.items()}
    problems = [*_repeated(listed), *(p for i in listed for p in _of_one(i, columns))]
    if problems:
        raise InvalidIndicatorError(problems)
    return listed


def _repeated(indicators: tuple[Indicator, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for indicator in indicators:
        if indicator.code in seen:
            yield Problem(
                indicator.code,
                "code",
                Text("代码重复", "The code is used twice"),
                Text("换一个代码", "Choose another code"),
            )
        seen.add(indicator.code)


def _of_one(indicator: Indicator, scenes: Mapping[str, Mapping[str, Column]]) -> Iterator[Problem]:
    if indicator.scene not in scenes:
        missing = _missing("场景", "scene", indicator.scene, scenes)
        yield Problem(indicator.code, "scene", *missing)
        return
    own = scenes[indicator.scene]
    rules = (_code(indicator), _key(indicator, own), _of(indicator, own), _zone(indicator))
    more = (_current(indicator), _match(indicator, scenes), _where(indicator, own))
    for found in (*rules, *more):
        for field, problem, remedy in found:
            yield Problem(indicator.code, field, problem, remedy)


def _missing(zh: str, en: str, name: str, known: Iterable[str]) -> tuple[Text, Text]:
    listed = sorted(known)
    return (
        Text(f"没有{zh} {name}", f"There is no {en} {name}"),
        Text(f"可用：{'、'.join(listed)}", f"Available: {', '.join(listed)}"),
    )


def _code(indicator: Indicator) -> _Found:
    if not _CODE.fullmatch(indicator.code):
        yield (
            "code",
            Text("代码不可用", "The code cannot be used"),
            Text(
                "用小写字母开头的字母、数字、下划线，至多 63 个",
                "Use lower-case letters, digits and underscores, 63 at most, a letter first",
            ),
        )


def _key(indicator: Indicator, own: Mapping[str, Column]) -> _Found:
    if not indicator.key:
        yield (
            "key",
            Text("没有键", "There is no key"),
            Text("写明按哪个字段分组", "Name the field that identifies the subject"),
        )
    for name in indicator.key:
        if name not in own:
            yield ("key", *_missing("字段", "field", name, own))


def _of(indicator: Indicator, own: Mapping[str, Column]) -> _Found:
    aggregate, of = indicator.aggregate, indicator.of
    if of is None:
        if aggregate in NUMERIC | VALUED:
            yield (
                "of",
                Text(f"{aggregate} 要有汇总的字段", f"{aggregate} needs a field"),
                Text("用 of 写明字段", "Name the field with `of`"),
            )
    elif aggregate is Aggregate.TIME_SINCE_LAST:
        yield (
            "of",
            Text(f"{aggregate} 只看时间，不用字段", f"{aggregate} looks at times, not at a field"),
            Text("删去 of；要筛选事件请用 where", "Drop `of`; filter events with `where`"),
        )
    elif of not in own:
        yield ("of", *_missing("字段", "field", of, own))
    elif aggregate in NUMERIC and own[of].type is not FieldType.NUMBER:
        kind = "token" if own[of].token else own[of].type.value
        yield (
            "of",
            Text(
                f"{aggregate} 要数值字段，{of} 是 {kind}",
                f"{aggregate} needs numbers; {of} is {kind}",
            ),
            Text(
                "换成数值字段，或改用 count、distinct、first、last",
                "Name a number field, or use count, distinct, first or last",
            ),
        )


def _zone(indicator: Indicator) -> _Found:
    try:
        ZoneInfo(indicator.window.zone)
    except (KeyError, ValueError, OSError):
        yield (
            "window",
            Text(f"没有时区 {indicator.window.zone}", f"There is no zone {indicator.window.zone}"),
            Text("写 IANA 名称，如 Asia/Shanghai", "Write an IANA name such as Asia/Shanghai"),
        )


def _current(indicator: Indicator) -> _Found:
    since = indicator.aggregate is Aggregate.TIME_SINCE_LAST
    if since and indicator.current is Current.INCLUDED:
        yield (
            "current",
            Text("距上次的时间不能算当前事件", "Time since the last event cannot include itself"),
            Text("写 current: excluded", "Write `current: excluded`"),
        )


def _match(indicator: Indicator, scenes: Mapping[str, Mapping[str, Column]]) -> _Found:
    own = scenes[indicator.scene]
    for code, names in indicator.match.items():
        if code not in scenes:
            yield (f"match.{code}", *_missing("场景", "scene", code, scenes))
        elif code == indicator.scene or len(names) != len(indicator.key):
            yield (
                f"match.{code}",
                Text("对应的字段不合键", "The fields do not correspond to the key"),
                Text(
                    f"为别的场景写 {len(indicator.key)} 个字段，次序与 key 相同",
                    f"For another scene, list {len(indicator.key)} field(s) in the order of `key`",
                ),
            )
        else:
            for name, mine in zip(names, indicator.key, strict=True):
                yield from _counterpart(code, name, scenes[code], own.get(mine))


def _counterpart(scene: str, name: str, there: Mapping[str, Column], mine: Column | None) -> _Found:
    if name not in there:
        yield (f"match.{scene}", *_missing("字段", "field", name, there))
    elif mine is not None and not mine.same_domain(there[name]):
        yield (
            f"match.{scene}",
            Text(
                f"{name} 与 {mine.name} 类型或种类不同，永不相等",
                f"{name} and {mine.name} differ in type or kind and can never be equal",
            ),
            Text("换成同类字段", "Name a field of the same type, kind and protection"),
        )


def _where(indicator: Indicator, own: Mapping[str, Column]) -> _Found:
    if indicator.where is not None:
        for message in problems_of(indicator.where, own):
            yield (
                "where",
                message,
                Text("改正条件", "Correct the condition"),
            )
