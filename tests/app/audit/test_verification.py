"""A long journal is verified by a job; whoever may verify sees how that one stands, no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import text

from ballast.app.audit.schemas import Verification
from ballast.app.audit.verification import Verifying
from ballast.app.scheduled import scheduled_jobs
from ballast.infra.access import Principal, PrincipalKind
from ballast.infra.access.errors import PermissionMissingError
from ballast.infra.crypto import Keyring
from ballast.infra.db import Database
from ballast.infra.jobs import Job, Jobs, Runner
from ballast.infra.jobs.errors import UnknownRunError
from ballast.infra.journal import Actor, Entry, Journal
from ballast.infra.settings import Settings
from ballast.kit.text import Text

AUDITOR = Principal(PrincipalKind.USER, "usr_a", "aud", frozenset({"journal.verify"}))
CLERK = Principal(PrincipalKind.SYSTEM, "clerk", "clerk", frozenset({"job.run", "job.read"}))


def idle(_run: Runner, _arguments: Mapping[str, object]) -> object:
    return None


@pytest.fixture
def settings(tmp_path: Path, database: Database) -> Settings:
    return Settings(data_dir=tmp_path, database_url=database.url, log_level="error")


@pytest.fixture
def jobs(settings: Settings) -> Iterator[Jobs]:
    known = [
        *scheduled_jobs(settings, lambda: None, Keyring.of(settings)),
        Job("other.job", Text("别的", "Other"), idle),
    ]
    opened = Jobs(settings, known, poll_seconds=0.05)
    yield opened
    opened.stop()


@pytest.fixture
def verifying(database: Database, jobs: Jobs) -> Verifying:
    with database.transaction() as session:
        for at_us in range(3):
            entry = Entry(
                actor=Actor("user", "usr_1"), action="a.b", subject_kind="s", subject_id="1",
                at_us=at_us,
            )  # fmt: skip
            Journal().append(session, entry)
    return Verifying(database, jobs, at_once=2)


def finished(verifying: Verifying, jobs: Jobs) -> Verification:
    started = verifying.start(AUDITOR, None)
    assert started.state == "running"
    assert started.run is not None
    assert verifying.result(AUDITOR, started.run).state == "running"
    jobs.start()
    while (found := verifying.result(AUDITOR, started.run)).state == "running":
        pass
    return found


def test_a_long_journal_is_verified_by_a_job(verifying: Verifying, jobs: Jobs) -> None:
    found = finished(verifying, jobs)
    assert (found.state, found.count, found.run is not None) == ("intact", 3, True)


def test_where_a_long_journal_breaks_is_said(
    verifying: Verifying, jobs: Jobs, database: Database
) -> None:
    with database.engine.begin() as connection:
        drop = "" if database.is_sqlite else " ON journal"
        trigger = "journal_no_update" if database.is_sqlite else "journal_no_change"
        connection.execute(text(f"DROP TRIGGER {trigger}{drop}"))
        connection.execute(text("UPDATE journal SET action = 'x.y' WHERE seq = 2"))
    found = finished(verifying, jobs)
    assert found.state == "failed"
    assert "Row 2" in found.detail["en"]
    assert "第 2 行" in found.detail["zh"]


def test_a_short_one_is_verified_at_once(database: Database, jobs: Jobs) -> None:
    found = Verifying(database, jobs).start(AUDITOR, None)
    assert (found.state, found.run) == ("intact", None)


def test_only_who_may_verify_starts_and_sees_it(verifying: Verifying) -> None:
    with pytest.raises(PermissionMissingError):
        verifying.start(CLERK, None)
    with pytest.raises(PermissionMissingError):
        verifying.result(CLERK, "job_x")


def test_other_runs_are_not_shown(verifying: Verifying, jobs: Jobs) -> None:
    other = jobs.enqueue(CLERK, "other.job")
    for run in (other, "job_none"):
        with pytest.raises(UnknownRunError):
            verifying.result(AUDITOR, run)
