"""重算：任一版本对一件已决策的事会怎么判，与当时对照；什么都不存。

Evaluating again: how any version would judge an event that was decided, compared with the decision.
Indicators have the values of that moment: those that were read then as they were stored, others
computed from the log. Lists count as they stand today, at the time of the event. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.decisions.detail import KnownIndicators
from ballast.decisions.evidence import behind
from ballast.decisions.judge import read_by
from ballast.decisions.reading import hidden
from ballast.decisions.schemas import (
    AnswerView,
    ReasonView,
    Rerun,
    RerunBody,
    TracedNode,
    TracedUnit,
    UnitChange,
    Verdict,
)
from ballast.decisions.tracing import Tracing, readable, trace_of
from ballast.decisions.views import answer_of, visible_decision
from ballast.events.model import Event, Scene
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.policies.compile import Compiled
from ballast.policies.evaluation import Evaluation, evaluate
from ballast.policies.lists.live import LiveLists
from ballast.policies.live import LivePolicies

_COMPARED = ("outcome", "score", "limit", "rate", "term")


@dataclass(frozen=True, slots=True)
class _Values:
    """那一刻的指标。 The indicators of that moment."""

    values: dict[str, object]
    recomputed: list[str]
    uncertain: list[str]


class Rerunning:
    """重算。 Evaluates again."""

    def __init__(
        self,
        database: Database,
        scenes: Mapping[str, Scene],
        policies: LivePolicies,
        lists: LiveLists,
        tracing: Tracing,
        indicators: KnownIndicators,
    ) -> None:
        self._database = database
        self._scenes = scenes
        self._policies = policies
        self._lists = lists
        self._tracing = tracing
        self._indicators = indicators

    def run(self, principal: Principal, decision_id: str, body: RerunBody) -> Rerun:
        """用另一版重算。 Evaluate again with a version.

        Raises:
            UnknownDecisionError: 没有，或场景不可见。 There is none, or its scene is out of scope.
            UnknownVersionError: 没有这个版本。 There is no such version.
            InvalidPolicyError: 这一版有问题，跑不了。 The version has problems and cannot run.
        """
        principal.require("policy.simulate")
        with self._database.reading() as session:
            decision, event = visible_decision(session, principal, decision_id)
            principal.require("policy.simulate", decision.scene)
            compiled = self._policies.version(session, body.policy, body.version)
            kept = self._tracing.rebuilt(session, decision, event)
            read = self._values(session, compiled, event, kept.indicators)
        now = evaluate(compiled, event.data, read.values, self._lists.at(event.at_us))
        before = _before(answer_of(decision.answer))
        after = _after(body, now)
        trace = trace_of(now, read.values)
        return Rerun(
            before=before,
            after=after,
            changed=list(_changed(before, after)),
            units=_units(readable(kept).nodes, trace.nodes),
            recomputed=read.recomputed,
            uncertain=read.uncertain,
            trace=trace,
        )

    def _values(
        self, session: Session, compiled: Compiled, event: Event, kept: Mapping[str, object]
    ) -> _Values:
        wanted = sorted(read_by(compiled))
        found = _Values({code: kept[code] for code in wanted if code in kept}, [], [])
        known = self._indicators()
        for code in wanted:
            if code in kept:
                continue
            past = behind(session, self._scenes, known[code], event) if code in known else None
            found.values[code] = past.value if past else None
            found.recomputed.append(code)
            if past is None or not past.complete:
                found.uncertain.append(code)
        return found


def _before(answer: AnswerView) -> Verdict:
    stamp = answer.policy
    return Verdict(
        stamp.id if stamp else "",
        stamp.version if stamp else 0,
        answer.outcome,
        answer.score,
        answer.limit,
        answer.rate,
        answer.term,
        answer.reasons,
    )


def _after(body: RerunBody, now: Evaluation) -> Verdict:
    reasons = [
        ReasonView(
            reason.code,
            reason.title.as_dict(),
            hidden(reason.value),
            reason.operator,
            hidden(reason.threshold),
        )
        for reason in now.reasons
    ]
    return Verdict(
        body.policy, body.version, now.outcome, now.score, now.limit, now.rate, now.term, reasons
    )


def _changed(before: Verdict, after: Verdict) -> Iterator[str]:
    yield from (name for name in _COMPARED if getattr(before, name) != getattr(after, name))
    if [reason.code for reason in before.reasons] != [reason.code for reason in after.reasons]:
        yield "reasons"


def _units(before: list[TracedNode], after: list[TracedNode]) -> list[UnitChange]:
    then, now = dict(_by_place(before)), dict(_by_place(after))
    return [
        _change(place, then.get(place), now.get(place))
        for place in dict.fromkeys((*then, *now))
        if _status(then.get(place)) != _status(now.get(place))
    ]


def _by_place(nodes: list[TracedNode]) -> Iterator[tuple[tuple[str, str], TracedUnit]]:
    for node in nodes:
        yield from (((node.node, unit.code), unit) for unit in node.units)
        yield from _by_place(node.sub)


def _change(place: tuple[str, str], then: TracedUnit | None, now: TracedUnit | None) -> UnitChange:
    title = (now or then or TracedUnit("", "", {}, "", "", {}, [], None)).title
    return UnitChange(place[0], place[1], title, _status(then), _status(now))


def _status(unit: TracedUnit | None) -> str | None:
    return None if unit is None else unit.status
