"""判断一个事件：场景的现行策略作答；没有或跑不了，由场景的缺省结论作答并说明。

Judging one event: the live policy of its scene answers; when there is none or it cannot run, the
scene's fallback answers and says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import msgspec
import structlog
from msgspec import Struct

from ballast.decisions.marks import keys_of, marked, rules_hit
from ballast.decisions.model import (
    SUBJECT_LENGTH,
    Answer,
    Decision,
    Fallback,
    PolicyStamp,
    TraceRecord,
)
from ballast.decisions.reading import hidden
from ballast.decisions.watching import Watcher
from ballast.events.instants import text_of
from ballast.events.model import Event, Scene, SubjectKind
from ballast.kit.ids import new_id
from ballast.kit.text import Text
from ballast.policies.compile import Compiled
from ballast.policies.evaluation import Evaluation, Reason, evaluate
from ballast.policies.lists.live import LiveLists
from ballast.policies.live import LivePolicies, LivePolicy
from ballast.policies.record import stored

_log = structlog.get_logger(__name__)
_encode = msgspec.json.Encoder().encode
_NOTHING: frozenset[str] = frozenset()

NO_POLICY = Text(
    "场景没有现行策略，由缺省结论作答", "No live policy; the scene's fallback answered"
)
FAILED = Text("策略没有跑完，由缺省结论作答", "The policy could not run; the fallback answered")


class Reading(Struct, frozen=True):
    """为一个事件读到的，以及谁在问。 What was read for an event, and who asks since when."""

    indicators: Mapping[str, object]
    principal: str
    started_ns: int


class Judge:
    """现行策略作答。 Answers with the live policies.

    Args:
        scenes: 场景。 The scenes.
        policies: 现行策略。 The live policies.
        lists: 名单。 The lists.
        now_us: 时钟。 The clock.
        watcher: 谁来计数。 Who counts.
    """

    def __init__(
        self,
        scenes: Mapping[str, Scene],
        policies: LivePolicies,
        lists: LiveLists,
        now_us: Callable[[], int],
        watcher: Watcher,
    ) -> None:
        self._scenes = scenes
        self._policies = policies
        self._lists = lists
        self._now_us = now_us
        self._watcher = watcher
        self._wanted: dict[str, frozenset[str]] = {}
        self._subjects = {code: _subject(scene) for code, scene in scenes.items()}
        self._keys = {code: keys_of(scene) for code, scene in scenes.items()}

    def live(self, scene: str) -> LivePolicy | None:
        """此场景的现行策略。 The live policy of a scene, if there is one that can run."""
        code = self._scenes[scene].policy
        return None if code is None else self._policies.policies.get(code)

    def wanted(self, live: LivePolicy | None) -> frozenset[str]:
        """它要读哪些指标。 Which indicators it reads."""
        if live is None:
            return _NOTHING
        if live.version not in self._wanted:
            self._wanted = {live.version: read_by(live.compiled), **self._wanted}
        return self._wanted[live.version]

    def decide(self, event: Event, live: LivePolicy | None, reading: Reading) -> Decision:
        """作一次决策。 Make one decision."""
        indicators = reading.indicators
        evaluation = None if live is None else self._evaluate(live, event, indicators)
        decided_us = self._now_us()
        decision_id = new_id("dec", decided_us)
        outcome = self._scenes[event.scene].fallback if evaluation is None else evaluation.outcome
        failures = len(evaluation.failed) if evaluation else 0
        answered_by = live.code if live and evaluation else ""
        self._watcher.decided(event.scene, outcome, answered_by, failures)
        answer = Answer(
            decision_id=decision_id,
            scene=event.scene,
            id=event.id,
            outcome=outcome,
            score=evaluation.score if evaluation else None,
            limit=evaluation.limit if evaluation else None,
            rate=evaluation.rate if evaluation else None,
            term=evaluation.term if evaluation else None,
            reasons=[_outward(reason) for reason in evaluation.reasons] if evaluation else [],
            policy=PolicyStamp(live.code, live.number, live.hash) if live else None,
            indicators={code: hidden(value) for code, value in indicators.items()},
            decided_at=text_of(decided_us),
            elapsed_us=(time.perf_counter_ns() - reading.started_ns) // 1000,
            late=event.late,
            unknown_fields=event.unknown,
            fallback=None if evaluation else _fallback(live),
        )
        return Decision(
            id=decision_id,
            seq=event.seq,
            scene=event.scene,
            event_id=event.id,
            at_us=event.at_us,
            decided_us=decided_us,
            outcome=outcome,
            policy=live.code if live else "",
            version=live.number if live else 0,
            subject=self._subject_of(event),
            principal=reading.principal,
            answer=_encode(answer),
            trace=_encode(_trace(live, evaluation, indicators)),
            score=answer.score,
            reasons=marked(reason.code for reason in answer.reasons),
            rules=marked(rules_hit(evaluation)) if evaluation else "",
            keys=self._keys[event.scene](event.data),
        )

    def _evaluate(
        self, live: LivePolicy, event: Event, indicators: Mapping[str, object]
    ) -> Evaluation | None:
        try:
            found = evaluate(live.compiled, event.data, indicators, self._lists.at(event.at_us))
        except Exception as cause:  # whatever breaks, a decision is owed; the fallback answers
            _log.error("policy.failed", policy=live.code, cause=type(cause).__name__)
            return None
        return found

    def _subject_of(self, event: Event) -> str:
        name = self._subjects[event.scene]
        value = event.data.get(name) if name else None
        return value[:SUBJECT_LENGTH] if isinstance(value, str) else ""


def read_by(compiled: Compiled) -> frozenset[str]:
    """策略读哪些指标。 The indicators that a policy reads."""
    prefix = "indicators."
    return frozenset(
        name.removeprefix(prefix) for name in compiled.plan.inputs if name.startswith(prefix)
    )


def _trace(
    live: LivePolicy | None, evaluation: Evaluation | None, indicators: Mapping[str, object]
) -> TraceRecord:
    record = msgspec.Raw(b"null" if evaluation is None else stored(evaluation))
    if live is None:
        return TraceRecord(record, dict(indicators))
    compiled = live.compiled
    return TraceRecord(record, dict(indicators), compiled.plan.sha256, dict(compiled.subs))


def _subject(scene: Scene) -> str | None:
    field = scene.subject_field(SubjectKind.CUSTOMER)
    return None if field is None else field.name


def _fallback(live: LivePolicy | None) -> Fallback:
    if live is None:
        return Fallback("no_live_policy", NO_POLICY.as_dict())
    return Fallback("policy_failed", FAILED.as_dict())


def _outward(reason: Reason) -> Reason:
    if hidden(reason.value) is reason.value and hidden(reason.threshold) is reason.threshold:
        return reason
    return Reason(
        reason.code, reason.title, hidden(reason.value), reason.operator, hidden(reason.threshold)
    )
