"""工作台接口的出入格式。 What goes out of the API of the workbench."""

from __future__ import annotations

from msgspec import Struct

from ballast.kit.text import Text


class SlotView(Struct, frozen=True):
    """一段时间里各结论的个数。 Decisions by outcome in a stretch of time that starts at `at`."""

    at: str
    counts: dict[str, int]


class ReasonCount(Struct, frozen=True):
    """一条理由的次数。 How often a reason was given."""

    code: str
    title: Text
    count: int


class LatencyView(Struct, frozen=True):
    """决策耗时，微秒；本进程最近一小时。 Time of decisions, µs; this process, the last hour."""

    count: int
    p50_us: int | None
    p95_us: int | None
    p99_us: int | None


class DecisionsBlock(Struct, frozen=True):
    """决策：最近一小时、最近一天、理由、耗时。 Last hour, last day, reasons, time taken."""

    minutes: list[SlotView]
    hours: list[SlotView]
    reasons: list[ReasonCount]
    latency: LatencyView


class IntakeBlock(Struct, frozen=True):
    """受理：就绪吗、排队多少、受理到哪里。 Intake: ready, waiting, how far."""

    ready: bool
    waiting: int
    restored: int
    to_restore: int
    accepted: int


class WorkItem(Struct, frozen=True, kw_only=True):
    """一件要处理的事。 Something that waits for somebody.

    Args:
        kind: policy_version、list_entry、indicator_version、job_run 之一。 What it is.
        code: 策略、名单、指标或任务的代码。 Code of the policy, list, indicator or job.
        number: 版本号。 Number of the version.
        id: 条目或执行的标识。 Id of the entry or of the run.
        state: 现状：draft、returned、submitted、pending、removing、failed。 How it stands.
        title: 名称。 What people call it.
        note: 意见、值或原因。 Comment, value or cause.
        by: 谁提出的或退回的。 Who asked, or returned it.
        at: 何时。 Since when.
    """

    kind: str
    code: str
    title: Text
    state: str
    number: int | None = None
    id: str | None = None
    note: Text | None = None
    by: str | None = None
    at: str


class JobsBlock(Struct, frozen=True):
    """任务：在跑的、排队的、最近失败的。 Jobs: running, queued, and those that failed lately."""

    running: int
    queued: int
    failed: list[WorkItem]


class RecentChange(Struct, frozen=True):
    """最近的一次改动，取自日志；`by` 为空是系统所为。 Without `by`: by the system."""

    at: str
    by: str | None
    action: str
    kind: str
    code: str
    number: int | None
    title: Text | None


class Workbench(Struct, frozen=True, kw_only=True):
    """工作台；没有权限看的块为空。 The workbench; blocks that one may not see are null."""

    intake: IntakeBlock
    decisions: DecisionsBlock | None
    jobs: JobsBlock | None
    changes: list[RecentChange] | None
    drafts: list[WorkItem]
    approvals: list[WorkItem]


class Notices(Struct, frozen=True):
    """铃：等我批的、退回给我的、失败的任务。 The bell: what waits for one."""

    count: int
    approvals: list[WorkItem]
    returned: list[WorkItem]
    failed: list[WorkItem]
