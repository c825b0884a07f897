"""一份草稿对最近若干决策的影响：用当时的事件与指标重算，与当时的结论对照。

The effect of a version on recent decisions: evaluated again on the events and indicators as they
were, and compared with what was decided. Indicators that were not read then are recomputed from the
log with the same engine, so every value is the one of that moment. Lists count as they stand today,
at the time of the event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy.orm import Session

from ballast.decisions import repository
from ballast.decisions.judge import read_by
from ballast.decisions.model import Decision
from ballast.events import repository as events
from ballast.events.model import Event, Scene
from ballast.indicators.engine import Engine
from ballast.indicators.model import Indicator
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.policies.compile import Compiled
from ballast.policies.evaluation import Evaluation, evaluate
from ballast.policies.lists.live import LiveLists
from ballast.policies.live import LivePolicies
from ballast.policies.model import VersionRef

MOST = 5_000
"""最多对照多少个决策。 Most decisions compared."""
_EXAMPLES = 5
_BATCH = 5_000


class Change(Struct, frozen=True):
    """一类变化及其例子。 One kind of change, with examples (decision ids)."""

    before: str
    after: str
    count: int
    examples: list[str]


class Effect(Struct, frozen=True):
    """影响。 The effect.

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
    changes: list[Change]
    reasons_before: dict[str, int]
    reasons_after: dict[str, int]


class EffectStudy:
    """算影响。 Computes effects."""

    def __init__(
        self,
        database: Database,
        scenes: Mapping[str, Scene],
        indicators: Iterable[Indicator],
        policies: LivePolicies,
        lists: LiveLists,
    ) -> None:
        self._database = database
        self._policies = policies
        self._scenes = scenes
        self._indicators = {indicator.code: indicator for indicator in indicators}
        self._lists = lists

    def show(self, principal: Principal, ref: VersionRef, last: int) -> dict[str, Any]:
        """给人看的影响报告。 The report, for whoever may read policies."""
        principal.require("policy.read")
        with self._database.reading() as session:
            return self.report(session, ref, last)

    def report(self, session: Session, ref: VersionRef, last: int = 1_000) -> dict[str, Any]:
        """影响报告，可入库。 The report, fit to be stored.

        Raises:
            UnknownVersionError: 没有这个版本。 There is no such version.
        """
        compiled = self._policies.version(session, ref.code, ref.number)
        report: dict[str, Any] = {"last": last, "scenes": {}}
        for scene in self._scenes.values():
            if scene.policy == ref.code:
                effect = self.run(session, compiled, scene.code, last)
                report["scenes"][scene.code] = msgspec.to_builtins(effect)
        return report

    def run(self, session: Session, compiled: Compiled, scene: str, last: int) -> Effect:
        """对最近 `last` 个决策的影响。 The effect on the last `last` decisions of a scene."""
        found = repository.recent(session, scene, min(last, MOST))
        known = {each.seq: _read_then(each) for each in found}
        missing = read_by(compiled) - _common(known.values())
        if found and missing:
            self._replay(session, scene, missing, known)
        study = _Tally()
        by_seq = {e.seq: e for e in events.numbered(session, [d.seq for d in found])}
        for each in found:
            event = by_seq[each.seq]
            lookup = self._lists.at(event.at_us)
            study.take(each, evaluate(compiled, event.data, known[each.seq], lookup))
        return study.effect()

    def _replay(
        self,
        session: Session,
        scene: str,
        missing: frozenset[str],
        known: dict[int, dict[str, object]],
    ) -> None:
        engine = Engine([self._indicators[code] for code in missing], self._scenes)
        last = max(known)
        for batch in events.batches(session, 0, _BATCH):
            for event in batch:
                self._observe(engine, event, missing, known)
            if batch[-1].seq >= last:
                return

    @staticmethod
    def _observe(
        engine: Engine, event: Event, missing: frozenset[str], known: dict[int, dict[str, object]]
    ) -> None:
        values = known.get(event.seq)
        if values is None:
            engine.observe(event, frozenset())
        else:
            values.update(engine.observe(event, missing))


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
            Change(before, after, count, self.examples[before, after])
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


def _common(known: Iterable[Mapping[str, object]]) -> frozenset[str]:
    read = [frozenset(values) for values in known]
    return frozenset.intersection(*read) if read else frozenset()
