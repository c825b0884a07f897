"""任务、进度与状态。 Jobs, their progress and their state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from ballast.kit.text import Text

T = TypeVar("T")


class Runner(Protocol):
    """任务函数所见的执行环境。 What a job's function sees of its run."""

    def step(self, name: str, action: Callable[[], T]) -> T:
        """做一步并记下结果。 Do one step and keep its result."""
        ...

    def progress(self, done: int, total: int, message: Text) -> None:
        """报告进度。 Report progress."""
        ...


Function = Callable[[Runner, Mapping[str, object]], object]


@dataclass(frozen=True, slots=True)
class Job:
    """一种任务。 One kind of job.

    A job's function may be interrupted anywhere and is then called again: finished steps give their
    stored results, the interrupted step runs once more. So a step must bear repetition, and what
    lies outside steps must depend on the arguments and on results of steps alone.

    Args:
        code: 代码。 ASCII code, also the name of its queue.
        title: 名称。 Title.
        function: 执行的函数；参数与结果须为 JSON。 The function; arguments and result are JSON.
        schedule: cron 表达式（五段，或带秒六段），按设置的时区。 Cron expression in the zone of the
            settings, five fields, or six with seconds first; None: only on request.
        concurrency: 同时最多几个。 How many may run at once, over all workers.
        attempts: 一步最多试几次。 How often a failing step is tried.
        purpose: 做什么用。 What it is for; the title when none is given.
        permission: 执行还须有的权限。 What one needs besides `job.run` to run it.
        told: 结果的一句话。 Its result in a sentence.
    """

    code: str
    title: Text
    function: Function
    schedule: str | None = None
    concurrency: int = 1
    attempts: int = 1
    purpose: Text | None = None
    permission: str | None = None
    told: Callable[[Mapping[str, object]], Text] | None = None


class JobState(StrEnum):
    """一次执行的状态。 State of a run."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Progress:
    """进度。 Progress: `done` of `total`, and what is being done."""

    done: int
    total: int
    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStatus:
    """一次执行的现状。 How a run stands. Times are microseconds since the epoch."""

    id: str
    code: str
    title: Text
    state: JobState
    requested_by: str  # principal's id; empty for a schedule
    created_us: int
    started_us: int | None
    finished_us: int | None
    progress: Progress | None
    result: object
    error: Text | None
    told: Text | None = None  # the result in a sentence


@dataclass(frozen=True, slots=True)
class JobOutlook:
    """一种任务的现状。 How a kind of job stands.

    Args:
        next_us: 下次何时，按定时。 When the schedule fires next; None: only on request.
        last: 最近一次执行。 Its latest run.
        may_run: 此人能否执行。 Whether the asking principal may run it.
    """

    job: Job
    next_us: int | None
    last: JobStatus | None
    may_run: bool
