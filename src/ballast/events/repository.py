"""事件与场景版本的全部查询。 Every query of events and scene versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import (
    ARRAY,
    Select,
    String,
    bindparam,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session

from ballast.events.model import Event
from ballast.events.record import (
    COLUMNS,
    Accepted,
    Known,
    decode_names,
    encode_value,
    event_of,
    row_of,
)
from ballast.events.tables import EventRow, SceneVersionRow
from ballast.infra.bulk import insert_rows
from ballast.infra.byte_search import holds

_EVENT = EventRow.__table__
_WHOLE = select(*(_EVENT.c[name] for name in COLUMNS))
_OF_SCENE = select(_EVENT.c.id, *(_EVENT.c[name] for name in Known.__struct_fields__)).where(
    _EVENT.c.scene == bindparam("scene")
)
_KNOWN = _OF_SCENE.where(_EVENT.c.id.in_(bindparam("ids", expanding=True)))
_IDS = (
    func.unnest(bindparam("ids", type_=ARRAY(String)))
    .table_valued("id", name="wanted")
    .render_derived()
)
_ONE = _OF_SCENE.where(_EVENT.c.id == _IDS.c.id).limit(1).lateral("found")
# One index look-up for each id, whatever PostgreSQL believes of a table it has not analysed yet:
# given the plain query it reads the whole scene during the first minutes of a bulk load.
_KNOWN_POSTGRES = select(_ONE).select_from(_IDS.join(_ONE, true()))
_IDS_AT_ONCE = 500

Key = tuple[str, str]
"""场景与标识。 Scene and id."""


def existing(session: Session, keys: Iterable[Key]) -> dict[Key, Known]:
    """这些标识里已经受理过的。 Which of these were accepted before."""
    found: dict[Key, Known] = {}
    query = _KNOWN_POSTGRES if session.get_bind().dialect.name == "postgresql" else _KNOWN
    for scene, group in groupby(sorted(set(keys)), key=itemgetter(0)):
        ids = [id_ for _, id_ in group]
        while ids:
            some, ids = ids[:_IDS_AT_ONCE], ids[_IDS_AT_ONCE:]
            for id_, *rest in session.execute(query, {"scene": scene, "ids": some}):
                found[scene, id_] = Known(*rest)
    return found


def insert_many(session: Session, events: Sequence[Accepted]) -> None:
    """按次序写入；重复的标识由唯一约束拒绝。 Insert in order; a repeated id violates uniqueness."""
    insert_rows(session, _EVENT, [row_of(event) for event in events])


def last_seq(session: Session) -> int:
    """最后的受理次序；没有事件为 0。 The last acceptance number, or 0."""
    return int(session.scalar(select(func.max(_EVENT.c.seq))) or 0)


def newest_at_us(session: Session) -> int | None:
    """已受理事件中最晚的事发时刻。 The latest time of any accepted event."""
    found = session.scalar(select(func.max(_EVENT.c.at_us)))
    return None if found is None else int(found)


def sealed_page(session: Session, seq: int, limit: int) -> list[tuple[int, str, str, bytes]]:
    """某次序之后的密文：次序、场景、标识、密文。 Sealed blobs after a number."""
    query = (
        select(_EVENT.c.seq, _EVENT.c.scene, _EVENT.c.id, _EVENT.c.sealed)
        .where(_EVENT.c.seq > seq, _EVENT.c.sealed != b"")
        .order_by(_EVENT.c.seq)
        .limit(limit)
    )
    return [(row.seq, row.scene, row.id, row.sealed) for row in session.execute(query)]


def replace_sealed(session: Session, seq: int, sealed: bytes) -> None:
    """换上新密文；内容不变。 Replace a sealed blob; what it holds stays the same."""
    session.execute(update(EventRow).where(_EVENT.c.seq == seq).values(sealed=sealed))


def newest_by_scene(session: Session) -> dict[str, int]:
    """各场景最晚的事发时刻。 The latest time of the events of each scene."""
    query = select(_EVENT.c.scene, func.max(_EVENT.c.at_us)).group_by(_EVENT.c.scene)
    return {scene: int(newest) for scene, newest in session.execute(query)}


def digest_at(session: Session, seq: int) -> str:
    """某次序的事件的内容摘要；没有为空。 Digest of the event of this number, or empty."""
    return session.scalar(select(_EVENT.c.digest).where(_EVENT.c.seq == seq)) or ""


def count_upto(session: Session, seq: int) -> int:
    """到某次序为止的行数。 How many rows of the hot table have at most this number."""
    query = select(func.count()).select_from(_EVENT).where(_EVENT.c.seq <= seq)
    return int(session.scalar(query) or 0)


def after(session: Session, seq: int, limit: int, scene: str | None = None) -> list[Event]:
    """某次序之后的事件，按受理次序。 Events after a number, in acceptance order."""
    query = _WHOLE.where(_EVENT.c.seq > seq).order_by(_EVENT.c.seq).limit(limit)
    if scene is not None:
        query = query.where(_EVENT.c.scene == scene)
    return [event_of(row) for row in session.execute(query)]


def since(session: Session, scene: str, seq: int, at_us: int | None) -> list[Event]:
    """某场景某次序之后、不早于某刻的事件。 Events of a scene after a number, not before a time."""
    query = _WHOLE.where(_EVENT.c.scene == scene, _EVENT.c.seq > seq).order_by(_EVENT.c.seq)
    if at_us is not None:
        query = query.where(_EVENT.c.at_us >= at_us)
    return [event_of(row) for row in session.execute(query)]


def oldest_at_us(session: Session, scene: str) -> int | None:
    """某场景最早的事发时刻。 The earliest time of the events of a scene."""
    found = session.scalar(select(func.min(_EVENT.c.at_us)).where(_EVENT.c.scene == scene))
    return None if found is None else int(found)


def numbered(session: Session, seqs: Sequence[int]) -> list[Event]:
    """这些次序的事件。 The events of these numbers."""
    found: list[Event] = []
    for start in range(0, len(seqs), _IDS_AT_ONCE):
        query = _WHOLE.where(_EVENT.c.seq.in_(seqs[start : start + _IDS_AT_ONCE]))
        found += [event_of(row) for row in session.execute(query)]
    return found


def get(session: Session, scene: str, id_: str) -> Event | None:
    """按场景与标识取一件。 One event by scene and id."""
    query = _WHOLE.where(_EVENT.c.scene == scene, _EVENT.c.id == id_)
    row = session.execute(query).one_or_none()
    return None if row is None else event_of(row)


@dataclass(frozen=True, slots=True)
class EventFilter:
    """查询条件；时刻为微秒，含起不含止。 Conditions; from `since_us` up to but not `until_us`."""

    scene: str | None = None
    since_us: int | None = None
    until_us: int | None = None
    late: bool | None = None
    id: str | None = None
    principal: str | None = None
    holding: tuple[str, ...] = ()  # text values of which the data has at least one
    scenes: frozenset[str] | None = None  # what the principal may see; None: all

    def apply(self, query: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
        """加到查询上。 Add to a query."""
        if self.scene is not None:
            query = query.where(_EVENT.c.scene == self.scene)
        if self.since_us is not None:
            query = query.where(_EVENT.c.at_us >= self.since_us)
        if self.until_us is not None:
            query = query.where(_EVENT.c.at_us < self.until_us)
        if self.scenes is not None:
            query = query.where(_EVENT.c.scene.in_(self.scenes))
        for name in ("id", "principal"):
            if getattr(self, name) is not None:
                query = query.where(_EVENT.c[name] == getattr(self, name))
        return query if self.late is None else query.where(_EVENT.c.late == self.late)


def page(
    session: Session, wanted: EventFilter, cursor: int | None = None, limit: int = 50
) -> tuple[list[Event], int | None]:
    """新的在前的一页，以及下一页的游标。 A page, newest first, and the cursor of the next one."""
    query = wanted.apply(_WHOLE.order_by(_EVENT.c.seq.desc()).limit(limit + 1))
    if cursor is not None:
        query = query.where(_EVENT.c.seq < cursor)
    if wanted.holding:
        # No index tells who an event is about: look at the newest, and never for minutes.
        query = query.where(_EVENT.c.seq > last_seq(session) - SEARCHED)
        query = query.where(
            or_(*(holds(session, _EVENT.c.data, encode_value(value)) for value in wanted.holding))
        )
    found = [event_of(row) for row in session.execute(query)]
    return found[:limit], found[limit - 1].seq if len(found) > limit else None


SEARCHED = 500_000
"""按值查找时只看最近多少件。 Of how many of the latest events a value is looked for."""

AHEAD_US = 86_400_000_000
"""来源的时钟最多超前多少。 How far a source's clock may be ahead of ours, at the very most."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """一个场景日志里的一段。 A stretch of the log of one scene.

    Args:
        scene: 场景。 The scene.
        after: 次序大于此。 Numbers greater than this.
        upto: 次序不大于此。 Numbers up to this.
        since_us: 事发不早于；None 为不限。 Occurred at or after; None: any time.
        holding: 数据里有这些文本值。 Whose data holds these text values.
    """

    scene: str
    after: int
    upto: int
    since_us: int | None
    holding: tuple[str, ...]


def stretch(session: Session, wanted: Stretch, limit: int) -> list[Event]:
    """一段里的事件，新的在前。 The events of a stretch, newest first."""
    query = (
        _WHOLE.where(_EVENT.c.scene == wanted.scene)
        .where(_EVENT.c.seq > wanted.after, _EVENT.c.seq <= wanted.upto)
        .where(*(holds(session, _EVENT.c.data, encode_value(value)) for value in wanted.holding))
        .order_by(_EVENT.c.seq.desc())
        .limit(limit)
    )
    if wanted.since_us is not None:
        # Not by its index: the numbers bound the search already, and give the order.
        query = query.where(_EVENT.c.at_us + 0 >= wanted.since_us)
    return [event_of(row) for row in session.execute(query)]


def first_received(session: Session, since_us: int) -> int:
    """某刻起受理的第一件的次序；收到时刻随次序增长，所以二分查找。

    The number of the first event received at or after an instant. Events are numbered in the order
    of their receipt, so halving finds it with the primary key alone.
    """
    low, high = 0, last_seq(session) + 1
    while low < high:
        middle = (low + high) // 2
        row = session.execute(_RECEIVED, {"seq": middle}).one_or_none()
        if row is None or row.received_us >= since_us:
            high = middle
        else:
            low = row.seq + 1
    return low


_RECEIVED = (
    select(_EVENT.c.seq, _EVENT.c.received_us)
    .where(_EVENT.c.seq >= bindparam("seq"))
    .order_by(_EVENT.c.seq)
    .limit(1)
)


def unknown_lately(session: Session, scene: str, limit: int) -> list[tuple[tuple[str, ...], int]]:
    """最近若干件里的未知字段名与收到时刻，新的在前。

    Names of unknown fields among the latest events of a scene, and when; newest first.
    """
    latest = (
        select(_EVENT.c.unknown, _EVENT.c.received_us, _EVENT.c.seq)
        .where(_EVENT.c.scene == scene)
        .order_by(_EVENT.c.seq.desc())
        .limit(limit)
        .subquery()
    )
    query = select(latest).where(latest.c.unknown != "[]").order_by(latest.c.seq.desc())
    return [(decode_names(row.unknown), int(row.received_us)) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class SceneVersion:
    """场景的一个已登记版本。 One registered version of a scene."""

    code: str
    version: int
    digest: str
    document: str
    since_us: int


def scene_versions(session: Session, code: str) -> list[SceneVersion]:
    """一个场景的历次版本，新的在后。 All versions of a scene, oldest first."""
    table = SceneVersionRow.__table__
    query = select(table).where(table.c.code == code).order_by(table.c.version)
    return [
        SceneVersion(r.code, r.version, r.digest, r.document, r.since_us)
        for r in session.execute(query)
    ]


def add_scene_version(session: Session, version: SceneVersion) -> None:
    """登记一个版本。 Register a version."""
    session.add(
        SceneVersionRow(
            code=version.code,
            version=version.version,
            digest=version.digest,
            document=version.document,
            since_us=version.since_us,
        )
    )


def first_received_after(session: Session, seq: int) -> int | None:
    """某次序之后的第一件是何时收到的。 When the first event after a number was received."""
    query = select(_EVENT.c.received_us).where(_EVENT.c.seq > seq).order_by(_EVENT.c.seq).limit(1)
    return session.scalar(query)


def batches(session: Session, seq: int, size: int) -> Iterator[list[Event]]:
    """某次序之后的全部事件，分批。 Every event after a number, in batches."""
    while found := after(session, seq, size):
        yield found
        seq = found[-1].seq
