"""决策的记号：让人按理由、规则、手机号、设备找到它。

The marks of a decision, by which people find it: reasons, rules that were hit, and short codes of
the customers, phones, cards and devices of its event. Marks only narrow the search; two values may
share a short code, so whoever finds by one compares the event itself. An index of every value would
cost four times the whole write of a decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from zlib import crc32

from ballast.events.model import Field, FieldKind, FieldType, Scene
from ballast.policies.evaluation import Evaluation
from ballast.policies.plan import UnitKind

_FOUND_BY = frozenset(
    {
        FieldKind.PHONE,
        FieldKind.ID_CARD,
        FieldKind.BANK_CARD,
        FieldKind.EMAIL,
        FieldKind.DEVICE,
        FieldKind.IP,
        FieldKind.NAME,
    }
)
_RULES = (UnitKind.RULE, UnitKind.ROW, UnitKind.CHECK)
_APART = "\n"


def marked(codes: Iterable[str]) -> str:
    """一串代码写成一列；前后都有换行，便于整码查找。 Codes as one text, each between line ends."""
    joined = _APART.join(dict.fromkeys(code.replace(_APART, " ") for code in codes))
    return f"{_APART}{joined}{_APART}" if joined else ""


def mark(code: str) -> str:
    """在 `marked` 里找一个代码的写法。 What to look for in `marked` to find one code."""
    return f"{_APART}{code.replace(_APART, ' ')}{_APART}"


def short_code(value: str) -> str:
    """一个值的短码。 The short code of a value, clear or token."""
    return f"{crc32(value.encode('utf-8', 'surrogatepass')):08x}"


def searchable(field: Field) -> bool:
    """能否按此字段找决策。 Whether decisions can be found by this field."""
    named = field.subject is not None or field.kind in _FOUND_BY
    return named and field.type is FieldType.STRING


def keys_of(scene: Scene) -> Callable[[Mapping[str, object]], str]:
    """从一个场景的事件数据取短码。 Takes the short codes of the data of a scene's event."""
    names = [field.name for field in scene.fields.values() if searchable(field)]

    def keys(data: Mapping[str, object]) -> str:
        values = [data.get(name) for name in names]
        return marked([short_code(value) for value in values if type(value) is str])

    return keys


def rules_hit(evaluation: Evaluation) -> Iterator[str]:
    """命中的规则、表行与名单检查，含子策略里的。 Rules, rows and list checks that were hit."""
    for unit in evaluation.hits:
        if unit.kind in _RULES:
            yield unit.code
    for _, inner in evaluation.subs():
        yield from rules_hit(inner)
