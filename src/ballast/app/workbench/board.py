"""工作台与铃：每一块只给看得见它的人。

The workbench and the bell: each block is for those who may see it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from sqlalchemy.orm import Session

from ballast.app.latencies import Latencies
from ballast.app.workbench.changes import Names, recent_changes
from ballast.app.workbench.open_work import OpenWork
from ballast.app.workbench.schemas import (
    DecisionsBlock,
    IntakeBlock,
    JobsBlock,
    LatencyView,
    Notices,
    ReasonCount,
    SlotView,
    Workbench,
    WorkItem,
)
from ballast.decisions.path import Path, Receipt, Request
from ballast.decisions.pulse import Pulse, Slot
from ballast.decisions.rebuild import Progress
from ballast.events.instants import text_of
from ballast.events.registry import SceneRegistry
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.infra.jobs import Jobs
from ballast.infra.jobs.model import JobState, JobStatus
from ballast.infra.lane import Lane
from ballast.kit.text import Text
from ballast.policies.lists.live import LiveLists
from ballast.policies.live import LivePolicies

REASONS = 10
FAILED = 10
_RUNS = 200


class Service(Protocol):
    """运行中的服务。 The running service."""

    database: Database
    scenes: SceneRegistry
    lists: LiveLists
    policies: LivePolicies
    jobs: Jobs
    path: Path
    lane: Lane[Request, Receipt]
    ready: bool
    now_us: Callable[[], int]

    @property
    def progress(self) -> Progress:
        """恢复到哪里了。 How far the restoration is."""
        ...


class Board:
    """工作台。 Makes the workbench and the bell."""

    def __init__(self, service: Service, latencies: Latencies) -> None:
        self._service = service
        self._latencies = latencies
        self._pulse = Pulse(service.now_us)

    def show(self, principal: Principal) -> Workbench:
        """工作台。 The workbench, as far as the principal may see it."""
        jobs = self._jobs(principal)
        with self._service.database.reading() as session:
            work = self._work(session, principal)
            return Workbench(
                intake=self._intake(),
                decisions=self._decisions(session, principal),
                jobs=jobs,
                changes=recent_changes(session, principal, self._names()),
                drafts=work.drafts(),
                approvals=work.approvals(),
            )

    def notices(self, principal: Principal) -> Notices:
        """铃。 The bell."""
        failed = self._failed(principal)
        with self._service.database.reading() as session:
            work = self._work(session, principal)
            approvals, returned = work.approvals(), work.returned()
        return Notices(len(approvals) + len(returned) + len(failed), approvals, returned, failed)

    def _work(self, session: Session, principal: Principal) -> OpenWork:
        return OpenWork(session, principal, self._service.lists.definitions)

    def _names(self) -> Names:
        return Names(self._service.scenes.scenes, self._service.lists.definitions)

    def _intake(self) -> IntakeBlock:
        progress = self._service.progress
        return IntakeBlock(
            ready=self._service.ready,
            waiting=self._service.lane.waiting,
            restored=progress.done,
            to_restore=progress.total,
            accepted=self._service.path.seq,
        )

    def _decisions(self, session: Session, principal: Principal) -> DecisionsBlock | None:
        if not principal.may("decision.read"):
            return None
        beat = self._pulse.beat(session, principal.scenes_for("decision.read"))
        titles = self._titles()
        spread = self._latencies.spread()
        return DecisionsBlock(
            minutes=[_slot(slot) for slot in beat.minutes],
            hours=[_slot(slot) for slot in beat.hours],
            reasons=[
                ReasonCount(code, titles.get(code, Text(code, code)), count)
                for code, count in beat.reasons[:REASONS]
            ],
            latency=LatencyView(spread.count, spread.p50_us, spread.p95_us, spread.p99_us),
        )

    def _titles(self) -> Mapping[str, Text]:
        live = self._service.policies.policies.values()
        return {spec.code: spec.title for each in live for spec in each.compiled.plan.reasons}

    def _jobs(self, principal: Principal) -> JobsBlock | None:
        if not principal.may("job.read"):
            return None
        runs = self._service.jobs
        running = len(runs.list(principal, JobState.RUNNING, _RUNS))
        queued = len(runs.list(principal, JobState.QUEUED, _RUNS))
        return JobsBlock(running, queued, self._failed(principal))

    def _failed(self, principal: Principal) -> list[WorkItem]:
        if not principal.may("job.read"):
            return []
        found = self._service.jobs.list(principal, JobState.FAILED, FAILED)
        return [_run(status) for status in found]


def _slot(slot: Slot) -> SlotView:
    return SlotView(text_of(slot.at_us), slot.counts)


def _run(status: JobStatus) -> WorkItem:
    return WorkItem(
        kind="job_run",
        code=status.code,
        id=status.id,
        title=status.title,
        state=status.state.value,
        note=status.error,
        at=text_of(status.finished_us or status.created_us),
    )
