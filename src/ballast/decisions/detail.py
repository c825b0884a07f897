"""决策页：答复、过程、指标、名单、对象、屏蔽后的输入。

The page of a decision: answer, trace, indicators, lists, subjects and the masked input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec
from sqlalchemy.orm import Session

from ballast.decisions.marks import searchable
from ballast.decisions.model import Decision
from ballast.decisions.reading import hidden
from ballast.decisions.schemas import (
    DecisionView,
    IndicatorThen,
    ListHitView,
    SubjectView,
    TracedNode,
    TraceView,
)
from ballast.decisions.tracing import Tracing, readable
from ballast.decisions.views import answer_of, visible_decision
from ballast.events.instants import text_of
from ballast.events.model import Event, Scene
from ballast.events.schemas import EventView
from ballast.events.views import EventViews
from ballast.indicators.explain import describe, edge_words, value_words
from ballast.indicators.model import Indicator
from ballast.infra.access import Principal
from ballast.infra.access.people import names_of
from ballast.infra.db import Database
from ballast.policies import repository as policies
from ballast.policies.lists import repository as lists
from ballast.policies.lists.model import ListDefinition
from ballast.policies.nodes.list_checks import ENTRY_SUFFIX

KnownIndicators = Callable[[], Mapping[str, Indicator]]
"""现行指标，按代码。 The indicators in force, by code."""


class DecisionDetails:
    """看一次决策。 Looks at one decision.

    Args:
        event_views: 屏蔽输入。 Masks the input.
        tracing: 还原过程。 Rebuilds the trace.
        indicators: 现行指标。 The indicators in force.
        definitions: 名单的定义。 Definitions of the lists.
    """

    def __init__(
        self,
        database: Database,
        scenes: Mapping[str, Scene],
        event_views: EventViews,
        tracing: Tracing,
        indicators: KnownIndicators,
        definitions: Mapping[str, ListDefinition],
    ) -> None:
        self._database = database
        self._scenes = scenes
        self._events = event_views
        self._tracing = tracing
        self._indicators = indicators
        self._definitions = definitions

    def show(self, principal: Principal, decision_id: str) -> DecisionView:
        """一次决策的全貌。 Everything about one decision.

        Raises:
            UnknownDecisionError: 没有，或场景不可见。 There is none, or its scene is out of scope.
        """
        with self._database.reading() as session:
            decision, event = visible_decision(session, principal, decision_id)
            trace = readable(self._tracing.rebuilt(session, decision, event))
            policy = policies.get_policy(session, decision.policy) if decision.policy else None
            hits = [] if not principal.may("list.read") else list(self._hits(session, trace))
            asked_by = names_of(session).get(decision.principal, decision.principal)
        title = None if policy is None else policy.title.as_dict()
        view = self._view(decision, event, trace, (title, hits))
        return msgspec.structs.replace(view, principal_name=asked_by)

    def _view(
        self,
        decision: Decision,
        event: Event,
        trace: TraceView,
        apart: tuple[dict[str, str] | None, list[ListHitView]],
    ) -> DecisionView:
        scene = self._scenes.get(decision.scene)
        code = decision.scene
        masked = self._events.masked(event)
        return DecisionView(
            answer=answer_of(decision.answer),
            seq=decision.seq,
            occurred_at=text_of(event.at_us),
            received_at=text_of(event.received_us),
            scene_title=scene.title.as_dict() if scene else {"zh": code, "en": code},
            scene_version=event.scene_version,
            principal=decision.principal,
            principal_name=decision.principal,
            policy_title=apart[0],
            input=masked.data,
            masked=list(masked.masked),
            trace=trace,
            indicators=list(self._read(trace.indicators, event)),
            lists=apart[1],
            subjects=list(self._subjects(event, masked)),
        )

    def _read(self, values: Mapping[str, object], event: Event) -> Iterator[IndicatorThen]:
        known = self._indicators()
        for code, value in values.items():
            indicator = known.get(code)
            if indicator is None:
                yield _unknown(code, value)
                continue
            yield IndicatorThen(
                code=code,
                title=indicator.title.as_dict(),
                value=value,
                words=value_words(indicator, value).as_dict(),
                window=edge_words(indicator, event.at_us).as_dict(),
                description=describe(indicator, self._scenes).as_dict(),
                known=True,
            )

    def _hits(self, session: Session, trace: TraceView) -> Iterator[ListHitView]:
        for entry_id in dict.fromkeys(_entries(trace.nodes)):
            entry = lists.get_entry(session, entry_id)
            definition = self._definitions.get(entry.list) if entry else None
            if entry is not None and definition is not None:
                yield ListHitView(
                    list=entry.list,
                    title=definition.title.as_dict(),
                    colour=definition.colour.value,
                    entry=entry.id,
                    value=entry.shown,
                    reason=entry.reason,
                    source=entry.source,
                    since=text_of(entry.starts_us),
                    until=None if entry.expires_us is None else text_of(entry.expires_us),
                )

    def _subjects(self, event: Event, masked: EventView) -> Iterator[SubjectView]:
        scene = self._scenes.get(event.scene)
        for field in scene.fields.values() if scene else ():
            if searchable(field) and isinstance(event.data.get(field.name), str):
                kind = field.subject.value if field.subject else field.kind.value
                shown = str(hidden(masked.data.get(field.name)))
                yield SubjectView(field.name, field.title.as_dict(), kind, shown)


def _unknown(code: str, value: object) -> IndicatorThen:
    same = {"zh": code, "en": code}
    words = {"zh": str(value), "en": str(value)}
    gone = {"zh": "这个指标现已没有定义", "en": "This indicator is no longer defined"}
    return IndicatorThen(code, same, value, words, gone, gone, False)


def _entries(nodes: list[TracedNode]) -> Iterator[str]:
    for node in nodes:
        for unit in node.units:
            found = node.outputs.get(unit.code + ENTRY_SUFFIX)
            if unit.kind == "check" and unit.status == "hit" and isinstance(found, str):
                yield found
        yield from _entries(node.sub)
