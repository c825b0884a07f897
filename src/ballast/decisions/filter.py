"""查决策的条件。 What decisions are searched by."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

CLOCKS_US = 86_400_000_000
"""来源的时钟最多超前多少。 How far a source's clock may be ahead of ours, at the very most."""


class DecisionFilter(Struct, frozen=True):
    """查询条件；时刻为微秒，含起不含止。 Conditions; from `since_us` up to but not `until_us`.

    Args:
        scene: 场景。 Scene.
        outcomes: 结论之一；空为不限。 One of these outcomes; empty: any.
        policy: 策略。 Policy.
        version: 策略版本。 Version of the policy.
        subject: 客户。 The customer.
        reason: 有此理由。 Has this reason.
        rule: 命中此规则、行或名单检查。 Hit this rule, row or list check.
        event_id: 来源给的事件标识。 The source's id of the event.
        keys: 有其中一个短码，见 `marks.py`；None 为不限。 Has one of these short codes; None: any.
        least: 分数不低于。 Points at least.
        most: 分数不高于。 Points at most.
        since_us: 事发不早于。 Occurred at or after.
        until_us: 事发早于。 Occurred before.
        seqs: 只在这些次序里找。 Only among these numbers.
        scenes: 可见的场景；None 为全部。 What the principal may see; None: all.
    """

    scene: str | None = None
    outcomes: tuple[str, ...] = ()
    policy: str | None = None
    version: int | None = None
    subject: str | None = None
    reason: str | None = None
    rule: str | None = None
    event_id: str | None = None
    keys: tuple[str, ...] | None = None
    least: float | None = None
    most: float | None = None
    since_us: int | None = None
    until_us: int | None = None
    seqs: tuple[int, ...] | None = None
    scenes: frozenset[str] | None = None

    def marks(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """按记号找的列与代码，有其一即可。 Columns of marks, and codes of which one is there."""
        if self.reason is not None:
            yield "reasons", (self.reason,)
        if self.rule is not None:
            yield "rules", (self.rule,)
        if self.keys is not None:
            yield "keys", self.keys
