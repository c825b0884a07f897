"""任务与执行给人看的样子。 Jobs and runs as people see them."""

from __future__ import annotations

from collections.abc import Mapping

from ballast.infra.jobs.model import JobOutlook, JobStatus
from ballast.infra.jobs.schedule import text_of
from ballast.infra.jobs.schemas import JobView, ProgressView, RunView


def run_view(status: JobStatus, now_us: int, names: Mapping[str, str]) -> RunView:
    """一次执行。 One run."""
    progress = status.progress
    shown = None if progress is None else (progress.done, progress.total, progress.message)
    return RunView(
        id=status.id,
        code=status.code,
        title=status.title,
        state=status.state,
        requested_by=status.requested_by,
        requested_by_name=names.get(status.requested_by, status.requested_by),
        created_at=text_of(status.created_us),
        started_at=_moment(status.started_us),
        finished_at=_moment(status.finished_us),
        elapsed_us=_elapsed(status, now_us),
        progress=None if shown is None else ProgressView(*shown),
        result=status.result,
        told=status.told,
        error=status.error,
    )


def job_view(outlook: JobOutlook, timezone: str, now_us: int, names: Mapping[str, str]) -> JobView:
    """一种任务。 One kind of job."""
    job, last = outlook.job, outlook.last
    return JobView(
        code=job.code,
        title=job.title,
        purpose=job.purpose or job.title,
        schedule=job.schedule,
        timezone=timezone,
        next_at=_moment(outlook.next_us),
        last=None if last is None else run_view(last, now_us, names),
        may_run=outlook.may_run,
    )


def _elapsed(status: JobStatus, now_us: int) -> int | None:
    if status.started_us is None:
        return None
    end = now_us if status.finished_us is None else status.finished_us
    return max(0, end - status.started_us)


def _moment(at_us: int | None) -> str | None:
    return None if at_us is None else text_of(at_us)
