"""按时间先后经由接口重放：历史，重放的一年，此后的结局。

Replaying through the API in order of time: history, the replayed year, and what became known later.

Within a day applications are asked for over several connections; the outcomes of the day follow
when all are answered, so that every decision sees the outcomes of earlier days and no others. The
order of acceptance among the applications of one day is left to the connections.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ballast.cli.demo.loans import Day, Loans, Submission
from ballast.client import Client, Decision, Report
from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

BATCH = 1_000
Advance = Callable[[int], None]


class RefusedEventsError(InvalidError):
    """演示数据有几行没有受理：内容包与数据不合。 Some of the demo's events were refused."""

    code = "demo_refused"

    def __init__(self, report: Report) -> None:
        first = report.refused[0]
        super().__init__(
            Text(
                f"{len(report.refused)} 件没有受理，第一件：{first.errors}",
                f"{len(report.refused)} events were refused, the first: {first.errors}",
            )
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """报送了多少，用了几秒。 How many events were sent, and in how many seconds."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Replayed:
    """重放的结果。 What the replay did.

    Args:
        decisions: 申请标识 → 决策。 Id of the application to its decision.
        outcomes: 其间报送的结局。 Outcomes sent in between.
        deciding: 等待决策所用的秒数。 Seconds spent on decisions alone.
    """

    decisions: dict[str, Decision]
    outcomes: Sent
    deciding: float


def send(client: Client, events: Iterable[Submission], advance: Advance) -> Sent:
    """成批报送事实。 Send facts in batches.

    Raises:
        RefusedEventsError: 有没有受理的。 Some were refused.
    """
    started, batch, count = time.perf_counter(), list[Submission](), 0
    for event in events:
        batch.append(event)
        if len(batch) == BATCH:
            count += _send(client, batch, advance)
            batch = []
    count += _send(client, batch, advance)
    return Sent(count, time.perf_counter() - started)


def replay(client: Client, loans: Loans, connections: int, advance: Advance) -> Replayed:
    """逐日重放。 Replay day by day."""
    decisions: dict[str, Decision] = {}
    deciding, outcomes, sending = 0.0, 0, 0.0
    with ThreadPoolExecutor(connections) as pool:
        for day in loans.replay():
            deciding += _decide(client, pool, day, decisions)
            advance(len(day.applications))
            sent = send(client, day.outcomes, _ignore)
            outcomes, sending = outcomes + sent.count, sending + sent.seconds
    return Replayed(decisions, Sent(outcomes, sending), deciding)


def _decide(
    client: Client, pool: ThreadPoolExecutor, day: Day, decisions: dict[str, Decision]
) -> float:
    started = time.perf_counter()
    for application, found in zip(
        day.applications,
        pool.map(lambda event: client.decide(**event), day.applications),
        strict=True,
    ):
        decisions[application["id"]] = found
    return time.perf_counter() - started


def _send(client: Client, batch: list[Submission], advance: Advance) -> int:
    report = client.report_many(batch, BATCH)
    if report.refused:
        raise RefusedEventsError(report)
    advance(len(batch))
    return len(batch)


def _ignore(_count: int) -> None:
    pass
