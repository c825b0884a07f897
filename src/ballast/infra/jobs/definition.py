"""任务清单的检查。 Checking the list of jobs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ballast.infra.jobs.errors import JobDefinitionError
from ballast.infra.jobs.model import Job
from ballast.kit.text import Text

_CODE = re.compile(r"[a-z][a-z0-9_.-]{2,63}")
_CRON = re.compile(r"\S+(?: \S+){4,5}")


def require_sound(jobs: Sequence[Job]) -> Mapping[str, Job]:
    """按代码查的任务。 The jobs by code.

    Raises:
        JobDefinitionError: 代码、定时或次数不合要求。 A code, a schedule or a count is wrong.
    """
    found: dict[str, Job] = {}
    for job in jobs:
        _require(job, bool(_CODE.fullmatch(job.code)), _CODE_RULE)
        _require(job, job.code not in found, Text("代码重复", "its code is repeated"))
        _require(job, job.concurrency > 0 and job.attempts > 0, _COUNT_RULE)
        _require(job, job.schedule is None or bool(_CRON.fullmatch(job.schedule)), _CRON_RULE)
        found[job.code] = job
    return found


_CODE_RULE = Text(
    "代码应为 3 到 64 个小写字母、数字或 . _ -",
    "its code must have 3 to 64 lower-case letters, digits or . _ -",
)
_COUNT_RULE = Text("并发与次数应大于 0", "concurrency and attempts must be above 0")
_CRON_RULE = Text(
    "定时应为五段或六段的 cron 表达式",
    "its schedule must be a cron expression of five or six fields",
)


def _require(job: Job, sound: bool, rule: Text) -> None:
    if not sound:
        raise JobDefinitionError(
            Text(f"任务“{job.code}”：{rule.zh}", f"Job '{job.code}': {rule.en}"),
            {"job": job.code},
        )
