from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from ballast.infra.access import Principal, PrincipalKind
from ballast.infra.jobs import Job, Jobs, JobState, JobStatus
from ballast.infra.settings import Settings

OPERATOR = Principal(PrincipalKind.USER, "usr_1", "operator", frozenset({"job.run", "job.read"}))
Open = Callable[[Sequence[Job]], Jobs]


def wait_until(jobs: Jobs, run_id: str, *states: JobState, seconds: float = 30) -> JobStatus:
    deadline = time.monotonic() + seconds
    while (status := jobs.status(OPERATOR, run_id)).state not in states:
        assert time.monotonic() < deadline, status
        time.sleep(0.02)
    return status


@pytest.fixture
def open_jobs(tmp_path: Path, database_url: str) -> Iterator[Open]:
    """Opens jobs over each kind of database, and stops them at the end."""
    opened: list[Jobs] = []

    def open_(jobs: Sequence[Job]) -> Jobs:
        settings = Settings(data_dir=tmp_path, database_url=database_url)
        opened.append(Jobs(settings, jobs, poll_seconds=0.05))
        return opened[-1]

    yield open_
    for jobs in opened:
        jobs.stop(0)
