"""试算的对象：写出的一件事、已存的事件，或一次决策，连同当时的指标。

What a simulation is tried on: an event as typed, a stored event or a decision, with the indicators
of its moment. A typed event reads the online state as it is now; a stored one has what was read
then, and what was not read is recomputed from the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from ballast.decisions import repository
from ballast.decisions.errors import NothingToSimulateError
from ballast.decisions.filter import DecisionFilter
from ballast.decisions.model import Decision, TraceRecord
from ballast.decisions.recollection import Recollection
from ballast.decisions.simulation_schemas import About, SimulatedEvent
from ballast.decisions.state_reading import StateReading
from ballast.decisions.views import visible_decision
from ballast.events import repository as events
from ballast.events.incoming import Incoming
from ballast.events.instants import text_of
from ballast.events.intake import accept
from ballast.events.model import Event
from ballast.events.problem import Refusal
from ballast.events.registry import SceneRegistry
from ballast.events.views import EventViews, UnknownEventError
from ballast.infra.access import Principal

Values = Callable[[frozenset[str]], Mapping[str, object]]
"""想要的指标 → 它们的值。 Wanted indicators to their values."""
_decode = msgspec.json.Decoder(TraceRecord).decode


@dataclass(frozen=True, slots=True)
class Trial:
    """一次试算的对象。 What one simulation is tried on.

    Args:
        data: 求值用的数据。 The data as a policy reads it.
        masked: 其中受保护的值屏蔽后的样子。 Protected values of it, masked.
        at_us: 事发时刻。 When it occurred.
        values: 给出指标。 Gives the indicators.
        about: 是哪件事。 Which event it is.
    """

    data: Mapping[str, object]
    masked: Mapping[str, object]
    at_us: int
    values: Values
    about: About


class Trials:
    """找出试算的对象。 Finds what to simulate."""

    def __init__(
        self,
        scenes: SceneRegistry,
        reading: StateReading,
        event_views: EventViews,
        recollection: Recollection,
    ) -> None:
        self._scenes = scenes
        self._reading = reading
        self._views = event_views
        self._recollection = recollection

    def of(self, session: Session, principal: Principal, wanted: SimulatedEvent) -> Trial:
        """找出要试算的事。 The event to simulate.

        Raises:
            NothingToSimulateError: 没有写明哪件事。 It does not say which event.
            BallastError: 没有权限、没有这件事、数据不合场景。 Not permitted, no such event, …
        """
        principal.require("policy.simulate", wanted.scene)
        if wanted.decision_id is not None:
            decision, event = visible_decision(session, principal, wanted.decision_id)
            return self._stored(session, principal, event, decision)
        if wanted.scene is not None and wanted.event_id is not None:
            principal.require("event.read", wanted.scene)
            found = events.get(session, wanted.scene, wanted.event_id)
            if found is None:
                raise UnknownEventError
            return self._stored(session, principal, found, _decision_on(session, found))
        if wanted.scene is None or wanted.data is None:
            raise NothingToSimulateError
        return self._typed(wanted.scene, wanted.data, wanted.occurred_at)

    def _typed(self, scene: str, data: dict[str, object], occurred_at: str | None) -> Trial:
        incoming = self._accept(scene, data, occurred_at)
        about = About(scene, text_of(incoming.at_us), None, None, None, {})

        def values(wanted: frozenset[str]) -> Mapping[str, object]:
            return self._reading.values(incoming, wanted)

        return Trial(incoming.data, {}, incoming.at_us, values, about)

    def _accept(self, scene: str, data: dict[str, object], occurred_at: str | None) -> Incoming:
        plan = self._scenes.plan(scene)
        now_us = self._reading.now_us()
        moment = occurred_at or text_of(now_us)
        raw = {"id": "simulation", "occurred_at": moment, "data": data}
        found = accept(plan, raw, now_us, self._reading.protector)
        if isinstance(found, Refusal):
            raise found.error()
        return found

    def _stored(
        self, session: Session, principal: Principal, event: Event, decision: Decision | None
    ) -> Trial:
        principal.require("policy.simulate", event.scene)
        principal.require("event.read", event.scene)
        view = self._views.masked(event)
        read = {} if decision is None else dict(_decode(decision.trace).indicators)

        def values(wanted: frozenset[str]) -> Mapping[str, object]:
            known = {event.seq: read}
            self._recollection.complete(session, known, wanted)
            return {code: known[event.seq].get(code) for code in wanted}

        masked = {name: view.data[name] for name in view.masked}
        about = About(
            event.scene,
            text_of(event.at_us),
            event.id,
            None if decision is None else decision.id,
            None if decision is None else decision.outcome,
            view.data,
        )
        return Trial(event.data, masked, event.at_us, values, about)


def _decision_on(session: Session, event: Event) -> Decision | None:
    found, _ = repository.page(session, DecisionFilter(seqs=(event.seq,)), limit=1)
    return found[0] if found else None
