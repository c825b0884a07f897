"""试算：任一版本对一件假想的事会怎么判；什么都不改变。

Simulation: how any version would judge an imagined event. Nothing is stored and no state changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from ballast.decisions.judge import read_by
from ballast.decisions.reading import hidden_within
from ballast.decisions.schemas import ImaginedEvent
from ballast.events.incoming import Incoming, Protector
from ballast.events.instants import text_of
from ballast.events.intake import accept
from ballast.events.problem import Refusal
from ballast.events.registry import SceneRegistry
from ballast.indicators.engine import Engine
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.policies.compile import Compiled
from ballast.policies.evaluation import Evaluation, evaluate
from ballast.policies.lists.live import LiveLists
from ballast.policies.live import LivePolicies
from ballast.policies.trace import lines, trace

Between = Callable[[Callable[[], dict[str, object]]], dict[str, object]]


class Simulation:
    """试算。 Simulates.

    Args:
        database: 数据库。 The database.
        scenes: 现行场景。 The scenes in force.
        policies: 编译任一版本。 Compiles any version.
        lists: 名单。 The lists.
        engine: 取现用的引擎。 Gives the engine in use.
        between: 由写入道的线程读状态。 Reads the state on the lane's thread.
        protector: 令牌。 Tokens.
        now_us: 时钟。 The clock.
    """

    def __init__(
        self,
        database: Database,
        scenes: SceneRegistry,
        policies: LivePolicies,
        lists: LiveLists,
        reading: StateReading,
    ) -> None:
        self._database = database
        self._scenes = scenes
        self._policies = policies
        self._lists = lists
        self._reading = reading

    def run(
        self, principal: Principal, code: str, number: int, event: ImaginedEvent
    ) -> dict[str, Any]:
        """一个版本对一件事会怎么判。 How a version would judge an event.

        Raises:
            BallastError: 没有权限、没有这个版本、事件不合场景…… Not permitted, no such version, …
        """
        principal.require("policy.simulate", event.scene)
        incoming = self._accept(event)
        with self._database.reading() as session:
            compiled = self._policies.version(session, code, number)
        indicators = self._reading.values(incoming, read_by(compiled))
        lookup = self._lists.at(incoming.at_us)
        evaluation = evaluate(compiled, incoming.data, indicators, lookup)
        return _shown(compiled, evaluation, indicators)

    def _accept(self, event: ImaginedEvent) -> Incoming:
        plan = self._scenes.plan(event.scene)
        now_us = self._reading.now_us()
        occurred_at = event.occurred_at or text_of(now_us)
        raw = {"id": "simulation", "occurred_at": occurred_at, "data": event.data}
        found = accept(plan, raw, now_us, self._reading.protector)
        if isinstance(found, Refusal):
            raise found.error()
        return found


class StateReading:
    """读在线状态而不改变它。 Reads the online state without changing it."""

    def __init__(
        self,
        engine: Callable[[], Engine],
        between: Between,
        protector: Protector,
        now_us: Callable[[], int],
    ) -> None:
        self._engine = engine
        self._between = between
        self.protector = protector
        self.now_us = now_us

    def values(self, incoming: Incoming, wanted: frozenset[str]) -> dict[str, object]:
        """若此事此刻到来会读到的值。 What would be read if this event came now."""
        return self._between(
            lambda: self._engine().foresee(incoming.scene, incoming.data, incoming.at_us, wanted)
        )


def _shown(
    compiled: Compiled, evaluation: Evaluation, indicators: Mapping[str, object]
) -> dict[str, Any]:
    nodes = trace(evaluation)
    shown: dict[str, Any] = hidden_within(
        msgspec.to_builtins(
            {
                "outcome": evaluation.outcome,
                "score": evaluation.score,
                "limit": evaluation.limit,
                "rate": evaluation.rate,
                "term": evaluation.term,
                "reasons": evaluation.reasons,
                "indicators": dict(indicators),
                "missing": evaluation.missing,
                "nodes": nodes,
                "text": {language: list(lines(nodes, language)) for language in ("zh", "en")},
                "sha256": compiled.plan.sha256,
            }
        )
    )
    return shown
