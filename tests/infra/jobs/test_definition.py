from __future__ import annotations

from collections.abc import Mapping

import pytest

from ballast.infra.jobs.definition import require_sound
from ballast.infra.jobs.errors import JobDefinitionError
from ballast.infra.jobs.model import Job, Runner
from ballast.kit.text import Text

TITLE = Text("样例", "Sample")


def nothing(_run: Runner, _arguments: Mapping[str, object]) -> object:
    return None


def test_jobs_are_found_by_their_code() -> None:
    job = Job("lake.seal", TITLE, nothing, schedule="*/5 * * * *")
    assert require_sound([job, Job("tick", TITLE, nothing, schedule="0 0 3 * * 1")]).keys() == {
        "lake.seal",
        "tick",
    }


@pytest.mark.parametrize(
    ("job", "message"),
    [
        (Job("Seal", TITLE, nothing), "lower-case"),
        (Job("a", TITLE, nothing), "3 to 64"),
        (Job("good", TITLE, nothing, concurrency=0), "above 0"),
        (Job("good", TITLE, nothing, attempts=0), "above 0"),
        (Job("good", TITLE, nothing, schedule="hourly"), "cron"),
        (Job("good", TITLE, nothing, schedule="* * * *"), "cron"),
        (Job("same", TITLE, nothing), "repeated"),
    ],
)
def test_a_faulty_job_is_named(job: Job, message: str) -> None:
    with pytest.raises(JobDefinitionError, match=message) as refused:
        require_sound([Job("same", TITLE, nothing), job])
    assert refused.value.extra == {"job": job.code}
