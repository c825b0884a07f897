"""决策的列表：筛选、翻页、按明文找、同一对象的别的决策。

Lists of decisions: filtered and paged, searched by a clear value, or those of the same subject.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from sqlalchemy.orm import Session

from ballast.decisions import repository
from ballast.decisions.errors import UnknownDecisionError, UnknownKindError, UnknownSubjectError
from ballast.decisions.filter import DecisionFilter
from ballast.decisions.finding import ANY, Sought, find, kinds, sought
from ballast.decisions.marks import searchable
from ballast.decisions.model import Decision
from ballast.decisions.reading import hidden
from ballast.decisions.schemas import (
    AnswerView,
    DecisionItem,
    DecisionPage,
    RelatedView,
    SearchBody,
    Total,
)
from ballast.events import repository as events
from ballast.events.incoming import Protector
from ballast.events.instants import text_of
from ballast.events.model import Event, Scene, SubjectKind
from ballast.events.views import cursor_of
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.infra.journal import Entry, Journal

COUNTED = 10_000
"""总数数到多少为止。 How far a total is counted."""
MOST_PER_PAGE = 500
answer_of = msgspec.json.Decoder(AnswerView).decode


class DecisionViews:
    """列出决策的用例。 Use cases of listing decisions.

    Args:
        scenes: 现行场景。 The scenes in force.
        protector: 令牌。 Tokens.
        now_us: 时钟。 The clock.
    """

    def __init__(
        self,
        database: Database,
        scenes: Mapping[str, Scene],
        protector: Protector,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._scenes = scenes
        self._protector = protector
        self._now_us = now_us
        self._journal = Journal()

    def page(
        self, principal: Principal, wanted: DecisionFilter, cursor: str | None, limit: int
    ) -> DecisionPage:
        """一页，新的在前。 One page, newest first."""
        principal.require("decision.read", wanted.scene)
        with self._database.reading() as session:
            visible = self._visible(session, principal, wanted)
            found, following = repository.page(session, visible, cursor_of(cursor), limit)
            total = None
            if cursor is None:
                total = Total(len(found), False) if following is None else _total(session, visible)
        return DecisionPage(_items(found), _cursor(following), total)

    def search(self, principal: Principal, body: SearchBody) -> DecisionPage:
        """按明文找，并记入日志（不记值）。 Search by a clear value; journalled without the value.

        Raises:
            UnknownKindError: 没有这种可找的信息。 Nothing of this kind can be searched by.
        """
        principal.require("decision.read")
        # Whoever may not see an event must not learn from an answer whose phone is in it.
        principal.require("event.read")
        if body.kind not in (ANY, *kinds(self._scenes)):
            raise UnknownKindError([ANY, *kinds(self._scenes)])
        what = sought(self._scenes, self._protector, body.kind, body.value)
        seen = _common(principal.scenes_for("decision.read"), principal.scenes_for("event.read"))
        wanted = DecisionFilter(scenes=seen)
        with self._database.transaction() as session:
            page = self._found(session, (wanted, what), body.cursor, body.limit)
            self._record(session, principal, body.kind, len(page.items))
        return page

    def related(
        self, principal: Principal, decision_id: str, field: str | None, cursor: str | None
    ) -> RelatedView:
        """同一对象的别的决策；缺省为同一客户。 Others of the same subject, the customer by default.

        Raises:
            UnknownDecisionError: 没有，或场景不可见。 There is none, or its scene is out of scope.
            UnknownSubjectError: 事件没有这个对象。 The event names no such subject.
        """
        with self._database.reading() as session:
            decision, event = visible_decision(session, principal, decision_id)
            name, value = self._subject(event, field)
            seen = principal.scenes_for("decision.read")
            what = (DecisionFilter(scenes=seen), Sought(frozenset((value,))))
            page = self._found(session, what, cursor, 50)
        others = [item for item in page.items if item.decision_id != decision.id]
        title = self._scenes[event.scene].fields[name].title
        return RelatedView(name, title.as_dict(), others, page.next)

    def _subject(self, event: Event, field: str | None) -> tuple[str, str]:
        scene = self._scenes.get(event.scene)
        customer = scene.subject_field(SubjectKind.CUSTOMER) if scene else None
        name = field or (customer.name if customer else "")
        value = event.data.get(name)
        known = scene is not None and name in scene.fields and searchable(scene.fields[name])
        if not known or not isinstance(value, str):
            raise UnknownSubjectError
        return name, value

    def _found(
        self,
        session: Session,
        what: tuple[DecisionFilter, Sought],
        cursor: str | None,
        limit: int,
    ) -> DecisionPage:
        most = max(1, min(limit, MOST_PER_PAGE))
        found, following = find(session, self._scenes, what, cursor_of(cursor), most)
        return DecisionPage(_items(found), _cursor(following))

    def _visible(
        self, session: Session, principal: Principal, wanted: DecisionFilter
    ) -> DecisionFilter:
        mine = principal.scenes_for("decision.read")
        if wanted.event_id is None:
            return msgspec.structs.replace(wanted, scenes=mine)
        keys = [(scene, wanted.event_id) for scene in self._scenes]
        known = events.existing(session, keys).values()
        return msgspec.structs.replace(wanted, scenes=mine, seqs=tuple(k.seq for k in known))

    def _record(self, session: Session, principal: Principal, kind: str, found: int) -> None:
        entry = Entry(
            actor=principal.actor,
            action="decision.search",
            subject_kind="kind",
            subject_id=kind,
            at_us=self._now_us(),
            after={"found": found},
        )
        self._journal.append(session, entry)


def visible_decision(
    session: Session, principal: Principal, decision_id: str
) -> tuple[Decision, Event]:
    """一个可见的决策和它的事件。 A decision that may be seen, with its event.

    Raises:
        UnknownDecisionError: 没有，或场景不可见。 There is none, or its scene is out of scope.
    """
    principal.require("decision.read")
    decision = repository.get(session, decision_id)
    if decision is None or not principal.may("decision.read", decision.scene):
        raise UnknownDecisionError
    event = events.get(session, decision.scene, decision.event_id)
    if event is None:
        raise UnknownDecisionError
    return decision, event


def _items(found: Sequence[Decision]) -> list[DecisionItem]:
    return [item_of(decision) for decision in found]


def item_of(decision: Decision) -> DecisionItem:
    """列表里的样子。 A decision as it stands in a list."""
    answer = answer_of(decision.answer)
    return DecisionItem(
        **{name: getattr(answer, name) for name in AnswerView.__struct_fields__},
        occurred_at=text_of(decision.at_us),
        subject=str(hidden(decision.subject)),
    )


def _total(session: Session, visible: DecisionFilter) -> Total:
    counted = repository.count(session, visible, COUNTED + 1)
    return Total(min(counted, COUNTED), counted > COUNTED)


def _cursor(following: int | None) -> str | None:
    return None if following is None else str(following)


def _common(some: frozenset[str] | None, others: frozenset[str] | None) -> frozenset[str] | None:
    if some is None or others is None:
        return others if some is None else some
    return some & others
