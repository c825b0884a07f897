"""名单的全部查询。 Every query about lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, case, func, insert, or_, select, update
from sqlalchemy.orm import Session

from ballast.policies.lists.model import COUNTING, LIVE, EntryStatus, ListEntry
from ballast.policies.lists.standing import DAY_US, SOON_DAYS, EntryFilter, ListCounts, Standing
from ballast.policies.lists.tables import UNDECIDED, ListEntryRow

_CHUNK = 500
_FIELDS = (
    "id",
    "list",
    "key",
    "shown",
    "reason",
    "source",
    "starts_us",
    "expires_us",
    "author",
    "created_us",
    "requester",
    "confirmer",
    "sealed",
)


def insert_entries(session: Session, entries: Sequence[ListEntry]) -> None:
    """写入新条目；同一值已在名单上时数据库拒绝。

    Insert; the database refuses a value listed twice.
    """
    rows = [
        {**{name: getattr(entry, name) for name in _FIELDS}, **_state(entry)} for entry in entries
    ]
    for start in range(0, len(rows), _CHUNK):
        session.execute(insert(ListEntryRow), rows[start : start + _CHUNK])


def replace_entry(session: Session, entry: ListEntry, expected: EntryStatus) -> bool:
    """状态仍是 `expected` 时更新；返回是否更新了。 Update if the status still is `expected`."""
    changed = session.execute(
        update(ListEntryRow)
        .where(ListEntryRow.id == entry.id, ListEntryRow.status == expected.value)
        .values(requester=entry.requester, confirmer=entry.confirmer, **_state(entry))
        .returning(ListEntryRow.id)
    )
    return changed.first() is not None


def get_entry(session: Session, entry_id: str) -> ListEntry | None:
    """按标识取一条。 One entry by id."""
    row = session.get(ListEntryRow, entry_id)
    return _model(row) if row else None


def entries_with(session: Session, ids: Sequence[str]) -> list[ListEntry]:
    """这些标识的条目。 The entries with these ids."""
    found: list[ListEntry] = []
    for start in range(0, len(ids), _CHUNK):
        query = select(ListEntryRow).where(ListEntryRow.id.in_(ids[start : start + _CHUNK]))
        found += [_model(row) for row in session.scalars(query)]
    return found


def live_keys(session: Session, code: str, keys: Sequence[str]) -> set[str]:
    """这些值里已在名单上的。 Those of these keys that are on the list already."""
    found: set[str] = set()
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        query = select(ListEntryRow.live_key).where(
            ListEntryRow.list == code, ListEntryRow.live_key.in_(chunk)
        )
        found.update(key for key in session.scalars(query) if key)
    return found


def counting_entries(session: Session) -> Iterator[ListEntry]:
    """全部有效条目，供建索引。 Every entry that counts, to build the index."""
    query = select(ListEntryRow).where(ListEntryRow.status.in_([s.value for s in COUNTING]))
    for row in session.scalars(query.execution_options(yield_per=2000)):
        yield _model(row)


def matching(
    session: Session, code: str, wanted: EntryFilter, before: str = "", limit: int = 100
) -> tuple[ListEntry, ...]:
    """一页符合条件的条目，新的在前。 A page of entries that match, newest first."""
    query = (
        select(ListEntryRow)
        .where(ListEntryRow.list == code, *_conditions(wanted))
        .order_by(ListEntryRow.id.desc())
        .limit(limit)
    )
    if before:
        query = query.where(ListEntryRow.id < before)
    return tuple(_model(row) for row in session.scalars(query))


def undecided(session: Session, limit: int) -> tuple[ListEntry, ...]:
    """等待第二个人确认的，新的在前。 Entries that wait for a second person, newest first."""
    query = select(ListEntryRow).where(UNDECIDED).order_by(ListEntryRow.id.desc()).limit(limit)
    return tuple(_model(row) for row in session.scalars(query))


def counts(session: Session, now_us: int) -> Mapping[str, ListCounts]:
    """各名单各有多少条。 How many entries of each list stand how."""
    standing = _standing(now_us).label("standing")
    soon = func.sum(case((_expires_before(now_us + SOON_DAYS * DAY_US), 1), else_=0))
    query = (
        select(ListEntryRow.list, standing, func.count(), soon)
        .where(ListEntryRow.status.in_([status.value for status in LIVE]))
        .group_by(ListEntryRow.list, standing)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for code, stands, count, expiring in session.execute(query):
        found[code][stands] = count
        if stands == Standing.ACTIVE:
            found[code]["expiring"] = int(expiring)
    return {code: ListCounts(**each) for code, each in found.items()}


def sources(session: Session, code: str, limit: int = 50) -> list[str]:
    """在册条目的来源，多的在前。 Sources of the entries on a list, the most frequent first."""
    query = (
        select(ListEntryRow.source)
        .where(ListEntryRow.list == code, ListEntryRow.source != "")
        .where(ListEntryRow.status.in_([status.value for status in LIVE]))
        .group_by(ListEntryRow.source)
        .order_by(func.count().desc(), ListEntryRow.source)
        .limit(limit)
    )
    return list(session.scalars(query))


def asked_by(session: Session, person: str) -> list[ListEntry]:
    """一个人提出、等待确认的增删。 What a person asked to add or remove and nobody confirmed."""
    waiting = ListEntryRow.status.in_([EntryStatus.PENDING.value, EntryStatus.REMOVING.value])
    query = select(ListEntryRow).where(ListEntryRow.requester == person, waiting)
    return [_model(row) for row in session.scalars(query.order_by(ListEntryRow.id))]


def _conditions(wanted: EntryFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.standings:
        yield _standing(wanted.now_us).in_([each.value for each in wanted.standings])
    else:
        yield ListEntryRow.status.in_([status.value for status in LIVE])
    if wanted.text:
        columns = (ListEntryRow.shown, ListEntryRow.reason, ListEntryRow.source)
        yield or_(*(column.icontains(wanted.text, autoescape=True) for column in columns))
    if wanted.source:
        yield ListEntryRow.source == wanted.source
    if wanted.expiring_us is not None:
        yield ListEntryRow.expires_us > wanted.now_us
        yield _expires_before(wanted.expiring_us)
    if wanted.key is not None:
        yield ListEntryRow.key == wanted.key


def _expires_before(at_us: int) -> ColumnElement[bool]:
    return and_(ListEntryRow.expires_us.is_not(None), ListEntryRow.expires_us < at_us)


def _standing(now_us: int) -> ColumnElement[str]:
    # As `standing_of`: a test holds the two together.
    return case(
        (ListEntryRow.status != EntryStatus.ACTIVE.value, ListEntryRow.status),
        (_expires_before(now_us + 1), Standing.EXPIRED.value),
        (ListEntryRow.starts_us > now_us, Standing.SCHEDULED.value),
        else_=Standing.ACTIVE.value,
    )


def _state(entry: ListEntry) -> dict[str, object]:
    live = entry.status in LIVE
    return {"status": entry.status.value, "live_key": entry.key if live else None}


def _model(row: ListEntryRow) -> ListEntry:
    fields = {name: getattr(row, name) for name in _FIELDS}
    return ListEntry(status=EntryStatus(row.status), **fields)


def sealed_page(session: Session, after: str, limit: int) -> tuple[ListEntry, ...]:
    """一页有密文的条目（含已移除的）。

    A page of entries with sealed values, removed ones included.
    """
    query = (
        select(ListEntryRow)
        .where(ListEntryRow.id > after, ListEntryRow.sealed != b"")
        .order_by(ListEntryRow.id)
        .limit(limit)
    )
    return tuple(_model(row) for row in session.scalars(query))


def replace_sealed(session: Session, entry_id: str, sealed: bytes) -> None:
    """换上新密文。 Replace a sealed value."""
    session.execute(update(ListEntryRow).where(ListEntryRow.id == entry_id).values(sealed=sealed))
