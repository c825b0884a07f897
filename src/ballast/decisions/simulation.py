"""试算：任一版本，或没有保存的文档，对一件事会怎么判；什么都不改变。

Simulation: how any version, or a document not yet saved, would judge an event. Nothing is stored
and no state changes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from ballast.decisions import repository
from ballast.decisions.filter import DecisionFilter
from ballast.decisions.judge import read_by
from ballast.decisions.model import Decision
from ballast.decisions.painted import painting
from ballast.decisions.reading import hidden_within
from ballast.decisions.simulation_schemas import (
    DraftSimulation,
    SampleView,
    SimulatedEvent,
    SimulationView,
)
from ballast.decisions.trial import Trial, Trials
from ballast.events import repository as events
from ballast.events.instants import text_of
from ballast.events.model import Event
from ballast.events.views import EventViews
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.policies.compile import Compiled
from ballast.policies.evaluation import evaluate
from ballast.policies.lists.live import LiveLists
from ballast.policies.live import LivePolicies
from ballast.policies.model import VersionRef
from ballast.policies.trace import lines, trace

_MOST = 50
"""最多给多少件供试算。 How many samples are offered at most."""


class Simulation:
    """试算。 Simulates.

    Args:
        database: 数据库。 The database.
        policies: 编译任一版本或文档。 Compiles any version or document.
        lists: 名单。 The lists.
        trials: 找出试算的对象。 Finds what to simulate.
        event_views: 事件给人看的样子。 Events as people see them.
    """

    def __init__(
        self,
        database: Database,
        policies: LivePolicies,
        lists: LiveLists,
        trials: Trials,
        event_views: EventViews,
    ) -> None:
        self._database = database
        self._policies = policies
        self._lists = lists
        self._trials = trials
        self._event_views = event_views

    def run(self, principal: Principal, ref: VersionRef, wanted: SimulatedEvent) -> SimulationView:
        """一个版本对一件事会怎么判。 How a version would judge an event.

        Raises:
            BallastError: 没有权限、没有这个版本、事件不合场景…… Not permitted, no such version, …
        """
        return self._run(
            principal,
            wanted,
            lambda session, _: self._policies.version(session, ref.code, ref.number, watched=True),
        )

    def draft(self, principal: Principal, wanted: DraftSimulation) -> SimulationView:
        """没有保存的文档对一件事会怎么判。 How a document that is not saved would judge an event.

        Raises:
            InvalidPolicyError: 文档有问题，逐处列出。 The document has problems; all are listed.
        """
        return self._run(
            principal,
            wanted,
            lambda session, scene: self._policies.unsaved(
                session, (wanted.code, scene), wanted.document
            ),
        )

    def samples(
        self, principal: Principal, about: tuple[str, str | None], outcome: str | None
    ) -> list[SampleView]:
        """最近的决策，供试算。 Recent decisions to try a flow on.

        Args:
            principal: 谁来问。 Who asks.
            about: 策略编码，与没有保存的策略所用的场景。 Code of the policy, and the scene of one
                that is not saved yet.
            outcome: 只要这个结论的。 Only those with this outcome.
        """
        code, given = about
        with self._database.reading() as session:
            scene = self._policies.scene_of(session, code) or given
            wanted = _sampled(principal, scene, outcome)
            found, _ = repository.page(session, wanted, limit=_MOST)
            by_seq = {e.seq: e for e in events.numbered(session, [d.seq for d in found])}
        return [self._sample(each, by_seq[each.seq]) for each in found]

    def _sample(self, decision: Decision, event: Event) -> SampleView:
        return SampleView(
            decision.id,
            decision.scene,
            decision.event_id,
            text_of(decision.at_us),
            decision.outcome,
            self._event_views.masked(event).data,
        )

    def _run(
        self,
        principal: Principal,
        wanted: SimulatedEvent,
        compiled: Callable[[Session, str], Compiled],
    ) -> SimulationView:
        with self._database.reading() as session:
            trial = self._trials.of(session, principal, wanted)
            policy = compiled(session, trial.about.scene)
            indicators = dict(trial.values(read_by(policy)))
        return self._shown(policy, trial, indicators)

    def _shown(
        self, policy: Compiled, trial: Trial, indicators: dict[str, object]
    ) -> SimulationView:
        started_ns = time.perf_counter_ns()
        found = evaluate(policy, trial.data, indicators, self._lists.at(trial.at_us))
        elapsed_us = (time.perf_counter_ns() - started_ns) / 1_000
        nodes = trace(found)
        whole: dict[str, Any] = {
            **{n: getattr(found, n) for n in ("outcome", "score", "limit", "rate", "term")},
            "reasons": found.reasons,
            "indicators": indicators,
            "missing": found.missing,
            "nodes": nodes,
            "text": {language: list(lines(nodes, language)) for language in ("zh", "en")},
            "sha256": policy.plan.sha256,
            "about": trial.about,
            "simulation": painting(policy, found, trial.masked, elapsed_us),
        }
        return msgspec.convert(hidden_within(msgspec.to_builtins(whole)), SimulationView)


def _sampled(principal: Principal, scene: str | None, outcome: str | None) -> DecisionFilter:
    scopes: list[frozenset[str]] = []
    for permission in ("policy.simulate", "decision.read", "event.read"):
        principal.require(permission, scene)
        held = principal.scenes_for(permission)
        scopes += [] if held is None else [held]
    scenes = frozenset.intersection(*scopes) if scopes else None
    return DecisionFilter(scene=scene, outcomes=(outcome,) if outcome else (), scenes=scenes)
