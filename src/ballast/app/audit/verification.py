"""查验日志：短的当场查，长的排成任务。 Verifying the journal: at once, or as a job if long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ballast.app.audit.schemas import Verification
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.infra.jobs import Jobs, JobState, JobStatus
from ballast.infra.jobs.errors import UnknownRunError
from ballast.infra.journal import Head, VerifyResult, head, verify
from ballast.kit.text import Text

JOB = "journal.verify"
AT_ONCE = 100_000
"""不超过多少行当场查。 Up to how many rows are verified at once: about two seconds."""
_RUNNING = Text("正在查验，稍候再看。", "Being verified; look again in a moment.")


class Verifying:
    """查验的用例。 Use cases of verifying the journal."""

    def __init__(self, database: Database, jobs: Jobs, at_once: int = AT_ONCE) -> None:
        self._database = database
        self._jobs = jobs
        self._at_once = at_once

    def start(self, principal: Principal, anchor: Head | None) -> Verification:
        """查验；`anchor` 为另处存下的链头。 Verify; `anchor` is a head noted elsewhere."""
        principal.require("journal.verify")
        with self._database.reading() as session:
            stored = head(session)
        if anchor is None and stored is not None and stored.count > self._at_once:
            return _running(self._jobs.enqueue(_granted(principal), JOB))
        return _concluded(verify(self._database, anchor))

    def result(self, principal: Principal, run: str) -> Verification:
        """排成任务的查验怎样了。 How a verification that became a job stands."""
        principal.require("journal.verify")
        status = self._jobs.status(_granted(principal), run)
        if status.code != JOB:
            raise UnknownRunError(run)
        return _reported(status)


def _granted(principal: Principal) -> Principal:
    # Whoever may verify may have it done as a job, and see that one.
    return replace(principal, permissions=principal.permissions | {"job.run", "job.read"})


def _running(run: str) -> Verification:
    return Verification(state="running", detail=_RUNNING.as_dict(), run=run)


def _reported(status: JobStatus) -> Verification:
    if status.state is JobState.SUCCEEDED and isinstance(status.result, Mapping):
        found = status.result
        return _concluded(VerifyResult(int(found["count"]), str(found["hash"])), status.id)
    if status.error is not None:
        return Verification(state="failed", detail=status.error.as_dict(), run=status.id)
    return _running(status.id)


def _concluded(result: VerifyResult, run: str | None = None) -> Verification:
    return Verification(
        state="intact" if result.intact else "broken",
        detail=result.detail.as_dict(),
        count=result.count,
        hash=result.hash,
        fault=None if result.fault is None else result.fault.value,
        seq=result.seq,
        run=run,
    )
