"""求值记录的存储写法：小、稳定、能还原成完整的轨迹。

The stored form of an evaluation: small, stable, and enough to rebuild the whole trace with the
plan, the event and the indicators. Bitmaps are hexadecimal because they may exceed 64 bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ballast.policies.assembly import Raw
from ballast.policies.evaluation import Evaluation
from ballast.policies.plan import Plan

_HITS, _UNKNOWN, _PATH, _SUBS = 6, 7, 9, 11


def stored(evaluation: Evaluation) -> bytes:
    """存储写法（JSON 字节）。 The stored form, JSON bytes."""
    return msgspec.json.encode(_packed(evaluation.raw))


def restored(
    plan: Plan, data: bytes, context: Mapping[str, object], indicators: Mapping[str, object]
) -> Evaluation:
    """从存储写法还原；`plan` 须是同一版本的。 Rebuild; `plan` must be of the same version."""
    return Evaluation(plan, _unpacked(msgspec.json.decode(data)), context, indicators)


def _packed(raw: Raw) -> list[Any]:
    packed: list[Any] = list(raw[: _SUBS + 1])  # what a watched evaluation noted is not kept
    for place in (_HITS, _UNKNOWN, _PATH):
        packed[place] = f"{packed[place]:x}"
    packed[_SUBS] = [(unit, _packed(sub)) for unit, sub in packed[_SUBS]]
    return packed


def _unpacked(packed: list[Any]) -> Raw:
    raw = list(packed)
    for place in (_HITS, _UNKNOWN, _PATH):
        raw[place] = int(raw[place], 16)
    raw[_SUBS] = [(unit, _unpacked(sub)) for unit, sub in raw[_SUBS]]
    return tuple(raw)
