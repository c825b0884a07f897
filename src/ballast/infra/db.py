"""数据库：一处建连接，一处提交。 The database: one place connects, one place commits.

A request or a job is one transaction, opened with `Database.transaction()`. Nobody else commits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import BigInteger, Engine, Integer, MetaData, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


SEQUENCE = BigInteger().with_variant(Integer, "sqlite")
"""次序列的类型；在 SQLite 里它就是行号，省一个索引。 Type of sequence keys; SQLite's own row id."""


class Base(DeclarativeBase):
    """所有表的基类。 Base of every table."""

    metadata = MetaData(naming_convention=NAMING)


def on_commit(session: Session, action: Callable[[], None]) -> None:
    """提交成功之后再做的事（刷新内存里的策略、名单……）。 Run `action` once the commit succeeded."""
    session.info.setdefault("on_commit", []).append(action)


class Database:
    """一个数据库：SQLite（WAL）或 PostgreSQL。 One database, chosen by its URL."""

    def __init__(self, url: str) -> None:
        self.url = _with_driver(url)
        self.engine = _engine(self.url)

    @property
    def is_sqlite(self) -> bool:
        """是否 SQLite。 Whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """一个请求或一个任务的唯一事务。 The single transaction of one request or job."""
        with Session(self.engine, expire_on_commit=False) as session:
            with session.begin():
                yield session
            for action in session.info.pop("on_commit", []):
                action()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """只读的会话：不占写锁，不提交。 A read-only session: no write lock, no commit."""
        with Session(self.engine.execution_options(read_only=True)) as session:
            yield session

    def close(self) -> None:
        """归还全部连接。 Return every connection."""
        self.engine.dispose()


def _with_driver(url: str) -> str:
    parsed = make_url(url)
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def _engine(url: str) -> Engine:
    # An error of the database must not carry the values of the statement into a log.
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _tune_sqlite(connection: Any, _record: object) -> None:
    # FULL: an acknowledged transaction survives a power cut, not only a crash of the process.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    # A transaction that starts by reading and then writes would otherwise fail under WAL.
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
