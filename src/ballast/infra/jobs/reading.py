"""把引擎的记录读成我们的状态。 Reading the engine's records as our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dbos import WorkflowStatus

from ballast.infra.jobs.model import Job, JobState, JobStatus, Progress
from ballast.kit.text import Text

STORED: Mapping[JobState, Sequence[str]] = {
    JobState.QUEUED: ("ENQUEUED", "DELAYED"),
    JobState.RUNNING: ("PENDING",),
    JobState.SUCCEEDED: ("SUCCESS",),
    JobState.FAILED: ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"),
    JobState.CANCELLED: ("CANCELLED",),
}
_STATES = {stored: state for state, names in STORED.items() for stored in names}
_GAVE_UP = Text(
    "任务多次中断，已停止重来；查明原因后可重试",
    "The run broke off too often and was given up; retry it once the cause is known",
)
_BROKE = Text("任务中断，见日志", "The run broke; see the log")


def status_of(row: WorkflowStatus, job: Job, progress: object) -> JobStatus:
    """一次执行的现状。 How a run stands."""
    state = _STATES[row.status]
    return JobStatus(
        id=row.workflow_id,
        code=job.code,
        title=job.title,
        state=state,
        requested_by=row.authenticated_user or "",
        created_us=(row.created_at or 0) * 1000,
        started_us=_us(row.dequeued_at),
        finished_us=_us(row.completed_at),
        progress=_progress(progress),
        result=row.output if state is JobState.SUCCEEDED else None,
        error=_error(row) if state is JobState.FAILED else None,
        told=_told(job, row.output) if state is JobState.SUCCEEDED else None,
    )


def failed_step(steps: Sequence[Mapping[str, object]]) -> int:
    """从哪一步重来。 The step to go on from: the first that failed, or else the next."""
    failed = [step["function_id"] for step in steps if step["error"] is not None]
    numbers = [int(str(step["function_id"])) for step in steps]
    return int(str(failed[0])) if failed else max(numbers, default=0) + 1


def _told(job: Job, result: object) -> Text | None:
    if job.told is None or not isinstance(result, Mapping):
        return None
    try:
        return job.told(result)
    except (KeyError, TypeError, ValueError):
        return None  # a result that an older release stored


def _us(milliseconds: int | None) -> int | None:
    return None if milliseconds is None else milliseconds * 1000


def _progress(event: object) -> Progress | None:
    if not isinstance(event, Mapping):
        return None
    return Progress(event["done"], event["total"], Text.of(event["message"]))


def _error(row: WorkflowStatus) -> Text:
    said = getattr(row.error, "data", None)
    if isinstance(said, Mapping):
        return Text.of(said)
    return _BROKE if row.status == "ERROR" else _GAVE_UP
