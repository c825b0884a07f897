from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.infra.jobs.conftest import OPERATOR, Open, wait_until
from tests.infra.jobs.worker import jobs as crash_jobs

from ballast.infra.access import Principal, PrincipalKind
from ballast.infra.jobs import Job, Jobs, JobState, Progress, Runner
from ballast.infra.jobs.errors import (
    JobArgumentsError,
    JobsRunningError,
    RunStateError,
    UnknownJobError,
    UnknownRunError,
)
from ballast.infra.journal import Entry
from ballast.infra.settings import Settings
from ballast.kit.errors import ForbiddenError, InvalidError
from ballast.kit.text import Text

TITLE = Text("样例", "Sample")
VIEWER = Principal(PrincipalKind.USER, "usr_2", "viewer", frozenset({"job.read"}))
STRANGER = Principal(PrincipalKind.KEY, "key_1", "stranger", frozenset())


def echo(run: Runner, arguments: Mapping[str, object]) -> object:
    run.progress(1, 2, Text("一半", "Half"))
    return {"arguments": run.step("copy", lambda: dict(arguments)), "pair": (1, 2)}


def test_a_job_runs_and_says_how_it_went(open_jobs: Open) -> None:
    jobs = open_jobs([Job("echo", TITLE, echo)])
    run_id = jobs.enqueue(OPERATOR, "echo", {"month": "2026-10"})
    assert jobs.status(VIEWER, run_id).state is JobState.QUEUED
    jobs.start()
    status = wait_until(jobs, run_id, JobState.SUCCEEDED, JobState.FAILED)
    assert status.result == {"arguments": {"month": "2026-10"}, "pair": [1, 2]}
    assert status.progress == Progress(1, 2, Text("一半", "Half"))
    assert (status.code, status.title, status.requested_by) == ("echo", TITLE, "usr_1")
    assert status.error is None
    assert status.started_us is not None
    assert status.finished_us is not None
    assert status.created_us <= status.started_us <= status.finished_us
    assert [row.id for row in jobs.list(VIEWER)] == [run_id]
    assert jobs.list(VIEWER, JobState.FAILED) == []
    assert [row.id for row in jobs.list(VIEWER, JobState.SUCCEEDED)] == [run_id]


def test_permission_is_checked(open_jobs: Open) -> None:
    jobs = open_jobs([Job("echo", TITLE, echo)])
    run_id = jobs.enqueue(OPERATOR, "echo")
    for refused in (
        lambda: jobs.enqueue(VIEWER, "echo"),
        lambda: jobs.cancel(VIEWER, run_id),
        lambda: jobs.retry(VIEWER, run_id),
        lambda: jobs.status(STRANGER, run_id),
        lambda: jobs.list(STRANGER),
    ):
        with pytest.raises(ForbiddenError):
            refused()


def test_what_is_unknown_is_refused(open_jobs: Open) -> None:
    jobs = open_jobs([Job("echo", TITLE, echo)])
    with pytest.raises(UnknownJobError, match="echo"):
        jobs.enqueue(OPERATOR, "ekko")
    with pytest.raises(UnknownRunError):
        jobs.status(OPERATOR, "job_0")
    with pytest.raises(JobArgumentsError):
        jobs.enqueue(OPERATOR, "echo", {"when": object()})


def test_a_failure_is_told_without_its_data_and_can_be_retried(
    open_jobs: Open, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    calls: Counter[str] = Counter()

    def first() -> str:
        calls["first"] += 1
        return "kept"

    def second() -> str:
        calls["second"] += 1
        if calls["second"] == 1:
            raise ValueError("13800138000 is not a number")
        return "mended"

    def work(run: Runner, _arguments: Mapping[str, object]) -> object:
        return [run.step("first", first), run.step("second", second)]

    jobs = open_jobs([Job("flaky", TITLE, work)])
    jobs.start()
    run_id = jobs.enqueue(OPERATOR, "flaky")
    with caplog.at_level(logging.DEBUG):
        status = wait_until(jobs, run_id, JobState.FAILED)
    assert status.error == Text(
        "任务意外中断（ValueError），见日志", "The job broke (ValueError); see the log"
    )
    assert "ValueError" in caplog.text
    assert "13800138000" not in caplog.text
    assert capfd.readouterr() == ("", "")
    jobs.retry(OPERATOR, run_id)
    status = wait_until(jobs, run_id, JobState.SUCCEEDED)
    assert status.result == ["kept", "mended"]
    assert calls == {"first": 1, "second": 2}
    with pytest.raises(RunStateError, match="retried"):
        jobs.retry(OPERATOR, run_id)
    with pytest.raises(RunStateError, match="cancelled"):
        jobs.cancel(OPERATOR, run_id)


def test_an_expected_error_keeps_its_words(open_jobs: Open) -> None:
    said = Text("文件不存在，请检查路径", "No such file; check the path")

    def work(_run: Runner, _arguments: Mapping[str, object]) -> object:
        raise InvalidError(said)

    jobs = open_jobs([Job("refuse", TITLE, work)])
    jobs.start()
    status = wait_until(jobs, jobs.enqueue(OPERATOR, "refuse"), JobState.FAILED)
    assert status.error == said
    assert status.result is None


def test_a_step_is_tried_as_often_as_said(open_jobs: Open) -> None:
    calls: Counter[str] = Counter()

    def once_more() -> int:
        calls["step"] += 1
        if calls["step"] < 2:
            raise OSError
        return calls["step"]

    def work(run: Runner, _arguments: Mapping[str, object]) -> object:
        return run.step("try", once_more)

    jobs = open_jobs([Job("stubborn", TITLE, work, attempts=2)])
    jobs.start()
    run_id = jobs.enqueue(OPERATOR, "stubborn")
    assert wait_until(jobs, run_id, JobState.SUCCEEDED, JobState.FAILED).result == 2


def test_a_step_that_never_succeeds_keeps_its_last_words(open_jobs: Open) -> None:
    tried: list[int] = []

    def never() -> None:
        tried.append(1)
        raise InvalidError(Text(f"第 {len(tried)} 次", f"Try {len(tried)}"))

    def work(run: Runner, _arguments: Mapping[str, object]) -> object:
        return run.step("never", never)

    jobs = open_jobs([Job("never", TITLE, work, attempts=2)])
    jobs.start()
    run_id = jobs.enqueue(OPERATOR, "never")
    assert wait_until(jobs, run_id, JobState.FAILED).error == Text("第 2 次", "Try 2")
    jobs.retry(OPERATOR, run_id)
    wait_until(jobs, run_id, JobState.QUEUED, JobState.RUNNING, JobState.FAILED)
    assert wait_until(jobs, run_id, JobState.FAILED).error == Text("第 4 次", "Try 4")


def test_a_running_job_can_be_cancelled_between_steps(open_jobs: Open) -> None:
    entered, leave, seen = threading.Event(), threading.Event(), []

    def hold() -> None:
        entered.set()
        leave.wait(30)

    def work(run: Runner, _arguments: Mapping[str, object]) -> object:
        run.step("hold", hold)
        run.step("after", lambda: seen.append("after"))
        return "finished"

    jobs = open_jobs([Job("long", TITLE, work)])
    jobs.start()
    run_id = jobs.enqueue(OPERATOR, "long")
    assert entered.wait(30)
    assert jobs.status(OPERATOR, run_id).state is JobState.RUNNING
    jobs.cancel(OPERATOR, run_id)
    leave.set()
    assert wait_until(jobs, run_id, JobState.CANCELLED).result is None
    time.sleep(0.2)
    assert seen == []
    jobs.retry(OPERATOR, run_id)
    assert wait_until(jobs, run_id, JobState.SUCCEEDED).result == "finished"


def test_a_job_runs_one_at_a_time(open_jobs: Open) -> None:
    running: Counter[str] = Counter()
    most: list[int] = []

    def alone() -> None:
        running["now"] += 1
        most.append(running["now"])
        time.sleep(0.1)
        running["now"] -= 1

    def work(run: Runner, _arguments: Mapping[str, object]) -> object:
        return run.step("alone", alone)

    jobs = open_jobs([Job("alone", TITLE, work)])
    jobs.start()
    for run_id in [jobs.enqueue(OPERATOR, "alone") for _ in range(3)]:
        wait_until(jobs, run_id, JobState.SUCCEEDED)
    assert most == [1, 1, 1]


def test_a_schedule_runs_by_itself(open_jobs: Open) -> None:
    ran = threading.Event()

    def tick(_run: Runner, arguments: Mapping[str, object]) -> object:
        ran.set()
        return dict(arguments)

    jobs = open_jobs([Job("tick", TITLE, tick, schedule="* * * * * *")])
    jobs.start()
    assert ran.wait(30)
    (status, *_) = jobs.list(VIEWER, JobState.SUCCEEDED) or [None]
    deadline = time.monotonic() + 30
    while status is None:
        assert time.monotonic() < deadline
        (status, *_) = jobs.list(VIEWER, JobState.SUCCEEDED) or [None]
    assert status.requested_by == ""
    assert status.result == {}
    jobs.stop()
    quiet = open_jobs([Job("tick", TITLE, tick)])
    quiet.start()
    while quiet.list(VIEWER, JobState.QUEUED) or quiet.list(VIEWER, JobState.RUNNING):
        assert time.monotonic() < deadline
    before = len(quiet.list(VIEWER))
    time.sleep(2.5)
    assert len(quiet.list(VIEWER)) == before  # the schedule was taken off the list


def test_one_engine_a_process_and_nothing_left_behind(open_jobs: Open) -> None:
    before = set(threading.enumerate())
    jobs, other = open_jobs([Job("echo", TITLE, echo)]), open_jobs([Job("echo", TITLE, echo)])
    jobs.start()
    with pytest.raises(JobsRunningError):
        other.start()
    other.stop()
    wait_until(jobs, jobs.enqueue(OPERATOR, "echo"), JobState.SUCCEEDED)
    jobs.stop()
    assert set(threading.enumerate()) <= before
    jobs.start()
    assert wait_until(jobs, jobs.enqueue(OPERATOR, "echo"), JobState.SUCCEEDED)


def test_a_killed_job_goes_on_after_a_restart(tmp_path: Path, database_url: str) -> None:
    jobs = crash_jobs(database_url, tmp_path)
    run_id = jobs.enqueue(OPERATOR, "count", {"directory": str(tmp_path)})
    worker = _worker(database_url, tmp_path)
    deadline = time.monotonic() + 60
    while "step 3" not in _lines(tmp_path):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert jobs.status(OPERATOR, run_id).progress == Progress(2, 5, Text("计数", "Counting"))
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert jobs.status(OPERATOR, run_id).state is JobState.RUNNING

    (tmp_path / "go").touch()
    worker = _worker(database_url, tmp_path)
    status = wait_until(jobs, run_id, JobState.SUCCEEDED, JobState.FAILED, seconds=60)
    _, noise = worker.communicate("")
    assert worker.returncode == 0
    assert noise == ""
    assert status.state is JobState.SUCCEEDED
    assert status.result == [f"step {number}" for number in range(1, 6)]
    assert status.progress == Progress(5, 5, Text("完成", "Done"))
    # What was finished is not done again; what was interrupted is.
    assert _lines(tmp_path) == ["step 1", "step 2", "step 3", "step 3", "step 4", "step 5"]
    jobs.stop()


def _worker(url: str, directory: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "tests.infra.jobs.worker", url, str(directory)]
    root = Path(__file__).parents[3]
    worker = subprocess.Popen(
        command,
        cwd=root,
        env={"PYTHONPATH": f"{root / 'src'}:{root}", "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "started\n"
    return worker


def _lines(directory: Path) -> list[str]:
    path = directory / "steps.txt"
    return path.read_text().splitlines() if path.exists() else []


def test_two_processes_share_the_work(tmp_path: Path, database_url: str) -> None:
    (tmp_path / "go").touch()
    jobs = crash_jobs(database_url, tmp_path)
    workers = [_worker(database_url, tmp_path) for _ in range(2)]
    runs = [jobs.enqueue(OPERATOR, "count", {"directory": str(tmp_path)}) for _ in range(4)]
    for run_id in runs:
        wait_until(jobs, run_id, JobState.SUCCEEDED)
    for worker in workers:
        assert worker.communicate("")[1] == ""
    assert Counter(_lines(tmp_path)) == {f"step {n}": 4 for n in range(1, 6)}
    jobs.stop()


def test_jobs_are_named(open_jobs: Open) -> None:
    jobs: Jobs = open_jobs([Job("echo", TITLE, echo)])
    assert [job.code for job in jobs.registered] == ["echo"]


def test_a_kind_tells_its_next_time_its_latest_run_and_who_may_run_it(open_jobs: Open) -> None:
    held = Principal(PrincipalKind.USER, "usr_3", "keeper", OPERATOR.permissions | {"lake.seal"})
    guarded = Job("guarded", TITLE, echo, schedule="0 3 * * *", permission="lake.seal")
    jobs = open_jobs([Job("echo", TITLE, echo), guarded])
    first = jobs.enqueue(OPERATOR, "echo")
    second = jobs.enqueue(OPERATOR, "echo")
    with pytest.raises(ForbiddenError):
        jobs.enqueue(OPERATOR, "guarded")
    run_id = jobs.enqueue(held, "guarded")
    for refused in (jobs.cancel, jobs.retry):
        with pytest.raises(ForbiddenError):
            refused(OPERATOR, run_id)
    plain, timed = jobs.kinds(OPERATOR)
    assert plain.last is not None
    assert (plain.last.id, plain.next_us, plain.may_run) == (second, None, True)
    assert timed.next_us is not None
    assert timed.may_run is False
    assert [each.may_run for each in jobs.kinds(held)] == [True, True]
    assert [each.may_run for each in jobs.kinds(VIEWER)] == [False, False]
    assert [run.id for run in jobs.list(VIEWER, code="echo")] == [second, first]
    assert [run.id for run in jobs.list(VIEWER, code="echo", offset=1)] == [first]
    with pytest.raises(UnknownJobError):
        jobs.list(VIEWER, code="nope")


def test_progress_within_a_step_is_seen_and_the_result_is_told(open_jobs: Open) -> None:
    seen = threading.Event()

    def slow(run: Runner, _arguments: Mapping[str, object]) -> object:
        def step() -> int:
            run.progress(3, 7, Text("件", "events"))
            assert seen.wait(30)
            return 7

        return {"rows": run.step("all", step)}

    def told(found: Mapping[str, object]) -> Text:
        return Text(f"{found['rows']} 件", f"{found['rows']} events")

    jobs = open_jobs([Job("slow", TITLE, slow, told=told)])
    jobs.start()
    run_id = jobs.enqueue(OPERATOR, "slow")
    deadline = time.monotonic() + 30
    while (status := jobs.status(VIEWER, run_id)).progress is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert status.state is JobState.RUNNING
    assert status.progress == Progress(3, 7, Text("件", "events"))
    seen.set()
    done = wait_until(jobs, run_id, JobState.SUCCEEDED, JobState.FAILED)
    assert done.told == Text("7 件", "7 events")


def test_who_asks_for_cancels_and_retries_is_noted(tmp_path: Path, sqlite_url: str) -> None:
    noted: list[Entry] = []
    settings = Settings(data_dir=tmp_path, database_url=sqlite_url)
    jobs = Jobs(settings, [Job("echo", TITLE, echo)], note=noted.append)
    try:
        run_id = jobs.enqueue(OPERATOR, "echo")
        jobs.cancel(OPERATOR, run_id)
        jobs.retry(OPERATOR, run_id)
        with pytest.raises(ForbiddenError):
            jobs.enqueue(VIEWER, "echo")
    finally:
        jobs.stop(0)
    assert [(entry.action, entry.subject_id) for entry in noted] == [
        ("job.run", run_id),
        ("job.cancel", run_id),
        ("job.retry", run_id),
    ]
    assert {entry.actor.id for entry in noted} == {"usr_1"}
