"""影响报告与它的约定：由决策一层算出，审批时附在版本上。

The report of a version's effect, and what approval needs of whoever computes it; the decisions
package provides it.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct
from sqlalchemy.orm import Session

from ballast.policies.model import VersionRef


class OutcomeChange(Struct, frozen=True):
    """一类变化及其例子。 One kind of change, with examples (decision ids)."""

    before: str
    after: str
    count: int
    examples: list[str]


class Effect(Struct, frozen=True):
    """对一个场景的影响。 The effect on one scene.

    Args:
        compared: 对照了多少个。 How many decisions were compared.
        changed: 结论变了多少个。 How many outcomes changed.
        failed: 有规则出错的多少个。 In how many a rule failed.
        before: 当时各结论的个数。 Outcomes as they were.
        after: 重算后各结论的个数。 Outcomes now.
        changes: 各类变化。 The kinds of change.
        reasons_before: 当时各理由的次数。 Reasons as they were.
        reasons_after: 重算后各理由的次数。 Reasons now.
    """

    compared: int
    changed: int
    failed: int
    before: dict[str, int]
    after: dict[str, int]
    changes: list[OutcomeChange]
    reasons_before: dict[str, int]
    reasons_after: dict[str, int]


class EffectReport(Struct, frozen=True):
    """影响报告。 The report: the last `last` decisions of every scene that the policy decides."""

    last: int
    scenes: dict[str, Effect]


class Effects(Protocol):
    """算一个版本对最近若干决策的影响。 Computes the effect of a version on recent decisions."""

    def report(self, session: Session, ref: VersionRef, last: int = ...) -> EffectReport:
        """影响报告，可入库。 The report, fit to be stored."""
        ...
