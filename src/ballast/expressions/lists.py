"""列表与遍历。 Lists and closures over them.

A missing item makes a total, mean or extreme missing, as arithmetic does. `some`, `all`, `none`
and `one` are three-valued; `filter` and `count` take the items whose condition is TRUE.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from ballast.expressions import limits
from ballast.expressions.problems import EvaluationError
from ballast.expressions.scalars import finite, same
from ballast.kit.text import Text

Item = TypeVar("Item")
Budget = list[int]
Body = Callable[[object, Budget], object]


def bounded_list(items: list[Item]) -> list[Item]:
    """列表不超过上限。 The list, unless it is longer than a computed list may be."""
    if len(items) > limits.LIST_LENGTH:
        limit = limits.LIST_LENGTH
        raise EvaluationError(
            Text(f"算出的列表超过 {limit} 项", f"A computed list is longer than {limit} items")
        )
    return items


def member_of(value: object, items: object) -> bool | None:
    """在列表中；缺失的项使“不在”变成未知。 Membership; a missing item leaves absence unknown."""
    if value is None or not isinstance(items, list | tuple | Mapping):
        return None
    found = [same(value, item) for item in items]
    if True in found:
        return True
    return None if None in found else False


def numbers(items: object) -> list[float] | None:
    """全是数的列表，否则缺失。 The items as doubles; missing unless all are numbers."""
    if not isinstance(items, list | tuple):
        return None
    found = [finite(item) for item in items]
    known = [item for item in found if item is not None]
    return known if len(known) == len(found) else None


def total(items: object) -> float | None:
    """从左到右相加；空列表得 0。 Sum from left to right; 0 for an empty list."""
    found = numbers(items)
    return None if found is None else finite(_sum(found))


def _sum(found: list[float]) -> float:
    result = 0.0
    for item in found:  # the built-in sum compensates since 3.12; every engine must agree
        result += item
    return result


def average(items: object) -> float | None:
    """平均；空列表得缺失。 Mean; missing for an empty list."""
    found = numbers(items)
    return finite(_sum(found) / len(found)) if found else None


def median(items: object) -> float | None:
    """中位数。 Median; missing for an empty list."""
    found = numbers(items)
    return finite(statistics.median(found)) if found else None


def mode(items: object) -> float | None:
    """众数；并列取最大。 Most frequent; the largest of a tie."""
    found = numbers(items)
    if not found:
        return None
    counts = Counter(found)
    return max(counts, key=lambda item: (counts[item], item))


def smallest(*items: object) -> float | None:
    """最小值。 Smallest of a list or of the arguments."""
    found = numbers(items[0] if len(items) == 1 else items)
    return min(found) if found else None


def largest(*items: object) -> float | None:
    """最大值。 Largest of a list or of the arguments."""
    found = numbers(items[0] if len(items) == 1 else items)
    return max(found) if found else None


def keys(value: object) -> list[str] | None:
    """键，按字母序。 Keys in alphabetical order."""
    return sorted(map(str, value)) if isinstance(value, Mapping) else None


def values(value: object) -> list[object] | None:
    """值，按键的字母序。 Values in the order of their keys."""
    return [value[key] for key in sorted(value)] if isinstance(value, Mapping) else None


def item_at(subject: object, key: object) -> object:
    """一项；没有则缺失。 One item by position or key; missing if there is none."""
    if isinstance(subject, Mapping):
        return subject.get(key) if isinstance(key, str) else None
    position = finite(key)
    if position is None or position % 1.0 or not isinstance(subject, str | list | tuple):
        return None
    return subject[int(position)] if 0 <= position < len(subject) else None


def run_of(subject: object, first: object, last: object) -> object:
    """从首到末（含）的一段；越界则缺失。 Items first to last; missing if out of range."""
    low, high = finite(first), finite(last)
    if low is None or high is None or not isinstance(subject, str | list | tuple):
        return None
    if low % 1.0 or high % 1.0 or not 0 <= low <= high < len(subject):
        return None
    return subject[int(low) : int(high) + 1]


def last_position(subject: object) -> float | None:
    """最后一项的下标。 Position of the last item."""
    return float(len(subject) - 1) if isinstance(subject, str | list | tuple) else None


def whole_numbers(low: object, high: object, low_closed: bool, high_closed: bool) -> object:
    """区间里的整数。 The whole numbers of a range, smallest first."""
    first, last = finite(low), finite(high)
    if first is None or last is None:
        return None
    start = math.ceil(first) if low_closed else math.floor(first) + 1
    stop = math.floor(last) if high_closed else math.ceil(last) - 1
    if stop - start >= limits.LIST_LENGTH:
        bounded_list([0] * (limits.LIST_LENGTH + 1))
    return [float(number) for number in range(start, stop + 1)]


def record(names: Sequence[object], *items: object) -> dict[str, object] | None:
    """由键和值组成的对象；键缺失则缺失。 An object; missing when a computed key is."""
    known = [name for name in names if isinstance(name, str)]
    return dict(zip(known, items, strict=True)) if len(known) == len(names) else None


def _items(items: object, weight: int, budget: Budget | None) -> tuple[list[object], Budget] | None:
    if not isinstance(items, list | tuple):
        return None
    left = [limits.CLOSURE_STEPS] if budget is None else budget
    left[0] -= weight * len(items)
    if left[0] < 0:
        raise EvaluationError(
            Text(
                "遍历的步数超过上限，请缩短列表", "A closure takes too many steps; shorten the list"
            )
        )
    return list(items), left


def _answers(items: object, body: Body, weight: int, budget: Budget | None) -> list[object] | None:
    prepared = _items(items, weight, budget)
    if prepared is None:
        return None
    return [body(item, prepared[1]) for item in prepared[0]]


def some(items: object, body: Body, weight: int, budget: Budget | None) -> bool | None:
    """至少一项成立。 Whether at least one item holds."""
    answers = _answers(items, body, weight, budget)
    if answers is None or _has(answers, True):
        return None if answers is None else True
    return False if _all_are(answers, False) else None


def every(items: object, body: Body, weight: int, budget: Budget | None) -> bool | None:
    """每项都成立。 Whether every item holds."""
    answers = _answers(items, body, weight, budget)
    if answers is None or _has(answers, False):
        return None if answers is None else False
    return True if _all_are(answers, True) else None


def none(items: object, body: Body, weight: int, budget: Budget | None) -> bool | None:
    """没有一项成立。 Whether no item holds."""
    answer = some(items, body, weight, budget)
    return None if answer is None else not answer


def one(items: object, body: Body, weight: int, budget: Budget | None) -> bool | None:
    """恰有一项成立。 Whether exactly one item holds."""
    answers = _answers(items, body, weight, budget)
    if answers is None:
        return None
    held = sum(answer is True for answer in answers)
    unknown = sum(not isinstance(answer, bool) for answer in answers)
    return None if unknown and held <= 1 else held == 1


def _has(answers: list[object], wanted: bool) -> bool:
    return any(answer is wanted for answer in answers)


def _all_are(answers: list[object], wanted: bool) -> bool:
    return all(answer is wanted for answer in answers)


def select(items: object, body: Body, weight: int, budget: Budget | None) -> list[object] | None:
    """成立的各项。 The items that hold."""
    prepared = _items(items, weight, budget)
    return [x for x in prepared[0] if body(x, prepared[1])] if prepared else None


def count(items: object, body: Body, weight: int, budget: Budget | None) -> float | None:
    """成立的项数。 How many items hold."""
    held = select(items, body, weight, budget)
    return None if held is None else float(len(held))


def transform(items: object, body: Body, weight: int, budget: Budget | None) -> object:
    """每项换成一个值。 Each item turned into a value."""
    answers = _answers(items, body, weight, budget)
    return None if answers is None else bounded_list(answers)


def flatten(items: object, body: Body, weight: int, budget: Budget | None) -> object:
    """每项换成一个列表，再接起来。 Each item turned into a list, and the lists joined."""
    answers = _answers(items, body, weight, budget)
    if answers is None:
        return None
    flat: list[object] = []
    for answer in answers:
        flat.extend(answer if isinstance(answer, list) else [answer])
        bounded_list(flat)
    return flat
