"""一次执行：分步、报进度，出错只留可示人的话。 One run: steps, progress and clean errors."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable, Mapping
from typing import TypeVar

from dbos import DBOS, StepOptions
from dbos import error as engine_errors

from ballast.infra.jobs.errors import JobFailedError
from ballast.infra.jobs.model import Job
from ballast.kit.errors import BallastError
from ballast.kit.text import Text

T = TypeVar("T")
PROGRESS = "progress"
_LOG = logging.getLogger("ballast.jobs")


class JobRun:
    """任务函数所见的执行环境。 What a job's function sees of its run."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def step(self, name: str, action: Callable[[], T]) -> T:
        """做一步并记下结果，重来时不再做。 Do a step once and keep its result across crashes.

        Raises:
            JobFailedError: 这一步失败。 The step failed, after all its attempts.
        """
        tries = self._job.attempts
        options = StepOptions(name=name, retries_allowed=tries > 1, max_attempts=tries)
        try:
            result: T = DBOS.run_step(options, lambda: self._clean(lambda: plain(action())))
        except engine_errors.DBOSMaxStepRetriesExceeded as error:
            raise error.errors[-1] from None
        return result

    def progress(self, done: int, total: int, message: Text) -> None:
        """报告进度；每次一写，请按批报告。 Report progress; every call is a write, so per batch."""
        DBOS.set_event(PROGRESS, {"done": done, "total": total, "message": message.as_dict()})

    def whole(self, arguments: Mapping[str, object]) -> object:
        """整个任务。 The whole job."""
        return self._clean(lambda: plain(self._job.function(self, arguments)))

    def _clean(self, action: Callable[[], T]) -> T:
        try:
            return action()
        except JobFailedError:
            raise
        except Exception as error:
            _log(self._job, error)
            # `from None`: the original may hold personal values, and the engine logs what we raise.
            raise JobFailedError.of(error) from None


def plain(value: T) -> T:
    """经 JSON 存取后的值。 The value as it will be read back, so that a replay is the same."""
    result: T = json.loads(json.dumps(value))
    return result


def _log(job: Job, error: Exception) -> None:
    # The message of an unexpected error may quote data; the class and the place never do.
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown"
    level = logging.WARNING if isinstance(error, BallastError) else logging.ERROR
    _LOG.log(level, "job %s failed: %s at %s", job.code, type(error).__name__, place)
