"""决策给人看的样子：答复、输入（屏蔽后）、过程。

Decisions as people see them: the answer as it was given, the masked input, the readable trace.
"""

from __future__ import annotations

import msgspec

from ballast.decisions import repository
from ballast.decisions.errors import UnknownDecisionError
from ballast.decisions.model import Decision
from ballast.decisions.repository import DecisionFilter
from ballast.decisions.schemas import DecisionPage, DecisionView
from ballast.decisions.tracing import Tracing
from ballast.events import repository as events
from ballast.events.views import EventViews, cursor_of
from ballast.infra.access import Principal
from ballast.infra.db import Database

_decode = msgspec.json.Decoder(dict[str, object]).decode


class DecisionViews:
    """查看决策的用例。 Use cases of looking at decisions."""

    def __init__(self, database: Database, event_views: EventViews, tracing: Tracing) -> None:
        self._database = database
        self._events = event_views
        self._tracing = tracing

    def page(
        self, principal: Principal, wanted: DecisionFilter, cursor: str | None, limit: int
    ) -> DecisionPage:
        """一页，新的在前。 One page, newest first."""
        principal.require("decision.read", wanted.scene)
        visible = msgspec.structs.replace(wanted, scenes=principal.scenes)
        with self._database.reading() as session:
            found, following = repository.page(session, visible, cursor_of(cursor), limit)
        items = [_decode(decision.answer) for decision in found]
        return DecisionPage(items, None if following is None else str(following))

    def show(self, principal: Principal, decision_id: str) -> DecisionView:
        """一次决策的全貌。 Everything about one decision.

        Raises:
            UnknownDecisionError: 没有，或场景不可见。 There is none, or its scene is out of scope.
        """
        principal.require("decision.read")
        with self._database.reading() as session:
            decision = self._visible(principal, repository.get(session, decision_id))
            event = events.get(session, decision.scene, decision.event_id)
            if event is None:
                raise UnknownDecisionError
            trace = self._tracing.readable(session, decision, event)
        view = self._events.masked(event)
        return DecisionView(_decode(decision.answer), view.data, view.masked, trace)

    def _visible(self, principal: Principal, decision: Decision | None) -> Decision:
        if decision is None or not principal.may("decision.read", decision.scene):
            raise UnknownDecisionError
        return decision
