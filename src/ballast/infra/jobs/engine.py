"""DBOS 的启停与登记。 Starting and stopping DBOS, and telling it about our jobs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from dbos import DBOS, ClientScheduleInput, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer

from ballast.infra.jobs.errors import JobsRunningError
from ballast.infra.jobs.model import Job
from ballast.infra.jobs.run import JobRun
from ballast.infra.jobs.slot import Slot
from ballast.infra.settings import Settings

APPLICATION = "ballast"
# Runs started by an older release are taken over by the newer one; jobs are named, not hashed.
VERSION = "1"
# JSON, not the default pickle: reading a job database must never run code.
SERIALIZER = DBOSPortableJSONSerializer()
_NOISE = "Exception encountered in background workflow"


class Engine:
    """本进程的任务引擎，至多一个。 The job engine of this process; there is at most one."""

    _active: ClassVar[Engine | None] = None  # DBOS itself is one per process

    def __init__(self, settings: Settings, jobs: Sequence[Job], poll_seconds: float) -> None:
        self._settings = settings
        self._jobs = jobs
        self._poll_seconds = poll_seconds
        self._slot: Slot | None = None

    def start(self) -> None:
        """登记任务，接手未完的执行。 Register, take over unfinished runs, start working.

        Raises:
            JobsRunningError: 本进程已有引擎。 This process has an engine already.
        """
        if Engine._active is not None:
            raise JobsRunningError
        quieten()
        self._slot = Slot.take(self._settings.data_dir)
        Engine._active = self
        try:
            self._launch(self._slot.name)
        except BaseException:
            self.stop(0)
            raise

    @property
    def running(self) -> bool:
        """是否在工作。 Whether it is at work."""
        return Engine._active is self

    def stop(self, patience_seconds: int) -> None:
        """停止取任务，等正在执行的一会儿。 Stop working; wait a while for runs in progress.

        What has not finished by then goes on after the next start.
        """
        if Engine._active is not self:
            return
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=patience_seconds)
        Engine._active = None
        if self._slot is not None:
            self._slot.release()

    def _launch(self, executor: str) -> None:
        # Before anything runs: a schedule that was dropped must not fire once more.
        self._schedule()
        DBOS(config=_config(system_url(self._settings), executor))
        for job in self._jobs:
            DBOS.workflow(name=job.code)(_workflow(job))
        DBOS.launch()
        for job in self._jobs:
            DBOS.register_queue(
                job.code,
                global_concurrency=job.concurrency,
                worker_concurrency=job.concurrency,
                polling_interval_sec=self._poll_seconds,
                on_conflict="always_update",
            )

    def _schedule(self) -> None:
        wanted = {job.code: job.schedule for job in self._jobs if job.schedule}
        client = open_client(self._settings)
        try:
            for known in client.list_schedules():
                if known["schedule_name"] not in wanted:
                    client.delete_schedule(known["schedule_name"])
            client.apply_schedules(
                [self._cron(code, schedule) for code, schedule in wanted.items()]
            )
        finally:
            client.destroy()

    def _cron(self, code: str, schedule: str) -> ClientScheduleInput:
        return {
            "schedule_name": code,
            "workflow_name": code,
            "schedule": schedule,
            "cron_timezone": self._settings.timezone,
            "queue_name": code,
        }


def open_client(settings: Settings) -> DBOSClient:
    """只排队与查看、不执行的连接。 A connection that queues and looks, but runs nothing."""
    quieten()
    url = system_url(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    DBOS.migrate(url)
    return DBOSClient(system_database_url=url, serializer=SERIALIZER, application_name=APPLICATION)


def system_url(settings: Settings) -> str:
    """任务库：SQLite 时自成一个文件，否则在主库的 `dbos` 模式里。

    The job database: its own file on SQLite, else the schema `dbos` of the main database.
    """
    if settings.database_url.startswith("sqlite"):
        return f"sqlite:///{settings.data_dir / 'jobs.sqlite'}"
    return settings.database_url


def quieten() -> None:
    """DBOS 只把警告交给程序的日志。 DBOS writes no console, it only hands on warnings."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        # A failed job is logged by us, without the message that might quote data.
        logger.addFilter(lambda record: not str(record.msg).startswith(_NOISE))


def _config(url: str, executor: str) -> DBOSConfig:
    return {
        "name": APPLICATION,
        "system_database_url": url,
        "application_version": VERSION,
        "executor_id": executor,
        "log_level": "WARNING",
        "enable_otlp": False,
        "serializer": SERIALIZER,
    }


def _workflow(job: Job) -> Callable[..., object]:
    # A schedule calls with (time, None), a request with (None, arguments).
    def work(_at: object, arguments: Mapping[str, object] | None) -> object:
        return JobRun(job).whole(arguments or {})

    work.__qualname__ = f"job.{job.code}"
    return work
