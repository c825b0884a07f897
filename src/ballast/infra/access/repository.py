"""用户、密钥的全部查询。 Every query of users, keys and failed sign-ins."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from ballast.infra.access.grants import repository as grants
from ballast.infra.access.grants.model import Grant
from ballast.infra.access.model import ApiKey, User
from ballast.infra.access.tables import (
    AttemptTable,
    KeyTable,
    UserTable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserFilter:
    """查用户的条件；None 为不限。 Which users to look for; None: any."""

    name: str | None = None  # part of the name
    role: str | None = None
    scope: str | None = None
    disabled: bool | None = None


@dataclass(frozen=True, slots=True)
class Attempts:
    """一个名称失败的登录。 Failed sign-ins of one name."""

    failures: int = 0
    last_us: int = 0
    locked_until_us: int = 0


# ---- users


def add_user(session: Session, user: User, password_hash: str) -> None:
    """添加用户及其授权。 Insert a user with the grants."""
    session.execute(
        insert(UserTable).values(
            id=user.id, name=user.name, password_hash=password_hash, created_us=user.created_us
        )
    )
    for grant in user.grants:
        grants.put(session, user.id, grant)


def user_by_id(session: Session, user_id: str) -> User | None:
    """按代号取用户。 The user with this id."""
    return next(iter(_users(session, UserTable.id == user_id)), None)


def user_by_name(session: Session, name: str) -> User | None:
    """按登录名取用户。 The user with this name."""
    return next(iter(_users(session, UserTable.name == name)), None)


def users(session: Session) -> tuple[User, ...]:
    """全部用户，按名称。 Every user, by name."""
    return tuple(_users(session))


def user_page(session: Session, wanted: UserFilter, after: str, limit: int) -> list[User]:
    """名称在 `after` 之后的一页。 A page of users whose names come after `after`."""
    conditions = [UserTable.name > after]
    if wanted.name is not None:
        conditions.append(UserTable.name.contains(wanted.name, autoescape=True))
    if wanted.disabled is not None:
        gone = UserTable.disabled_us.is_not(None)
        conditions.append(gone if wanted.disabled else ~gone)
    if wanted.role is not None or wanted.scope is not None:
        conditions.append(UserTable.id.in_(grants.holders(wanted.role, wanted.scope)))
    return _users(session, *conditions, limit=limit)


def password_hash(session: Session, user_id: str) -> str | None:
    """用户的密码哈希。 The password hash of a user."""
    return session.scalar(select(UserTable.password_hash).where(UserTable.id == user_id))


def set_user(session: Session, user_id: str, changes: Mapping[str, object]) -> None:
    """改用户的列。 Change columns of a user."""
    session.execute(update(UserTable).where(UserTable.id == user_id).values(**changes))


def _users(session: Session, *conditions: Any, limit: int | None = None) -> list[User]:
    query = select(UserTable).where(*conditions).order_by(UserTable.name).limit(limit)
    found = list(session.scalars(query.execution_options(populate_existing=True)))
    # One user is the common path; of many, everybody's grants are read at once.
    ids = [found[0].id] if len(found) == 1 else None
    held = grants.of_users(session, ids) if found else {}
    return [_user(record, held.get(record.id, [])) for record in found]


def _user(record: UserTable, held: Iterable[Grant]) -> User:
    return User(
        id=record.id,
        name=record.name,
        grants=tuple(held),
        created_us=record.created_us,
        disabled_us=record.disabled_us,
    )


# ---- API keys


def add_key(session: Session, key: ApiKey, token_hash: str) -> None:
    """添加密钥。 Insert a key."""
    session.execute(
        insert(KeyTable).values(
            id=key.id,
            name=key.name,
            token_hash=token_hash,
            permissions=json.dumps(sorted(key.permissions)),
            scenes=None if key.scenes is None else json.dumps(sorted(key.scenes)),
            networks=json.dumps(list(key.networks)),
            created_by=key.created_by,
            created_us=key.created_us,
            expires_us=key.expires_us,
        )
    )


def key_by_id(session: Session, key_id: str) -> tuple[ApiKey, str] | None:
    """密钥及其令牌的哈希。 A key and the hash of its token."""
    record = session.execute(select(KeyTable).where(KeyTable.id == key_id)).scalar_one_or_none()
    return None if record is None else (_key(record), record.token_hash)


def keys(session: Session) -> tuple[ApiKey, ...]:
    """全部密钥，由旧到新。 Every key, oldest first."""
    found = session.scalars(select(KeyTable).order_by(KeyTable.created_us, KeyTable.id))
    return tuple(_key(record) for record in found)


def revoke_key(session: Session, key_id: str, at_us: int) -> bool:
    """撤销密钥；已撤销则不动。 Revoke a key; False when it was revoked before."""
    live = (KeyTable.id == key_id, KeyTable.revoked_us.is_(None))
    return _touched(session, update(KeyTable).where(*live).values(revoked_us=at_us))


def set_last_used(session: Session, used: Mapping[str, int]) -> None:
    """记下密钥最近的使用，只进不退。 Note when keys were last used; never earlier than known."""
    for key_id, at_us in used.items():
        older = or_(KeyTable.last_used_us.is_(None), KeyTable.last_used_us < at_us)
        query = update(KeyTable).where(KeyTable.id == key_id, older)
        session.execute(query.values(last_used_us=at_us))


def _key(record: KeyTable) -> ApiKey:
    return ApiKey(
        id=record.id,
        name=record.name,
        permissions=frozenset(json.loads(record.permissions)),
        scenes=None if record.scenes is None else frozenset(json.loads(record.scenes)),
        networks=tuple(json.loads(record.networks)),
        created_by=record.created_by,
        created_us=record.created_us,
        expires_us=record.expires_us,
        revoked_us=record.revoked_us,
        last_used_us=record.last_used_us,
    )


# ---- failed sign-ins


def forget_attempts(session: Session, now_us: int, before_us: int) -> None:
    """清理不再有用的失败记录。 Remove failures that no longer matter."""
    session.execute(
        delete(AttemptTable).where(
            AttemptTable.last_us < before_us, AttemptTable.locked_until_us <= now_us
        )
    )


def attempts(session: Session, name_hash: str) -> Attempts:
    """一个名称的失败记录，占住到事务结束。 Failures of a name, held until the transaction ends."""
    columns = (AttemptTable.failures, AttemptTable.last_us, AttemptTable.locked_until_us)
    query = select(*columns).where(AttemptTable.name_hash == name_hash).with_for_update()
    found = session.execute(query).one_or_none()
    return Attempts() if found is None else Attempts(*found)


def set_attempts(session: Session, name_hash: str, attempts: Attempts) -> None:
    """写失败记录。 Write the failures of a name."""
    values = {
        "failures": attempts.failures,
        "last_us": attempts.last_us,
        "locked_until_us": attempts.locked_until_us,
    }
    if session.get_bind().dialect.name == "sqlite":
        session.execute(
            sqlite.insert(AttemptTable)
            .values(name_hash=name_hash, **values)
            .on_conflict_do_update(index_elements=["name_hash"], set_=values)
        )
    else:
        session.execute(
            postgresql.insert(AttemptTable)
            .values(name_hash=name_hash, **values)
            .on_conflict_do_update(index_elements=["name_hash"], set_=values)
        )


def clear_attempts(session: Session, name_hash: str) -> None:
    """忘掉失败记录。 Forget the failures of a name."""
    session.execute(delete(AttemptTable).where(AttemptTable.name_hash == name_hash))


def _touched(session: Session, statement: Any) -> bool:
    count: int = session.execute(statement).rowcount  # type: ignore[attr-defined]
    return count > 0
