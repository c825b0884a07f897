"""Alembic 的入口；连接由调用者给。 Alembic's entry; the caller passes the connection."""

from __future__ import annotations

from alembic import context

from ballast.infra.db import Base
from ballast.infra.schema import load_tables

load_tables()
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_type=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
