"""Migrations make exactly the tables that the code declares, and take them away again."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from ballast.infra.db import Base, Database
from ballast.infra.journal.protection import REFUSAL
from ballast.infra.migrate import downgrade, is_current, upgrade
from ballast.infra.schema import load_tables


@pytest.fixture
def empty(database_url: str) -> Database:
    return Database(database_url)


def test_the_newest_revision_is_what_the_code_declares(empty: Database) -> None:
    assert not is_current(empty)
    upgrade(empty)
    assert is_current(empty)
    load_tables()
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    empty.close()


def test_upgrading_again_changes_nothing_and_downgrading_leaves_nothing(empty: Database) -> None:
    upgrade(empty)
    upgrade(empty)
    downgrade(empty, "base")
    assert set(inspect(empty.engine).get_table_names()) <= {"alembic_version"}
    upgrade(empty)
    assert is_current(empty)
    empty.close()


def test_a_migrated_journal_is_protected(empty: Database) -> None:
    upgrade(empty)
    with empty.engine.connect() as connection, pytest.raises(DatabaseError, match=REFUSAL):
        connection.execute(text("UPDATE journal_head SET count = count + 2"))
    empty.close()
