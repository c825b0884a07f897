"""湖的现状：每天各有多少、还有多少没封存、上次查验如何。

How the lake stands: what it holds of each day, what is not sealed yet, what the last check found.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from msgspec import Struct

from ballast.app.lake import RELATION
from ballast.app.runtime import Runtime
from ballast.events import repository as events
from ballast.events.instants import text_of
from ballast.events.lake import repository as lake
from ballast.events.lake.repository import LakeDay
from ballast.infra.access import Principal
from ballast.infra.jobs import JobState, JobStatus
from ballast.infra.jobs.schemas import RunView
from ballast.infra.jobs.showing import run_view
from ballast.kit.text import Text

SEAL, VERIFY = "lake.seal", "lake.verify"


class LakeDayView(Struct, frozen=True):
    """一个关系、一个场景、一天。 One relation, scene and day of events."""

    day: str
    relation: str
    scene: str
    files: int
    rows: int
    bytes: int
    first_seq: int
    last_seq: int
    sealed_at: str


class LakeFault(Struct, frozen=True):
    """文件与清单不符之处。 Where a file and the manifest disagree."""

    path: str
    problem: Text


class LakeCheck(Struct, frozen=True):
    """上次查验。 The last finished check; lists at most 500 faults."""

    at: str
    count: int
    faults: list[LakeFault]


class LakeView(Struct, frozen=True, kw_only=True):
    """湖的现状。 How the lake stands; `days` holds the newest, totals are of the whole lake."""

    days: list[LakeDayView]
    day_count: int
    files: int
    rows: int
    bytes: int
    unsealed: int
    unsealed_since: str | None
    sealed_at: str | None
    checked: LakeCheck | None
    sealing: RunView | None
    checking: RunView | None


@get("/lake", sync_to_thread=True, summary="数据湖 / The lake", operation_id="showLake")
def show_lake(
    request: Request[Principal, Any, Any],
    runtime: NamedDependency[Runtime],
    days: Annotated[int, QueryParameter(ge=1, le=3660)] = 366,
) -> LakeView:
    """湖的现状，最近若干天。 How the lake stands, with its newest days."""
    if not request.user.may("lake.seal"):
        request.user.require("lake.read")
    return lake_view(runtime, days)


def lake_view(runtime: Runtime, days: int) -> LakeView:
    """湖的现状。 How the lake stands."""
    with runtime.database.reading() as session:
        found = lake.lake_days(session)
        sealed_seq = lake.sealed_seq(session, RELATION)
        unsealed = events.last_seq(session) - sealed_seq
        since_us = events.first_received_after(session, sealed_seq)
    newest = sorted({each.day for each in found}, reverse=True)
    shown = set(newest[:days])
    sealing, checking = runtime.jobs.latest(SEAL), runtime.jobs.latest(VERIFY)
    now_us, names = runtime.now_us(), runtime.jobs.names()
    return LakeView(
        days=[_day(each) for each in found if each.day in shown],
        day_count=len(newest),
        files=sum(each.files for each in found),
        rows=sum(each.count for each in found),
        bytes=sum(each.size for each in found),
        unsealed=unsealed,
        unsealed_since=None if since_us is None else text_of(since_us),
        sealed_at=text_of(max(each.sealed_us for each in found)) if found else None,
        checked=_checked(runtime.jobs.latest(VERIFY, JobState.SUCCEEDED)),
        sealing=None if sealing is None else run_view(sealing, now_us, names),
        checking=None if checking is None else run_view(checking, now_us, names),
    )


def _checked(status: JobStatus | None) -> LakeCheck | None:
    if status is None or not isinstance(status.result, Mapping):
        return None
    found = status.result
    faults = [LakeFault(each["path"], Text.of(each["problem"])) for each in found["faults"]]
    return LakeCheck(text_of(int(found["at_us"])), int(found["count"]), faults)


def _day(found: LakeDay) -> LakeDayView:
    return LakeDayView(
        found.day,
        found.relation,
        found.partition,
        found.files,
        found.count,
        found.size,
        found.first_seq,
        found.last_seq,
        text_of(found.sealed_us),
    )
