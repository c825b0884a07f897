"""任务的接口：种类、执行、进度、取消。 The API of jobs: kinds, runs, progress, cancel, retry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from ballast.infra.access import Principal
from ballast.infra.jobs.model import JobState
from ballast.infra.jobs.schemas import JobView, RunPage, RunView
from ballast.infra.jobs.service import MOST, Jobs
from ballast.infra.jobs.showing import job_view, run_view

Asking = Request[Principal, Any, Any]
Service = NamedDependency[Jobs]
Clock = NamedDependency[Callable[[], int]]


@get("/jobs", sync_to_thread=True, summary="任务种类 / Kinds of job", operation_id="listJobs")
def list_jobs(request: Asking, jobs: Service, now_us: Clock) -> list[JobView]:
    """任务种类：定时、下次、最近一次。 The kinds of job: schedule, next time, latest run."""
    zone, names = jobs.timezone, jobs.names()
    return [job_view(each, zone, now_us(), names) for each in jobs.kinds(request.user)]


@get("/jobs/runs", sync_to_thread=True, summary="最近的执行 / Recent runs", operation_id="listRuns")
def list_runs(  # noqa: PLR0913, PLR0917 - one parameter per filter
    request: Asking,
    jobs: Service,
    now_us: Clock,
    code: FromQuery[str | None] = None,
    wanted: Annotated[JobState | None, QueryParameter(name="state")] = None,
    cursor: Annotated[str | None, QueryParameter(pattern="^[0-9]{1,6}$")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MOST - 1)] = 50,
) -> RunPage:
    """最近的执行，新的在前。 Recent runs, newest first."""
    start = int(cursor or 0)
    found = jobs.list(request.user, wanted, limit + 1, code, start)
    following = str(start + limit) if len(found) > limit else None
    names = jobs.names()
    return RunPage([run_view(each, now_us(), names) for each in found[:limit]], following)


@get(
    "/jobs/runs/{run:str}", sync_to_thread=True, summary="一次执行 / A run", operation_id="showRun"
)
def show_run(request: Asking, jobs: Service, now_us: Clock, run: FromPath[str]) -> RunView:
    """一次执行的现状与进度。 How a run stands."""
    return run_view(jobs.status(request.user, run), now_us(), jobs.names())


@post(
    "/jobs/{code:str}/run",
    sync_to_thread=True,
    status_code=202,
    summary="执行 / Run now",
    operation_id="runJob",
)
def run_job(request: Asking, jobs: Service, now_us: Clock, code: FromPath[str]) -> RunView:
    """排一次执行。 Queue a run."""
    return run_view(
        jobs.status(request.user, jobs.enqueue(request.user, code)), now_us(), jobs.names()
    )


@post(
    "/jobs/runs/{run:str}/cancel",
    sync_to_thread=True,
    status_code=200,
    summary="取消 / Cancel",
    operation_id="cancelRun",
)
def cancel_run(request: Asking, jobs: Service, now_us: Clock, run: FromPath[str]) -> RunView:
    """取消；正在做的一步做完为止。 Cancel; the step in progress is finished."""
    jobs.cancel(request.user, run)
    return run_view(jobs.status(request.user, run), now_us(), jobs.names())


@post(
    "/jobs/runs/{run:str}/retry",
    sync_to_thread=True,
    status_code=200,
    summary="重试 / Retry",
    operation_id="retryRun",
)
def retry_run(request: Asking, jobs: Service, now_us: Clock, run: FromPath[str]) -> RunView:
    """从失败的那一步重来。 Go on from the failed step."""
    jobs.retry(request.user, run)
    return run_view(jobs.status(request.user, run), now_us(), jobs.names())


router = Router(
    "/", route_handlers=[list_jobs, list_runs, show_run, run_job, cancel_run, retry_run]
)
