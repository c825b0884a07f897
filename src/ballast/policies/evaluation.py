"""一次求值的结果：结论、额度、理由，以及每个单元命中与否。

The result of one evaluation: outcome, amounts, reasons, and what became of every unit. The raw
record is a small tuple; everything readable is made from it and the plan when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from ballast.kit.text import Text
from ballast.policies.assembly import Raw
from ballast.policies.compile import Compiled
from ballast.policies.fields import AMOUNTS, OUTCOME, SCORE
from ballast.policies.outcome import OUTCOMES
from ballast.policies.plan import Plan, Unit

Lookup = Callable[[str, object], str | None]
"""名单编码与值 → 条目标识或 None。 List code and value to the id of an entry, or None."""


def no_lists(_code: str, _value: object) -> str | None:
    """没有名单。 No lists at all."""
    return None


class Reason(Struct, frozen=True):
    """一条理由；简单比较带实际值、运算符与阈值。 A reason; simple comparisons show their sides."""

    code: str
    title: Text
    value: object = None
    operator: str | None = None
    threshold: object = None


class Failed(Struct, frozen=True):
    """出错而被隔离的单元。

    A unit that failed and was isolated; `error` is the kind, without data.
    """

    node: str
    code: str
    error: str


class Evaluation:
    """一次求值。 One evaluation; `raw` and `plan` suffice to rebuild it later."""

    __slots__ = ("context", "indicators", "plan", "raw")

    def __init__(
        self,
        plan: Plan,
        raw: Raw,
        context: Mapping[str, object],
        indicators: Mapping[str, object],
    ) -> None:
        self.plan = plan
        self.raw = raw
        self.context = context
        self.indicators = indicators

    @property
    def outcome(self) -> str:
        """结论。 The outcome: pass, challenge, review or reject."""
        return OUTCOMES[self.raw[0]]  # type: ignore[call-overload, no-any-return]  # an index

    @property
    def score(self) -> float | None:
        """得分；没有节点给分则为 None。 Points; None when no node gives any."""
        return self.raw[1]  # type: ignore[return-value]  # checked when the policy was saved

    @property
    def limit(self) -> float | None:
        """额度。 The limit."""
        return self.raw[2]  # type: ignore[return-value]  # checked when the policy was saved

    @property
    def rate(self) -> float | None:
        """利率。 The rate."""
        return self.raw[3]  # type: ignore[return-value]  # checked when the policy was saved

    @property
    def term(self) -> float | None:
        """期限。 The term."""
        return self.raw[4]  # type: ignore[return-value]  # checked when the policy was saved

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """理由，按命中的次序。 The reasons, in the order they arose."""
        specs = self.plan.reasons
        return tuple(
            Reason(
                (spec := specs[number]).code,
                spec.title,
                value,
                spec.operator,
                spec.threshold if threshold is None else threshold,
            )
            for number, value, threshold in self.raw[5]  # type: ignore[attr-defined]  # a list
        )

    @property
    def hits(self) -> tuple[Unit, ...]:
        """命中的单元。 Units that were hit."""
        return self._units(self.raw[6])

    @property
    def unknown(self) -> tuple[Unit, ...]:
        """条件未知（因缺失）的单元。 Units whose condition is unknown, for want of a value."""
        return self._units(self.raw[7])

    @property
    def failed(self) -> tuple[Failed, ...]:
        """出错的单元，含子策略里的。 Units that failed, those of sub-decisions included."""
        own = [
            Failed((unit := self.plan.units[number]).node, unit.code, error)
            for number, error in self.raw[8]  # type: ignore[attr-defined]  # a list of pairs
        ]
        return (*own, *(f for _, sub in self.subs() for f in sub.failed))

    @property
    def missing(self) -> tuple[str, ...]:
        """使条件未知的缺失的名字。 Names whose absence made conditions unknown."""
        names = {name for unit in self.unknown for name in self.missing_of(unit)}
        return tuple(sorted(names.union(*(sub.missing for _, sub in self.subs()))))

    @property
    def path(self) -> tuple[str, ...]:
        """执行过的节点。 The nodes that ran, in order."""
        ran: int = self.raw[9]  # type: ignore[assignment]  # a bitmap
        return tuple(s.node for n, s in enumerate(self.plan.steps) if ran >> n & 1)

    @property
    def outputs(self) -> dict[str, object]:
        """节点写出的全部字段（点分的名字）。 Every field that nodes wrote, by dotted name."""
        written = {name for step in self.plan.steps for name in step.fields}
        return {name: self.value(name) for name in sorted(written)}

    def subs(self) -> Iterator[tuple[Unit, Evaluation]]:
        """各子策略的求值。 The evaluations of sub-decisions."""
        for number, raw in self.raw[11]:  # type: ignore[attr-defined]  # a list of pairs
            plan = self.plan.subs[number]
            context = {**self.context, **self._inner(plan)}
            yield self.plan.units[number], Evaluation(plan, raw, context, self.indicators)

    def missing_of(self, unit: Unit) -> tuple[str, ...]:
        """这个单元用到而缺失的名字。 Names the unit refers to that are missing."""
        return tuple(name for name in unit.references if self.value(name) is None)

    def value(self, name: str) -> object:
        """名字的值：节点输出在先，其次事件与指标。

        A name's value: outputs, then event, indicators.
        """
        if name in self.plan.fields:
            return self.raw[10][self.plan.fields.index(name)]  # type: ignore[index]  # a tuple
        if any(name in step.fields for step in self.plan.steps):
            if name == OUTCOME:
                return self.outcome
            decided = (SCORE, *AMOUNTS)
            return self.raw[1 + decided.index(name)]
        if name.startswith("indicators."):
            return self.indicators.get(name.removeprefix("indicators."))
        return self.context.get(name)

    def _inner(self, plan: Plan) -> dict[str, object]:
        written = {name for step in self.plan.steps for name in step.fields}
        return {name: self.value(name) for name in plan.inputs if name in written}

    def _units(self, bits: object) -> tuple[Unit, ...]:
        marked: int = bits  # type: ignore[assignment]  # a bitmap
        return tuple(unit for n, unit in enumerate(self.plan.units) if marked >> n & 1)


def evaluate(
    compiled: Compiled,
    context: Mapping[str, object],
    indicators: Mapping[str, object],
    lookup: Lookup = no_lists,
) -> Evaluation:
    """求值；同样的输入总得同样的结果，不读时钟也不做输入输出。

    Evaluate. Pure: the same inputs give the same result; rules that fail are isolated.

    Args:
        compiled: 编译好的策略。 The compiled policy.
        context: 事件数据（令牌、派生属性）。 Data of the event: tokens, derived attributes.
        indicators: 指标编码 → 值。 Indicator code to value.
        lookup: 名单查找，已固定在事件的时间上。 List look-up, fixed at the event's time.
    """
    raw = compiled.function(context, indicators, lookup)
    return Evaluation(compiled.plan, raw, context, indicators)
