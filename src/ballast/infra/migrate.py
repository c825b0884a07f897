"""数据库升级：每次启动先升到最新。 Database migrations: every start upgrades first."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from ballast.infra.db import Database

_SCRIPTS = Path(__file__).parents[1] / "migrations"


def upgrade(database: Database, to: str = "head") -> None:
    """升级到某版本，缺省最新。 Upgrade to a revision, the newest by default."""
    with database.engine.begin() as connection:
        command.upgrade(_config(connection), to)


def downgrade(database: Database, to: str) -> None:
    """降级到某版本。 Downgrade to a revision; `base` drops every table."""
    with database.engine.begin() as connection:
        command.downgrade(_config(connection), to)


def revise(database: Database, message: str) -> None:
    """由表的差异生成一份迁移（开发用）。 Write a migration from the difference of the tables."""
    with database.engine.connect() as connection:
        command.revision(_config(connection), message=message, autogenerate=True)


def is_current(database: Database) -> bool:
    """是否最新。 Whether the database is at the newest revision."""
    newest = ScriptDirectory(str(_SCRIPTS)).get_current_head()
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config
