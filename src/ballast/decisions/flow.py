"""决策当时的流程：那一版的文档，与画在上面的轨迹。

The flow behind a decision: the document of the very version that ran, and its trace to paint on it.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from ballast.decisions.model import Decision, TraceRecord
from ballast.decisions.painted import painting
from ballast.decisions.reading import hidden_within
from ballast.decisions.simulation_schemas import FlowView, Painting
from ballast.decisions.views import visible_decision
from ballast.events.model import Event
from ballast.events.views import EventViews
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.kit.errors import BallastError
from ballast.policies.archive import PolicyArchive
from ballast.policies.record import restored
from ballast.policies.retracing import retraced

_decode = msgspec.json.Decoder(TraceRecord).decode


class DecisionFlows:
    """看决策当时的流程。 Shows the flows behind decisions."""

    def __init__(self, database: Database, archive: PolicyArchive, event_views: EventViews) -> None:
        self._database = database
        self._archive = archive
        self._event_views = event_views

    def show(self, principal: Principal, decision_id: str) -> FlowView:
        """一次决策的流程。 The flow behind one decision.

        Raises:
            UnknownDecisionError: 没有，或场景不可见。 There is none, or its scene is out of scope.
        """
        principal.require("policy.read")
        with self._database.reading() as session:
            decision, event = visible_decision(session, principal, decision_id)
            kept = _decode(decision.trace)
            if bytes(kept.record) == b"null":
                return _view(decision, None, None, "fallback")
            document: Any = None
            try:
                document = self._archive.document(session, (decision.policy, kept.sha256))
                painted = self._painted(session, (decision, event), kept)
            except BallastError as error:
                # A field that the version used may be gone from today's scene.
                return _view(decision, document, None, error.code)
        return _view(decision, document, painted, None)

    def _painted(
        self, session: Session, about: tuple[Decision, Event], kept: TraceRecord
    ) -> Painting:
        decision, event = about
        own = (decision.policy, kept.sha256)
        compiled = self._archive.compiled(session, own, kept.subs, watched=True)
        past = restored(compiled.plan, bytes(kept.record), event.data, kept.indicators)
        view = self._event_views.masked(event)
        masked = {name: view.data[name] for name in view.masked}
        painted = painting(compiled, retraced(compiled, past), masked)
        return msgspec.convert(hidden_within(msgspec.to_builtins(painted)), Painting)


def _view(
    decision: Decision, document: Any, painted: Painting | None, problem: str | None
) -> FlowView:
    return FlowView(decision.id, decision.policy, decision.version, document, painted, problem)
