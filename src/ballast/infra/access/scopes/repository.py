"""范围的全部查询。 Every query of scopes."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from ballast.infra.access.scopes.model import NewScope, Scope, ScopeKind
from ballast.infra.access.scopes.tables import ScopeTable
from ballast.kit.text import Text


def scopes(session: Session) -> list[Scope]:
    """自建的全部范围，按代码。 Every scope made here, by code."""
    query = select(ScopeTable).order_by(ScopeTable.code).execution_options(populate_existing=True)
    return [_scope(record) for record in session.scalars(query)]


def add(session: Session, new: NewScope, now_us: int) -> None:
    """添加。 Insert a scope."""
    session.execute(insert(ScopeTable).values(code=new.code, created_us=now_us, **_values(new)))


def change(session: Session, new: NewScope) -> None:
    """改写。 Change a scope."""
    session.execute(update(ScopeTable).where(ScopeTable.code == new.code).values(**_values(new)))


def remove(session: Session, code: str) -> None:
    """移除。 Remove a scope."""
    session.execute(delete(ScopeTable).where(ScopeTable.code == code))


def _values(new: NewScope) -> dict[str, object]:
    return {
        "kind": new.kind.value,
        "title_zh": new.title.zh,
        "title_en": new.title.en,
        "parent": new.parent,
    }


def _scope(record: ScopeTable) -> Scope:
    return Scope(
        code=record.code,
        kind=ScopeKind(record.kind),
        title=Text(record.title_zh, record.title_en),
        parent=record.parent,
    )
