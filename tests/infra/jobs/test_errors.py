from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from ballast.infra.jobs.errors import JobFailedError, JobsRunningError

SECRET = "13800138000"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device", f"/data/{SECRET}"), "No space left on device"),
        (OSError(SECRET), "OSError"),
        (OperationalError(f"SELECT {SECRET}", {}, Exception(SECRET)), "database did not answer"),
        (ValueError(SECRET), "ValueError"),
        (JobsRunningError(), "already runs jobs"),
    ],
)
def test_a_failure_says_what_to_look_at_and_quotes_no_data(error: Exception, said: str) -> None:
    detail = JobFailedError.of(error).detail
    assert said in detail.en
    assert SECRET not in f"{detail.zh}{detail.en}"
