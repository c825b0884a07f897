from __future__ import annotations

import logging
from pathlib import Path

import pytest

from ballast.infra.jobs.engine import quieten, system_url
from ballast.infra.settings import Settings


def test_where_jobs_are_kept(tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path)
    assert system_url(own) == f"sqlite:///{tmp_path / 'jobs.sqlite'}"
    shared = Settings(data_dir=tmp_path, database_url="postgresql://localhost/ballast")
    assert system_url(shared) == "postgresql://localhost/ballast"


def test_the_engine_hands_on_warnings_but_not_our_failures(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    quieten()
    logger = logging.getLogger("dbos")
    logger.warning("the database is away")
    logger.error("Exception encountered in background workflow:", exc_info=ValueError("secret"))
    assert "the database is away" in caplog.text
    assert "secret" not in caplog.text
    assert capfd.readouterr().err == ""
