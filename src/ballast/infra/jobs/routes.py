"""任务的接口：种类、执行、进度、取消。 The API of jobs: kinds, runs, progress, cancel, retry."""

from __future__ import annotations

from typing import Any

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from ballast.infra.access import Principal
from ballast.infra.jobs.model import JobStatus
from ballast.infra.jobs.schemas import JobView, RunView
from ballast.infra.jobs.service import Jobs

Asking = Request[Principal, Any, Any]
Service = NamedDependency[Jobs]


@get("/jobs", sync_to_thread=True, summary="任务种类 / Kinds of job", operation_id="listJobs")
def list_jobs(request: Asking, jobs: Service) -> list[JobView]:
    """任务种类与定时。 The kinds of job and their schedules."""
    kinds = jobs.kinds(request.user)
    return [JobView(job.code, job.title.as_dict(), job.schedule) for job in kinds]


@get("/jobs/runs", sync_to_thread=True, summary="最近的执行 / Recent runs", operation_id="listRuns")
def list_runs(request: Asking, jobs: Service) -> list[RunView]:
    """最近的执行，新的在前。 Recent runs, newest first."""
    return [_view(status) for status in jobs.list(request.user)]


@get(
    "/jobs/runs/{run:str}", sync_to_thread=True, summary="一次执行 / A run", operation_id="showRun"
)
def show_run(request: Asking, jobs: Service, run: FromPath[str]) -> RunView:
    """一次执行的现状与进度。 How a run stands."""
    return _view(jobs.status(request.user, run))


@post(
    "/jobs/{code:str}/run",
    sync_to_thread=True,
    status_code=202,
    summary="执行 / Run now",
    operation_id="runJob",
)
def run_job(request: Asking, jobs: Service, code: FromPath[str]) -> RunView:
    """排一次执行。 Queue a run."""
    return _view(jobs.status(request.user, jobs.enqueue(request.user, code)))


@post(
    "/jobs/runs/{run:str}/cancel",
    sync_to_thread=True,
    status_code=200,
    summary="取消 / Cancel",
    operation_id="cancelRun",
)
def cancel_run(request: Asking, jobs: Service, run: FromPath[str]) -> RunView:
    """取消；正在做的一步做完为止。 Cancel; the step in progress is finished."""
    jobs.cancel(request.user, run)
    return _view(jobs.status(request.user, run))


@post(
    "/jobs/runs/{run:str}/retry",
    sync_to_thread=True,
    status_code=200,
    summary="重试 / Retry",
    operation_id="retryRun",
)
def retry_run(request: Asking, jobs: Service, run: FromPath[str]) -> RunView:
    """从失败的那一步重来。 Go on from the failed step."""
    jobs.retry(request.user, run)
    return _view(jobs.status(request.user, run))


def _view(status: JobStatus) -> RunView:
    progress = status.progress
    return RunView(
        id=status.id,
        code=status.code,
        title=status.title.as_dict(),
        state=status.state.value,
        requested_by=status.requested_by,
        created_us=status.created_us,
        started_us=status.started_us,
        finished_us=status.finished_us,
        progress=None
        if progress is None
        else {
            "done": progress.done,
            "total": progress.total,
            "message": progress.message.as_dict(),
        },
        result=status.result,
        error=None if status.error is None else status.error.as_dict(),
    )


router = Router(
    "/", route_handlers=[list_jobs, list_runs, show_run, run_job, cancel_run, retry_run]
)
