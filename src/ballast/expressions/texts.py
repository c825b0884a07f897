"""文本函数：长度数字符，大小写只改 A–Z。 Text functions; lengths count characters.

Case changes touch A–Z only, so that every engine agrees whatever its Unicode version.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Final

from ballast.expressions.lists import bounded_list, member_of
from ballast.expressions.patterns import pattern_of
from ballast.expressions.scalars import WHITESPACE

_UPPER: Final = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
_LOWER: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def length(value: object) -> float | None:
    """字符数或项数。 Characters of a text, items of a list."""
    return float(len(value)) if isinstance(value, str | list | tuple) else None


def upper(value: object) -> str | None:
    """A–Z 大写。 Upper case of a–z."""
    return value.translate(_UPPER) if isinstance(value, str) else None


def lower(value: object) -> str | None:
    """a–z 小写。 Lower case of A–Z."""
    return value.translate(_LOWER) if isinstance(value, str) else None


def trim(value: object) -> str | None:
    """去掉两端空白。 Without white space at both ends."""
    return value.strip(WHITESPACE) if isinstance(value, str) else None


def contains(whole: object, part: object) -> bool | None:
    """文本含一段，或列表含一项。 Whether a text has a part, or a list an item."""
    if isinstance(whole, str):
        return part in whole if isinstance(part, str) else None
    return member_of(part, whole)


def starts_with(whole: object, part: object) -> bool | None:
    """以它开头。 Whether the text starts with the part."""
    both = isinstance(whole, str) and isinstance(part, str)
    return str(whole).startswith(str(part)) if both else None


def ends_with(whole: object, part: object) -> bool | None:
    """以它结尾。 Whether the text ends with the part."""
    both = isinstance(whole, str) and isinstance(part, str)
    return str(whole).endswith(str(part)) if both else None


def split(whole: object, separator: object) -> Sequence[object] | None:
    """按分隔符拆开；空分隔符得缺失。 Parts between separators; missing for an empty separator."""
    if not isinstance(whole, str) or not isinstance(separator, str) or not separator:
        return None
    return bounded_list(whole.split(separator))


def matches(value: object, pattern: str) -> bool | None:
    """文本中有一处符合模式。 Whether the pattern occurs in the text."""
    return pattern_of(pattern).found_in(value) if isinstance(value, str) else None


def extract(value: object, pattern: str) -> Sequence[object] | None:
    """第一处符合的文本及各组；没有则空列表。 The first match and its groups; empty if none."""
    return pattern_of(pattern).groups_of(value) if isinstance(value, str) else None
