"""再走一遍过去的求值，逐节点记下各值，供画在图上。

Going through a past evaluation again to note the values after each node, which its record does not
keep. List look-ups answer what they answered then; what comes out is used only when it equals the
record to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator

from ballast.policies.compile import Compiled
from ballast.policies.evaluation import Evaluation, evaluate
from ballast.policies.nodes.list_checks import ENTRY_SUFFIX
from ballast.policies.plan import UnitKind
from ballast.policies.record import stored


def retraced(compiled: Compiled, past: Evaluation) -> Evaluation:
    """同一次求值，带逐节点的值；走不出同样的结果则还是原来那次。

    The same evaluation with the values of each node, or the past one when it cannot be repeated.

    Args:
        compiled: 以 `watched` 编译的同一版本。 The same version, compiled with `watched`.
        past: 由记录还原的求值。 The evaluation restored from its record.
    """
    entries = dict(_looked_up(past))
    again = evaluate(
        compiled, past.context, past.indicators, lambda code, value: entries.get((code, str(value)))
    )
    return again if stored(again) == stored(past) else past


def _looked_up(past: Evaluation) -> Iterator[tuple[tuple[str, str], str | None]]:
    for unit in past.plan.units:
        if unit.kind is UnitKind.CHECK:
            (field,) = unit.references
            entry = past.value(unit.code + ENTRY_SUFFIX)
            code = unit.source.rpartition(" in ")[2]
            yield (code, str(past.value(field))), entry if isinstance(entry, str) else None
    for _, inner in past.subs():
        yield from _looked_up(inner)
