from __future__ import annotations

import pytest
from dbos import WorkflowStatus, WorkflowStatusString

from ballast.infra.jobs.model import Job, JobState, Progress
from ballast.infra.jobs.reading import STORED, failed_step, status_of
from ballast.kit.text import Text

JOB = Job("echo", Text("样例", "Sample"), lambda _run, _arguments: None)


class ToldError(Exception):
    def __init__(self) -> None:
        self.data = {"zh": "没有文件", "en": "No file"}


def row(status: str, error: Exception | None = None) -> WorkflowStatus:
    record = WorkflowStatus()
    record.workflow_id, record.status, record.error = "job_1", status, error
    record.output, record.authenticated_user = {"a": 1}, None
    record.created_at, record.dequeued_at, record.completed_at = 5, None, None
    return record


def test_every_state_of_the_engine_has_a_state_of_ours() -> None:
    known = {name for names in STORED.values() for name in names}
    assert {status.value for status in WorkflowStatusString} == known


def test_times_are_microseconds_and_a_result_belongs_to_success_only() -> None:
    done = status_of(
        row("SUCCESS"), JOB, {"done": 1, "total": 2, "message": {"zh": "半", "en": "Half"}}
    )
    assert (done.created_us, done.started_us, done.result) == (5000, None, {"a": 1})
    assert done.progress == Progress(1, 2, Text("半", "Half"))
    assert status_of(row("PENDING"), JOB, None).result is None


@pytest.mark.parametrize(
    ("status", "error", "zh"),
    [
        ("ERROR", ToldError(), "没有文件"),
        ("MAX_RECOVERY_ATTEMPTS_EXCEEDED", None, "多次中断"),
        ("ERROR", ValueError("13800138000"), "见日志"),
    ],
)
def test_an_error_is_told_in_words(status: str, error: Exception | None, zh: str) -> None:
    read = status_of(row(status, error), JOB, None)
    assert read.state is JobState.FAILED
    assert read.error is not None
    assert zh in read.error.zh


@pytest.mark.parametrize(
    ("errors", "step"),
    [([], 1), ([None, None], 3), ([None, ValueError()], 2), ([ValueError(), None], 1)],
)
def test_a_retry_goes_on_from_the_first_failed_step(
    errors: list[Exception | None], step: int
) -> None:
    steps = [{"function_id": n, "error": error} for n, error in enumerate(errors, 1)]
    assert failed_step(steps) == step
