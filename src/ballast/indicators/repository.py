"""自建指标的全部查询。 Every query about indicators made at run time."""

from __future__ import annotations

import hashlib

import msgspec
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ballast.indicators.tables import IndicatorVersionRow
from ballast.indicators.version import IndicatorVersion, Status, VersionRef

_TABLE = IndicatorVersionRow.__table__
_FIELDS = tuple(column.name for column in _TABLE.columns)
_ORDER = (_TABLE.c.code, _TABLE.c.number.desc())


def all_versions(session: Session) -> tuple[IndicatorVersion, ...]:
    """全部版本，按代码，新的在前。 Every version by code, newest first."""
    return tuple(_version(row) for row in session.execute(select(_TABLE).order_by(*_ORDER)))


def versions_of(session: Session, code: str) -> tuple[IndicatorVersion, ...]:
    """一个指标的全部版本，新的在前。 Every version of an indicator, newest first."""
    query = select(_TABLE).where(_TABLE.c.code == code).order_by(*_ORDER)
    return tuple(_version(row) for row in session.execute(query))


def locked(session: Session, code: str) -> tuple[IndicatorVersion, ...]:
    """同上，并锁住：同一指标的改动一个接一个。 The same, locked: changes to one queue up."""
    query = select(_TABLE).where(_TABLE.c.code == code).order_by(*_ORDER).with_for_update()
    return tuple(_version(row) for row in session.execute(query))


def get_version(session: Session, ref: VersionRef) -> IndicatorVersion | None:
    """一个版本。 One version."""
    query = select(_TABLE).where(_TABLE.c.code == ref.code, _TABLE.c.number == ref.number)
    row = session.execute(query).one_or_none()
    return None if row is None else _version(row)


def next_number(session: Session, code: str) -> int:
    """下一个版本号。 The next version number."""
    query = select(func.max(_TABLE.c.number)).where(_TABLE.c.code == code)
    return (session.scalar(query) or 0) + 1


def insert_version(session: Session, version: IndicatorVersion) -> bool:
    """新版本；别人抢先用了这个号则为假。 A new version; False if its number was just taken."""
    try:
        with session.begin_nested():
            session.execute(insert(IndicatorVersionRow).values(**_values(version)))
    except IntegrityError:
        return False
    return True


def update_version(session: Session, version: IndicatorVersion) -> None:
    """更新版本。 Update a version; call with it locked."""
    query = update(IndicatorVersionRow).where(_TABLE.c.id == version.id)
    session.execute(query.values(**_values(version)).execution_options(synchronize_session=False))


def edition(session: Session) -> str:
    """现行与曾经现行的是哪些，一个摘要。 A digest of which versions are and were live."""
    query = select(_TABLE.c.id, _TABLE.c.status).where(
        _TABLE.c.status.in_((Status.LIVE.value, Status.RETIRED.value))
    )
    found = [tuple(row) for row in session.execute(query.order_by(_TABLE.c.id))]
    return hashlib.sha256(msgspec.json.encode(found)).hexdigest()


def _version(row: object) -> IndicatorVersion:
    fields = {name: getattr(row, name) for name in _FIELDS}
    fields["status"] = Status(fields["status"])
    fields["definition"] = msgspec.json.decode(fields["definition"])
    return IndicatorVersion(**fields)


def _values(version: IndicatorVersion) -> dict[str, object]:
    fields = {name: getattr(version, name) for name in _FIELDS}
    definition = msgspec.json.encode(version.definition).decode()
    return {**fields, "status": version.status.value, "definition": definition}
