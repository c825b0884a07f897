"""决策的全部查询。 Every query of decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, false, func, or_, select
from sqlalchemy.orm import Session

from ballast.decisions.filter import CLOCKS_US, DecisionFilter
from ballast.decisions.marks import mark
from ballast.decisions.model import SUBJECT_LENGTH, Decision
from ballast.decisions.tables import DecisionRecordRow, DecisionRow
from ballast.infra.bulk import insert_rows
from ballast.infra.byte_search import holds

_TABLE = DecisionRow.__table__
_RECORD = DecisionRecordRow.__table__
_COLUMNS = {**{c.name: c for c in _RECORD.c}, **{c.name: c for c in _TABLE.c}}
_WHOLE = select(*(_COLUMNS[name] for name in Decision.__struct_fields__)).join_from(
    _TABLE, _RECORD, _RECORD.c.seq == _TABLE.c.seq
)
_SEQS = select(_TABLE.c.seq).order_by(_TABLE.c.seq.desc())
_values = attrgetter(*(column.name for column in _TABLE.columns))
_record = attrgetter(*(column.name for column in _RECORD.columns))
_ANSWERS = select(_RECORD.c.seq, _RECORD.c.answer).where(
    _RECORD.c.seq.in_(bindparam("seqs", expanding=True))
)
_AT_ONCE = 500
_LAST = 2**62
# Clocks are set back at times, by less than this.
_JITTER_US = 60_000_000


def answers(session: Session, seqs: Iterable[int]) -> dict[int, bytes]:
    """这些事件当时的答复。 The answers given to these events."""
    rows = session.execute(_ANSWERS, {"seqs": list(seqs)})
    return {row.seq: row.answer for row in rows}


def insert_many(session: Session, decisions: Sequence[Decision]) -> None:
    """写入一批。 Insert a batch."""
    insert_rows(session, _TABLE, [_values(each) for each in decisions])
    insert_rows(session, _RECORD, [_record(each) for each in decisions])


def get(session: Session, decision_id: str) -> Decision | None:
    """按标识取。 One decision by id."""
    row = session.execute(_WHOLE.where(_TABLE.c.id == decision_id)).one_or_none()
    return None if row is None else Decision(*row)


def numbered(session: Session, seqs: Sequence[int]) -> list[Decision]:
    """这些次序的决策，新的在前。 The decisions of these numbers, newest first."""
    found: list[Decision] = []
    for start in range(0, len(seqs), _AT_ONCE):
        query = _WHOLE.where(_TABLE.c.seq.in_(seqs[start : start + _AT_ONCE]))
        found += [Decision(*row) for row in session.execute(query)]
    return sorted(found, key=lambda decision: -decision.seq)


@dataclass(frozen=True, slots=True)
class Brief:
    """决策的标识与结论。 The id and the outcome of a decision."""

    id: str
    outcome: str


def briefs(session: Session, seqs: Sequence[int]) -> dict[int, Brief]:
    """这些事件的决策；只作事实的没有。 The decisions on these events; facts have none."""
    found: dict[int, Brief] = {}
    for start in range(0, len(seqs), _AT_ONCE):
        some = _TABLE.c.seq.in_(seqs[start : start + _AT_ONCE])
        rows = session.execute(select(_TABLE.c.seq, _TABLE.c.id, _TABLE.c.outcome).where(some))
        found.update({row.seq: Brief(row.id, row.outcome) for row in rows})
    return found


def page(
    session: Session, wanted: DecisionFilter, cursor: int | None = None, limit: int = 50
) -> tuple[list[Decision], int | None]:
    """新的在前的一页，以及下一页的游标。 A page, newest first, and the cursor of the next one."""
    seqs = found_seqs(session, wanted, cursor, limit + 1)
    following = seqs[limit - 1] if len(seqs) > limit else None
    return numbered(session, seqs[:limit]), following


def traced_lately(
    session: Session, text: str, scenes: frozenset[str] | None, last: int
) -> list[int]:
    """最近若干个里过程含这段文字的，新的在前。 Of the latest, those whose trace holds a text."""
    newest = int(session.scalar(select(func.max(_TABLE.c.seq))) or 0)
    query = (
        select(_TABLE.c.seq)
        .join_from(_TABLE, _RECORD, _RECORD.c.seq == _TABLE.c.seq)
        .where(_TABLE.c.seq > newest - last)
        .where(holds(session, _RECORD.c.trace, text.encode()))
        .order_by(_TABLE.c.seq.desc())
    )
    if scenes is not None:
        query = query.where(_TABLE.c.scene.in_(scenes))
    return list(session.scalars(query))


def found_seqs(
    session: Session, wanted: DecisionFilter, cursor: int | None, limit: int
) -> list[int]:
    """符合的次序，新的在前。 The numbers of what is found, newest first."""
    return list(session.scalars(query_of(session, wanted, cursor).limit(limit)))


def query_of(session: Session, wanted: DecisionFilter, cursor: int | None = None) -> Select[Any]:
    """查次序的语句；总有次序的上限，所以总走索引。

    The query for numbers. It always has an upper bound of the number, so it always uses an index.
    """
    conditions = [_TABLE.c.seq < (_LAST if cursor is None else cursor)]
    if wanted.since_us is not None:
        conditions.append(_TABLE.c.seq >= first_since(session, wanted.since_us - CLOCKS_US))
    return _SEQS.where(*conditions, *_conditions(session, wanted))


def count(session: Session, wanted: DecisionFilter, most: int) -> int:
    """有多少个，数到 `most` 为止。 How many there are, counted up to `most`."""
    found = query_of(session, wanted).order_by(None).limit(most).subquery()
    return int(session.scalar(select(func.count()).select_from(found)) or 0)


def recent(session: Session, scene: str, limit: int) -> list[Decision]:
    """一个场景最近的决策，新的在前。 The latest decisions of a scene, newest first."""
    query = _SEQS.where(_TABLE.c.scene == scene).limit(limit)
    return numbered(session, list(session.scalars(query)))


@dataclass(frozen=True, slots=True)
class Tally:
    """一分钟里同一场景、结论、理由的决策个数。 Decisions of a minute, alike in all of these."""

    minute: int
    scene: str
    outcome: str
    reasons: str
    count: int


def tallies(session: Session, since_us: int, until_us: int) -> list[Tally]:
    """一段时间里各分钟的个数。 The counts of each minute from `since_us` up to `until_us`."""
    minute = (_TABLE.c.decided_us // 60_000_000).label("minute")
    alike = (minute, _TABLE.c.scene, _TABLE.c.outcome, _TABLE.c.reasons)
    query = (
        select(*alike, func.count())
        .where(_TABLE.c.seq >= first_since(session, since_us - _JITTER_US))
        .where(_TABLE.c.decided_us >= since_us, _TABLE.c.decided_us < until_us)
        .group_by(*alike)
    )
    return [Tally(*row) for row in session.execute(query)]


def first_since(session: Session, since_us: int) -> int:
    """某刻起的第一个决策的次序；决策时刻随次序增长，所以二分查找。

    The number of the first decision at or after an instant. Decisions are made in the order of
    their numbers, so halving finds it with the primary key alone.
    """
    low, high = 0, int(session.scalar(select(func.max(_TABLE.c.seq))) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        row = session.execute(_AT_OR_AFTER, {"seq": middle}).one_or_none()
        if row is None or row.decided_us >= since_us:
            high = middle
        else:
            low = row.seq + 1
    return low


_AT_OR_AFTER = (
    select(_TABLE.c.seq, _TABLE.c.decided_us)
    .where(_TABLE.c.seq >= bindparam("seq"))
    .order_by(_TABLE.c.seq)
    .limit(1)
)


def _conditions(session: Session, wanted: DecisionFilter) -> list[ColumnElement[bool]]:
    return [
        *_equal(wanted),
        *_among(wanted),
        *_ranges(wanted),
        *(_contains(session, name, codes) for name, codes in wanted.marks()),
    ]


def _equal(wanted: DecisionFilter) -> Iterable[ColumnElement[bool]]:
    for name in ("scene", "policy", "version"):
        value = getattr(wanted, name)
        if value is not None:
            yield _TABLE.c[name] == value
    if wanted.subject is not None:
        yield _TABLE.c.subject == wanted.subject[:SUBJECT_LENGTH]
    if len(wanted.outcomes) == 1:
        yield _TABLE.c.outcome == wanted.outcomes[0]


def _among(wanted: DecisionFilter) -> Iterable[ColumnElement[bool]]:
    if len(wanted.outcomes) > 1:
        yield _as_they_come("outcome").in_(wanted.outcomes)
    if wanted.scenes is not None:
        yield _as_they_come("scene").in_(wanted.scenes)
    if wanted.seqs is not None:
        yield _TABLE.c.seq.in_(wanted.seqs)


def _as_they_come(name: str) -> ColumnElement[str]:
    # Looked up by index, several values would have to be sorted: half of the table for a page.
    return func.coalesce(_TABLE.c[name], "")


def _ranges(wanted: DecisionFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.since_us is not None:
        yield _TABLE.c.at_us >= wanted.since_us
    if wanted.until_us is not None:
        yield _TABLE.c.at_us < wanted.until_us
    if wanted.least is not None:
        yield _TABLE.c.score >= wanted.least
    if wanted.most is not None:
        yield _TABLE.c.score <= wanted.most


def _contains(session: Session, name: str, codes: Sequence[str]) -> ColumnElement[bool]:
    # Unlike LIKE, these compare letters as they are, and no letter has a meaning of its own.
    postgres = session.get_bind().dialect.name == "postgresql"
    place = func.strpos if postgres else func.instr
    return or_(false(), *(place(_TABLE.c[name], mark(code)) > 0 for code in codes))
