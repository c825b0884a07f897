"""给人看的证据：指标值背后的事件。 Evidence as people see it: the events behind a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from ballast.decisions import repository
from ballast.decisions.detail import KnownIndicators
from ballast.decisions.errors import NotReadError
from ballast.decisions.evidence import Behind, behind
from ballast.decisions.model import Decision, TraceRecord
from ballast.decisions.reading import hidden
from ballast.decisions.schemas import Evidence, EvidenceEvent
from ballast.decisions.views import visible_decision
from ballast.events.instants import text_of
from ballast.events.model import Event, Scene
from ballast.events.views import EventViews
from ballast.indicators.explain import edge_words, edges, value_words
from ballast.indicators.model import Indicator
from ballast.infra.access import Principal
from ballast.infra.db import Database

SHOWN = 200
"""最多列出多少件。 How many events are listed, at most."""
_decode = msgspec.json.Decoder(TraceRecord).decode


@dataclass(frozen=True, slots=True)
class _Asked:
    """问的是什么。 What is asked about."""

    indicator: Indicator
    event: Event
    value: object


class EvidenceViews:
    """看证据。 Looks at evidence.

    Args:
        event_views: 屏蔽值。 Masks values.
        indicators: 现行指标。 The indicators in force.
    """

    def __init__(
        self,
        database: Database,
        scenes: Mapping[str, Scene],
        event_views: EventViews,
        indicators: KnownIndicators,
    ) -> None:
        self._database = database
        self._scenes = scenes
        self._events = event_views
        self._indicators = indicators

    def show(self, principal: Principal, decision_id: str, code: str) -> Evidence:
        """一个指标值背后的事件。 The events behind the value of an indicator.

        Raises:
            UnknownDecisionError: 没有，或场景不可见。 There is none, or its scene is out of scope.
            NotReadError: 此决策没有读这个指标。 The decision did not read this indicator.
        """
        principal.require("event.read")
        with self._database.reading() as session:
            decision, event = visible_decision(session, principal, decision_id)
            principal.require("event.read", decision.scene)
            asked = self._asked(decision, event, code)
            principal.require("event.read", asked.indicator.scene)
            found = behind(session, self._scenes, asked.indicator, event)
            items = self._items(session, asked, found)
        return _evidence(asked, found, items)

    def _asked(self, decision: Decision, event: Event, code: str) -> _Asked:
        read = _decode(decision.trace).indicators
        indicator = self._indicators().get(code)
        if code not in read or indicator is None:
            raise NotReadError
        return _Asked(indicator, event, read[code])

    def _items(self, session: Session, asked: _Asked, found: Behind) -> list[EvidenceEvent]:
        latest = found.counted[:SHOWN]
        decided = repository.briefs(session, [each.seq for each in latest])
        return [self._item(asked, each, decided.get(each.seq)) for each in latest]

    def _item(self, asked: _Asked, event: Event, decided: repository.Brief | None) -> EvidenceEvent:
        return EvidenceEvent(
            scene=event.scene,
            id=event.id,
            seq=event.seq,
            occurred_at=text_of(event.at_us),
            late=event.late,
            value=self._brings(asked.indicator, event),
            itself=event.seq == asked.event.seq,
            decision_id=decided.id if decided else None,
            outcome=decided.outcome if decided else None,
        )

    def _brings(self, indicator: Indicator, event: Event) -> Any:
        if indicator.of is None:
            return None
        return hidden(self._events.masked(event).data.get(indicator.of))


def _evidence(asked: _Asked, found: Behind, items: list[EvidenceEvent]) -> Evidence:
    indicator, event = asked.indicator, asked.event
    newest = max((each.at_us for each in found.counted), default=event.at_us)
    since_us, until_us = edges(indicator, event.at_us, newest)
    value = hidden(asked.value)
    return Evidence(
        code=indicator.code,
        title=indicator.title.as_dict(),
        value=value,
        words=value_words(indicator, value).as_dict(),
        window=edge_words(indicator, event.at_us, newest).as_dict(),
        recomputed=hidden(found.value),
        agrees=found.value == asked.value if found.complete else None,
        complete=found.complete,
        since=None if since_us is None else text_of(since_us),
        until=None if until_us is None else text_of(until_us),
        count=len(found.counted),
        items=items,
    )
