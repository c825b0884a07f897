"""一份草稿对最近若干决策的影响：用当时的事件与指标重算，与当时的结论对照。

The effect of a version on recent decisions: evaluated again on the events and indicators as they
were, and compared with what was decided. Indicators that were not read then are recomputed from the
log with the same engine, so every value is the one of that moment. Lists count as they stand today,
at the time of the event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy.orm import Session

from ballast.decisions import repository
from ballast.decisions.judge import read_by
from ballast.decisions.model import Decision
from ballast.decisions.recollection import Recollection
from ballast.events import repository as events
from ballast.events.model import Scene
from ballast.indicators.model import Indicator
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.policies.compile import Compiled
from ballast.policies.effects import Effect, EffectReport, OutcomeChange
from ballast.policies.evaluation import Evaluation, evaluate
from ballast.policies.lists.live import LiveLists
from ballast.policies.live import LivePolicies
from ballast.policies.model import VersionRef

MOST = 5_000
"""最多对照多少个决策。 Most decisions compared."""
_EXAMPLES = 5


class EffectStudy:
    """算影响。 Computes effects."""

    def __init__(
        self,
        database: Database,
        scenes: Mapping[str, Scene],
        indicators: Callable[[], Iterable[Indicator]],
        policies: LivePolicies,
        lists: LiveLists,
    ) -> None:
        self._database = database
        self._policies = policies
        self._scenes = scenes
        self._recollection = Recollection(scenes, indicators)
        self._lists = lists

    def show(self, principal: Principal, ref: VersionRef, last: int) -> EffectReport:
        """给人看的影响报告。 The report, for whoever may read policies."""
        principal.require("policy.read")
        for scene in self._decided(ref):
            principal.require("policy.read", scene)
        with self._database.reading() as session:
            return self.report(session, ref, last)

    def report(self, session: Session, ref: VersionRef, last: int = 1_000) -> EffectReport:
        """影响报告，可入库。 The report, fit to be stored.

        Raises:
            UnknownVersionError: 没有这个版本。 There is no such version.
        """
        compiled = self._policies.version(session, ref.code, ref.number)
        found = self._decided(ref)
        effects = {scene: self.run(session, compiled, scene, last) for scene in found}
        return EffectReport(last, effects)

    def _decided(self, ref: VersionRef) -> list[str]:
        return [scene.code for scene in self._scenes.values() if scene.policy == ref.code]

    def run(self, session: Session, compiled: Compiled, scene: str, last: int) -> Effect:
        """对最近 `last` 个决策的影响。 The effect on the last `last` decisions of a scene."""
        found = repository.recent(session, scene, min(last, MOST))
        known = {each.seq: _read_then(each) for each in found}
        self._recollection.complete(session, known, read_by(compiled))
        study = _Tally()
        by_seq = {e.seq: e for e in events.numbered(session, [d.seq for d in found])}
        for each in found:
            event = by_seq[each.seq]
            lookup = self._lists.at(event.at_us)
            study.take(each, evaluate(compiled, event.data, known[each.seq], lookup))
        return study.effect()


class _Tally:
    def __init__(self) -> None:
        self.compared = 0
        self.failed = 0
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.examples: dict[tuple[str, str], list[str]] = {}
        self.reasons_before: Counter[str] = Counter()
        self.reasons_after: Counter[str] = Counter()

    def take(self, decision: Decision, now: Evaluation) -> None:
        pair = (decision.outcome, now.outcome)
        self.compared += 1
        self.failed += bool(now.failed)
        self.pairs[pair] += 1
        self.reasons_before.update(_reason_codes(decision))
        self.reasons_after.update(reason.code for reason in now.reasons)
        examples = self.examples.setdefault(pair, [])
        if len(examples) < _EXAMPLES:
            examples.append(decision.id)

    def effect(self) -> Effect:
        changes = [
            OutcomeChange(before, after, count, self.examples[before, after])
            for (before, after), count in self.pairs.most_common()
            if before != after
        ]
        before: Counter[str] = Counter()
        after: Counter[str] = Counter()
        for (was, is_now), count in self.pairs.items():
            before[was] += count
            after[is_now] += count
        return Effect(
            compared=self.compared,
            changed=sum(change.count for change in changes),
            failed=self.failed,
            before=dict(before),
            after=dict(after),
            changes=changes,
            reasons_before=dict(self.reasons_before.most_common()),
            reasons_after=dict(self.reasons_after.most_common()),
        )


class _Answered(Struct):
    reasons: list[dict[str, Any]]


_decode_answer = msgspec.json.Decoder(_Answered).decode
_decode_trace = msgspec.json.Decoder(dict[str, Any]).decode


def _reason_codes(decision: Decision) -> list[str]:
    return [reason["code"] for reason in _decode_answer(decision.answer).reasons]


def _read_then(decision: Decision) -> dict[str, object]:
    return dict(_decode_trace(decision.trace)["indicators"])
