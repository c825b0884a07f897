"""生成代码能调用的全部函数。 Every function generated code can call."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ballast.expressions import lists, logic, scalars
from ballast.expressions.functions import FUNCTIONS
from ballast.expressions.problems import EvaluationError
from ballast.expressions.shapes import RUNTIME_PREFIX
from ballast.kit.text import Text


def failure(error: Exception) -> EvaluationError:
    """把任何意外收成求值错误，不带数据。 Any surprise, without its data."""
    if isinstance(error, EvaluationError):
        return error
    kind = type(error).__name__
    return EvaluationError(
        Text(f"数据与声明的类型不符（{kind}）", f"The data contradict the declared types ({kind})")
    )


_OPERATORS: Final[dict[str, object]] = {
    "same": scalars.same,
    "ordered": scalars.ordered,
    "calculate": scalars.calculate,
    "finite": scalars.finite,
    "power": scalars.power,
    "remainder": scalars.remainder,
    "join": scalars.join,
    "template": scalars.template,
    "member": lists.member_of,
    "item": lists.item_at,
    "run": lists.run_of,
    "last": lists.last_position,
    "whole": lists.whole_numbers,
    "record": lists.record,
    "negate": logic.negate,
    "both": logic.both,
    "either": logic.either,
    "within": logic.within,
    "closure_some": lists.some,
    "closure_all": lists.every,
    "closure_none": lists.none,
    "closure_one": lists.one,
    "closure_count": lists.count,
    "closure_filter": lists.select,
    "closure_map": lists.transform,
    "closure_flatMap": lists.flatten,
    "failure": failure,
    "Exception": Exception,
}

RUNTIME: Final[Mapping[str, object]] = MappingProxyType(
    {
        **{RUNTIME_PREFIX + key: item for key, item in _OPERATORS.items()},
        **{RUNTIME_PREFIX + "call_" + key: item.run for key, item in FUNCTIONS.items()},
    }
)
"""编译时的全局名。 The globals of generated code."""
