"""给人看的值：令牌不外露。 Values as people see them: tokens stay inside."""

from __future__ import annotations

import re
from typing import Any

HIDDEN = "***"
"""代替令牌的写法。 Stands for a token."""

_TOKEN = re.compile(r"tk_[0-9a-f]{32}")


def hidden(value: object) -> object:
    """令牌换成 `***`，其余原样（同一对象）。 A token as `***`; anything else as it is."""
    return HIDDEN if type(value) is str and value.startswith("tk_") else value


def hidden_within(value: Any) -> Any:
    """任意深处的令牌都换掉。 With every token replaced, however deep or within a longer text."""
    if isinstance(value, str):
        return _TOKEN.sub(HIDDEN, value)
    if isinstance(value, dict):
        return {key: hidden_within(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [hidden_within(each) for each in value]
    return value
