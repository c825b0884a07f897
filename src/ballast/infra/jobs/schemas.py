"""任务接口的出入格式。 What goes in and out of the API of jobs."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from ballast.infra.jobs.model import JobState
from ballast.kit.text import Text


class ProgressView(Struct, frozen=True):
    """进度。 Progress: `done` of `total`, and what is being done."""

    done: int
    total: int
    message: Text


class RunView(Struct, frozen=True, kw_only=True):
    """一次执行。 One run; `told` is its result in a sentence, `elapsed_us` until now or its end.

    `requested_by` is empty for a run of the schedule.
    """

    id: str
    code: str
    title: Text
    state: JobState
    requested_by: str
    requested_by_name: str
    created_at: str
    started_at: str | None
    finished_at: str | None
    elapsed_us: int | None
    progress: ProgressView | None
    result: Any
    told: Text | None
    error: Text | None


class RunPage(Struct, frozen=True):
    """一页执行，新的在前。 A page of runs, newest first."""

    items: list[RunView]
    next: str | None


class JobView(Struct, frozen=True, kw_only=True):
    """一种任务。 One kind of job; `schedule` is a cron expression in `timezone`."""

    code: str
    title: Text
    purpose: Text
    schedule: str | None
    timezone: str
    next_at: str | None
    last: RunView | None
    may_run: bool
