"""任务接口的出入格式。 What goes in and out of the API of jobs."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class JobView(Struct, frozen=True):
    """一种任务。 One kind of job."""

    code: str
    title: dict[str, str]
    schedule: str | None


class RunView(Struct, frozen=True):
    """一次执行。 One run; times are microseconds since the epoch."""

    id: str
    code: str
    title: dict[str, str]
    state: str
    requested_by: str
    created_us: int
    started_us: int | None
    finished_us: int | None
    progress: dict[str, Any] | None
    result: Any
    error: dict[str, str] | None
