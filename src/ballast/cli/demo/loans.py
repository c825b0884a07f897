"""演示用的贷款：读成申请与结局两种事件，按时间先后。

The demo's loans, read as two kinds of events in order of time: applications and outcomes. The
record has days only, so an application counts as made at 12:00 UTC and an outcome as known at
15:00 UTC of its day: an outcome is seen by the applications of the next day, never of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

APPLICATION = "sba_loan_application"
OUTCOME = "loan_outcome"
REPLAY_FROM = date(2007, 10, 1)
REPLAY_TO = date(2008, 9, 30)
HISTORY_FROM = REPLAY_FROM - timedelta(days=400)
"""最长的窗口是 400 天，更早的历史影响不了任何窗口。 No window reaches further back."""
RECORD_END = date(2014, 9, 30)
"""记录的末尾：仍未核销的，这天按未核销报送。 Loans not charged off by then are reported as such."""

Submission = dict[str, Any]

_FACTS = """
SELECT 'sba-' || loan_id AS id, approval_date AS day, approved_usd AS amount,
       guaranteed_usd AS guaranteed_amount, naics2 AS industry, state, bank_state AS lender_state,
       'sba' AS portfolio, employees, jobs_created, jobs_retained, franchise,
       CASE new_business WHEN 1 THEN false WHEN 2 THEN true END AS new_business,
       CASE urban_rural WHEN 1 THEN false WHEN 2 THEN true END AS rural,
       CASE revolving WHEN 'N' THEN false WHEN 'Y' THEN true END AS revolving,
       CASE low_doc WHEN 'N' THEN false WHEN 'Y' THEN true END AS low_doc
FROM loan WHERE approval_date BETWEEN $since AND $until ORDER BY approval_date, loan_id
"""

_OUTCOMES = """
SELECT 'sba-' || loan_id || '-outcome' AS id, 'sba-' || loan_id AS application_id,
       'sba' AS portfolio, known AS day, charged_off,
       CASE WHEN charged_off THEN charged_off_usd END AS loss, naics2 AS industry,
       state, bank_state AS lender_state
FROM (
    SELECT *, CASE WHEN charged_off THEN coalesce(charge_off_date, $record_end)
                   ELSE $record_end END AS known
    FROM loan
)
WHERE approval_date BETWEEN $approved_since AND $approved_until
  AND known >= approval_date AND known BETWEEN $since AND $until
  AND (charged_off OR $good)
ORDER BY known, loan_id
"""


@dataclass(frozen=True, slots=True)
class Day:
    """一天：先申请，后结局。 One day: its applications, then the outcomes that became known."""

    day: date
    applications: tuple[Submission, ...]
    outcomes: tuple[Submission, ...]

    def events(self) -> Iterator[Submission]:
        """按先后。 In order."""
        yield from self.applications
        yield from self.outcomes


class Loans:
    """一份贷款记录。 A file of loan records.

    Args:
        parquet: 文件。 The file.
        limit: 只重放头几笔申请；None 为全年。 Replay only the first applications; None: the year.
    """

    def __init__(self, parquet: Path, limit: int | None = None) -> None:
        self._db = duckdb.connect()
        self._db.execute(f"CREATE TABLE loan AS SELECT * FROM '{parquet}'")  # noqa: S608 - own file
        self._applications = self._read(_FACTS, since=REPLAY_FROM, until=REPLAY_TO)[:limit]
        days = [row["day"] for row in self._applications]
        self.until = days[-1] if days and limit is not None else REPLAY_TO

    def history(self) -> Iterator[Submission]:
        """重放之前的申请与已知的核销。 Applications and charge-offs before the replay."""
        before = REPLAY_FROM - timedelta(days=1)
        rows = self._read(_FACTS, since=HISTORY_FROM, until=before)
        known = self._charge_offs(HISTORY_FROM, before)
        for day in _days(rows, known):
            yield from day.events()

    def replay(self) -> list[Day]:
        """重放的各天。 The days to replay; outcomes become known in between."""
        return list(_days(self._applications, self._charge_offs(REPLAY_FROM, self.until)))

    def later(self) -> list[Submission]:
        """重放之后才知道的、所重放申请的结局。 Outcomes of the replayed loans, known afterwards."""
        replayed = {row["id"] for row in self._applications}
        rows = self._outcomes(self.until + timedelta(days=1), RECORD_END, REPLAY_FROM, good=True)
        return [_outcome(row) for row in rows if row["application_id"] in replayed]

    def charged_off(self) -> dict[str, bool]:
        """所重放申请的最终结局，用于演示的小结。 Final outcomes of the replayed loans, by id."""
        self._db.execute(
            "SELECT 'sba-' || loan_id, charged_off FROM loan WHERE approval_date BETWEEN ? AND ?",
            [REPLAY_FROM, self.until],
        )
        return dict(self._db.fetchall())

    def _charge_offs(self, since: date, until: date) -> list[dict[str, Any]]:
        return self._outcomes(since, until, date.min, good=False)

    def _outcomes(
        self, since: date, until: date, approved_since: date, *, good: bool
    ) -> list[dict[str, Any]]:
        return self._read(
            _OUTCOMES,
            since=since,
            until=until,
            approved_since=approved_since,
            approved_until=self.until,
            record_end=RECORD_END,
            good=good,
        )

    def _read(self, sql: str, **parameters: object) -> list[dict[str, Any]]:
        found = self._db.execute(sql, parameters)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _days(applications: list[dict[str, Any]], outcomes: list[dict[str, Any]]) -> Iterator[Day]:
    made = {day: list(rows) for day, rows in groupby(applications, key=_day)}
    known = {day: list(rows) for day, rows in groupby(outcomes, key=_day)}
    for day in sorted({*made, *known}):
        yield Day(
            day,
            tuple(_application(row) for row in made.get(day, ())),
            tuple(_outcome(row) for row in known.get(day, ())),
        )


def _day(row: Mapping[str, Any]) -> date:
    day: date = row["day"]
    return day


def _application(row: Mapping[str, Any]) -> Submission:
    return _submission(APPLICATION, row, "12:00:00")


def _outcome(row: Mapping[str, Any]) -> Submission:
    return _submission(OUTCOME, row, "15:00:00")


def _submission(scene: str, row: Mapping[str, Any], clock: str) -> Submission:
    facts = {k: v for k, v in row.items() if k not in ("id", "day") and v is not None}
    at = f"{row['day'].isoformat()}T{clock}Z"
    return {"scene": scene, "id": row["id"], "occurred_at": at, "data": facts}
