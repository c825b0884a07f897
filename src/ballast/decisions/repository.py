"""决策的全部查询。 Every query of decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ballast.decisions.model import SUBJECT_LENGTH, Decision
from ballast.decisions.tables import DecisionRow
from ballast.infra.bulk import insert_rows

_TABLE = DecisionRow.__table__
_COLUMNS = Decision.__struct_fields__
_WHOLE = select(*(_TABLE.c[name] for name in _COLUMNS))
_values = attrgetter(*(column.name for column in _TABLE.columns))
_ANSWERS = select(_TABLE.c.seq, _TABLE.c.answer).where(
    _TABLE.c.seq.in_(bindparam("seqs", expanding=True))
)


def answers(session: Session, seqs: Iterable[int]) -> dict[int, bytes]:
    """这些事件当时的答复。 The answers given to these events."""
    rows = session.execute(_ANSWERS, {"seqs": list(seqs)})
    return {row.seq: row.answer for row in rows}


def insert_many(session: Session, decisions: Sequence[Decision]) -> None:
    """写入一批。 Insert a batch."""
    insert_rows(session, _TABLE, [_values(each) for each in decisions])


def get(session: Session, decision_id: str) -> Decision | None:
    """按标识取。 One decision by id."""
    row = session.execute(_WHOLE.where(_TABLE.c.id == decision_id)).one_or_none()
    return None if row is None else Decision(*row)


class DecisionFilter(Struct, frozen=True):
    """查询条件；时刻为微秒，含起不含止。 Conditions; from `since_us` up to but not `until_us`."""

    scene: str | None = None
    outcome: str | None = None
    policy: str | None = None
    version: int | None = None
    event_id: str | None = None
    subject: str | None = None
    since_us: int | None = None
    until_us: int | None = None
    scenes: frozenset[str] | None = None  # what the principal may see; None: all

    def apply(self, query: Select[Any]) -> Select[Any]:
        """加到查询上。 Add to a query."""
        for name in ("scene", "outcome", "policy", "version", "event_id"):
            value = getattr(self, name)
            if value is not None:
                query = query.where(_TABLE.c[name] == value)
        if self.subject is not None:
            query = query.where(_TABLE.c.subject == self.subject[:SUBJECT_LENGTH])
        if self.since_us is not None:
            query = query.where(_TABLE.c.at_us >= self.since_us)
        if self.until_us is not None:
            query = query.where(_TABLE.c.at_us < self.until_us)
        if self.scenes is not None:
            query = query.where(_TABLE.c.scene.in_(self.scenes))
        return query


def page(
    session: Session, wanted: DecisionFilter, cursor: int | None = None, limit: int = 50
) -> tuple[list[Decision], int | None]:
    """新的在前的一页，以及下一页的游标。 A page, newest first, and the cursor of the next one."""
    query = wanted.apply(_WHOLE.order_by(_TABLE.c.seq.desc()).limit(limit + 1))
    if cursor is not None:
        query = query.where(_TABLE.c.seq < cursor)
    found = [Decision(*row) for row in session.execute(query)]
    return found[:limit], found[limit - 1].seq if len(found) > limit else None


def recent(session: Session, scene: str, limit: int) -> list[Decision]:
    """一个场景最近的决策，新的在前。 The latest decisions of a scene, newest first."""
    query = _WHOLE.where(_TABLE.c.scene == scene).order_by(_TABLE.c.seq.desc()).limit(limit)
    return [Decision(*row) for row in session.execute(query)]
