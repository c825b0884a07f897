"""The jobs of the program, run by the real engine: work, progress and what they tell."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.app.conftest import Clock, House, _lived_in

from ballast.app.check import Health
from ballast.app.checks import checks
from ballast.app.lake_report import lake_view
from ballast.app.runtime import Runtime
from ballast.infra.access import Principal, PrincipalKind
from ballast.infra.jobs import JobState, JobStatus

HELD = frozenset({"job.run", "job.read", "lake.seal", "crypto.rotate"})
KEEPER = Principal(PrincipalKind.USER, "usr_k", "keeper", HELD)


@pytest.fixture
def working(build: Callable[..., Runtime], clock: Clock) -> Iterator[House]:
    """A house whose process runs jobs."""
    for house in _lived_in(build(), clock):
        house.runtime.jobs.start()
        yield house


def run(house: House, code: str) -> JobStatus:
    jobs = house.runtime.jobs
    run_id = jobs.enqueue(KEEPER, code)
    deadline = time.monotonic() + 60
    while (status := jobs.status(KEEPER, run_id)).finished_us is None:
        assert time.monotonic() < deadline, status
        time.sleep(0.05)
    return status


def test_the_jobs_of_the_program_do_their_work_and_tell_it(working: House, tmp_path: Path) -> None:
    house = working
    house.ask("P1", {"phone": "13800138000"})
    house.ask("P2", {})
    sealed = run(house, "lake.seal")
    assert sealed.state is JobState.SUCCEEDED, sealed.error
    assert sealed.progress is not None
    assert (sealed.progress.done, sealed.progress.total) == (2, 2)
    assert sealed.told is not None
    assert sealed.told.en == "2 events were sealed"
    run(house, "lake.verify")
    checked = lake_view(house.runtime, 10).checked
    assert checked is not None
    assert checked.count == 0

    (file,) = (tmp_path / "var" / "lake").rglob("*.parquet")
    file.write_bytes(file.read_bytes() + b"x")
    told = run(house, "lake.verify").told
    assert told is not None
    assert "1" in told.en
    checked = lake_view(house.runtime, 10).checked
    assert checked is not None
    assert [fault.path for fault in checked.faults] == [
        file.relative_to(tmp_path / "var" / "lake").as_posix()
    ]

    assert {c.code: c.health for c in checks(house.runtime)}["lake"] is Health.BAD

    house.runtime.keyring.rotate()
    resealed = run(house, "crypto.reseal")
    assert resealed.result == {"events": 1, "entries": 0}
    assert run(house, "journal.verify").state is JobState.SUCCEEDED
    kept = run(house, "state.keep")
    assert kept.state is JobState.SUCCEEDED, kept.error
