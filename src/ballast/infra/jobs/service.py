"""任务的用例：排队、查看、取消、重试。 What one can do with jobs: queue, look, cancel, retry."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from zoneinfo import ZoneInfo

from dbos import DBOSClient, WorkflowHandle, WorkflowStatus

from ballast.infra.access import Principal
from ballast.infra.jobs.definition import require_sound
from ballast.infra.jobs.engine import VERSION, Engine, open_client
from ballast.infra.jobs.errors import (
    JobArgumentsError,
    RunStateError,
    UnknownJobError,
    UnknownRunError,
)
from ballast.infra.jobs.model import Job, JobOutlook, JobState, JobStatus
from ballast.infra.jobs.reading import STORED, failed_step, status_of
from ballast.infra.jobs.run import PROGRESS, plain
from ballast.infra.jobs.schedule import next_us
from ballast.infra.journal import Entry
from ballast.infra.settings import Settings
from ballast.kit.ids import new_id
from ballast.kit.text import Text

RUN = "job.run"
READ = "job.read"
MOST = 200
Statuses = list[JobStatus]  # within the class, `list` is a method


def _now_us() -> int:
    return time.time_ns() // 1000


def _unnoted(_entry: Entry) -> None:
    """没有人记。 Nobody takes notes."""


class Jobs:
    """全部任务。 All jobs of the program, passed in by whoever composes it.

    Queueing and looking need no `start`; only a process that shall work starts it.

    Args:
        settings: 设置。 Settings (data directory, database, time zone).
        jobs: 任务清单。 The jobs.
        now_us: 时钟。 Microseconds since the epoch.
        poll_seconds: 多久看一次队列。 How often a worker looks at its queues.
        note: 记日志；谁要求、取消、重试都记。 Journals who asks for, cancels and retries a run.
        names: 代号 → 名称。 Names of who asks, by id.
    """

    def __init__(
        self,
        settings: Settings,
        jobs: Sequence[Job],
        now_us: Callable[[], int] = _now_us,
        poll_seconds: float = 1.0,
        note: Callable[[Entry], None] = _unnoted,
        names: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self.names = names
        self._note = note
        self._settings = settings
        self._jobs = require_sound(jobs)
        self._now_us = now_us
        self._engine = Engine(settings, jobs, poll_seconds)
        self._opening = Lock()
        self._opened: DBOSClient | None = None

    def kinds(self, principal: Principal) -> Sequence[JobOutlook]:
        """每种任务的现状，给有权查看的人。 How each kind of job stands, for whoever may see."""
        principal.require(READ)
        return [self._outlook(principal, job) for job in self.registered]

    def latest(self, code: str, state: JobState | None = None) -> JobStatus | None:
        """一种任务最近的一次执行，给组装者。 The latest run of a job, for whoever composes."""
        stored = None if state is None else list(STORED[state])
        rows = self._client.list_workflows(name=code, status=stored, limit=1, sort_desc=True)
        return self._statuses(rows)[0] if rows else None

    @property
    def timezone(self) -> str:
        """定时所按的时区。 The zone of the schedules."""
        return self._settings.timezone

    @property
    def working(self) -> bool:
        """本进程是否在执行任务。 Whether this process runs jobs."""
        return self._engine.running

    @property
    def registered(self) -> Sequence[Job]:
        """任务清单。 The registered jobs."""
        return tuple(self._jobs.values())

    def start(self) -> None:
        """本进程开始执行任务。 Start working in this process; unfinished runs go on."""
        self._engine.start()

    def stop(self, patience_seconds: int = 5) -> None:
        """停止执行；未完的下次启动时继续。 Stop; what is unfinished goes on at the next start."""
        self._engine.stop(patience_seconds)
        with self._opening:
            if self._opened is not None:
                self._opened.destroy()
                self._opened = None

    def enqueue(
        self, principal: Principal, code: str, arguments: Mapping[str, object] | None = None
    ) -> str:
        """排一次执行，返回编号。 Queue a run; its id. Arguments are stored, so nothing personal.

        Raises:
            UnknownJobError: 没有这种任务。 There is no such job.
            JobArgumentsError: 参数不是 JSON。 The arguments are not JSON.
        """
        principal.require(RUN)
        if code not in self._jobs:
            raise UnknownJobError(code, self._jobs)
        self._require(principal, code)
        handle: WorkflowHandle[object] = self._client.enqueue(
            {
                "workflow_name": code,
                "queue_name": code,
                "workflow_id": new_id("job", self._now_us()),
                "app_version": VERSION,
                "authenticated_user": principal.id,
            },
            None,
            _json(code, arguments or {}),
        )
        run_id = str(handle.get_workflow_id())
        self._record(principal, "job.run", run_id, {"job": code})
        return run_id

    def status(self, principal: Principal, run_id: str) -> JobStatus:
        """一次执行的现状与进度。 How a run stands, with its progress.

        Raises:
            UnknownRunError: 没有这次执行。 There is no such run.
        """
        principal.require(READ)
        return self._read(run_id)

    def list(
        self,
        principal: Principal,
        state: JobState | None = None,
        limit: int = 50,
        code: str | None = None,
        offset: int = 0,
    ) -> Statuses:
        """最近的执行，新的在前。 Recent runs, newest first; at most 200.

        Raises:
            UnknownJobError: 没有这种任务。 There is no such job.
        """
        principal.require(READ)
        if code is not None and code not in self._jobs:
            raise UnknownJobError(code, self._jobs)
        rows = self._client.list_workflows(
            status=None if state is None else list(STORED[state]),
            name=sorted(self._jobs) if code is None else code,
            limit=max(1, min(limit, MOST)),
            offset=offset,
            sort_desc=True,
        )
        return self._statuses(rows)

    def cancel(self, principal: Principal, run_id: str) -> None:
        """取消；正在做的一步做完为止。 Cancel; the step in progress is still finished.

        Raises:
            RunStateError: 已经结束。 It has ended already.
        """
        principal.require(RUN)
        status = self._read(run_id)
        self._require(principal, status.code)
        if status.state not in {JobState.QUEUED, JobState.RUNNING}:
            raise RunStateError(
                Text("任务已经结束，不能取消", "The run has ended and cannot be cancelled")
            )
        self._client.cancel_workflow(run_id)
        self._record(principal, "job.cancel", run_id, {"job": status.code})

    def retry(self, principal: Principal, run_id: str) -> None:
        """从失败的那一步重来，编号不变。 Go on from the failed step, under the same id.

        Raises:
            RunStateError: 没有失败或取消。 It has neither failed nor been cancelled.
        """
        principal.require(RUN)
        status = self._read(run_id)
        self._require(principal, status.code)
        if status.state not in {JobState.FAILED, JobState.CANCELLED}:
            raise RunStateError(
                Text(
                    "只有失败或已取消的任务可以重试",
                    "Only a failed or cancelled run can be retried",
                )
            )
        steps = self._client.list_workflow_steps(run_id, load_output=True)
        self._client.rewind_workflow(run_id, start_step=failed_step(steps), queue_name=status.code)
        self._record(principal, "job.retry", run_id, {"job": status.code})

    def _outlook(self, principal: Principal, job: Job) -> JobOutlook:
        zone, schedule = ZoneInfo(self._settings.timezone), job.schedule
        due = None if schedule is None else next_us(schedule, zone, self._now_us())
        may = principal.may(RUN) and (job.permission is None or principal.may(job.permission))
        return JobOutlook(job, due, self.latest(job.code), may)

    def _require(self, principal: Principal, code: str) -> None:
        needed = self._jobs[code].permission
        if needed is not None:
            principal.require(needed)

    def _record(self, principal: Principal, action: str, run_id: str, after: object) -> None:
        entry = Entry(
            actor=principal.actor,
            action=action,
            subject_kind="job_run",
            subject_id=run_id,
            at_us=self._now_us(),
            after=after,
        )
        self._note(entry)

    def _statuses(self, rows: Sequence[WorkflowStatus]) -> Statuses:
        return [
            status_of(row, self._jobs[row.name], self._progress(row.workflow_id)) for row in rows
        ]

    def _progress(self, run_id: str) -> object:
        return self._client.get_event(run_id, PROGRESS, timeout_seconds=0)

    @property
    def _client(self) -> DBOSClient:
        with self._opening:
            if self._opened is None:
                self._opened = open_client(self._settings)
            return self._opened

    def _read(self, run_id: str) -> JobStatus:
        rows = self._client.list_workflows(workflow_ids=[run_id], limit=1)
        if not rows or rows[0].name not in self._jobs:
            raise UnknownRunError(run_id)
        return status_of(rows[0], self._jobs[rows[0].name], self._progress(run_id))


def _json(code: str, arguments: Mapping[str, object]) -> object:
    try:
        return plain(dict(arguments))
    except (TypeError, ValueError) as error:
        raise JobArgumentsError(code) from error
