"""拟合所用的视图：决策当时看得到的事实与窗口，以及截止日已知的结局。

The view a fit works on: facts and windows visible when the decision was taken, and outcomes known
at the cut-off. Windows follow the contract of `docs/indicators.md` (tiles of 1/60, the current
event excluded), so that the points fit what the online indicators will say.
"""
# ruff: noqa: S608 - every name in the SQL is a constant of these modules

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

APPLIED_HOUR = 12
OUTCOME_HOUR = 15
"""一天之内先申请后结局：结局次日起才可用。 Outcomes of a day follow its applications."""

_TILE_US = 365 * 86_400_000_000 // 60

_EVENTS = f"""
CREATE TABLE happened AS
SELECT *, row_number() OVER (ORDER BY at_us, outcome, loan_id) AS seq, at_us // {_TILE_US} AS tile
FROM (
    SELECT loan_id, 0 AS outcome, naics2 AS industry, state, bank_state AS lender_state,
           'sba' AS portfolio, epoch_us(approval_date + INTERVAL {APPLIED_HOUR} HOUR) AS at_us
    FROM loan
    UNION ALL
    SELECT loan_id, 1, naics2, state, bank_state, 'sba',
           epoch_us(charge_off_date + INTERVAL {OUTCOME_HOUR} HOUR)
    FROM loan WHERE charged_off AND charge_off_date >= approval_date
)
"""


def _counts(key: str) -> str:
    before = f"(PARTITION BY {key} ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    left = f"(PARTITION BY {key} ORDER BY tile RANGE BETWEEN UNBOUNDED PRECEDING AND 60 PRECEDING)"
    return ", ".join(
        f"coalesce(sum({value}) OVER {before}, 0) - coalesce(sum({value}) OVER {left}, 0)"
        f" AS {key}_{name}"
        for name, value in (("bad", "outcome"), ("all", "1 - outcome"))
    )


KEYS = ("industry", "state", "lender_state", "portfolio")


def _index(key: str) -> str:
    expected = f"{key}_all * portfolio_bad / nullif(portfolio_all, 0)"
    return f"({key}_bad + 5) / ({expected} + 5)"


_VIEW = f"""
CREATE TABLE seen AS
SELECT l.loan_id, l.approval_fy AS cohort, l.charged_off AS bad,
       coalesce(l.charged_off AND l.charge_off_date < $cut, false) AS known_bad,
       l.approved_usd AS amount, l.guaranteed_usd / l.approved_usd AS guaranteed_share,
       l.employees, l.jobs_retained, l.jobs_created,
       CASE l.new_business WHEN 1 THEN false WHEN 2 THEN true END AS new_business,
       l.franchise, CASE l.urban_rural WHEN 1 THEN false WHEN 2 THEN true END AS rural,
       l.bank_state = l.state AS home_lender,
       CASE l.revolving WHEN 'Y' THEN true WHEN 'N' THEN false END AS revolving,
       CASE l.low_doc WHEN 'Y' THEN true WHEN 'N' THEN false END AS low_doc,
       h.industry, l.bank_state AS lender_state,
       {_index("industry")} AS industry_index, {_index("state")} AS state_index,
       {_index("lender_state")} AS lender_index
FROM loan l JOIN windows h USING (loan_id)
WHERE h.outcome = 0
"""


def prepare(parquet: Path, cut: date) -> duckdb.DuckDBPyConnection:
    """读入并算好 `seen` 表，结局以 `cut` 之前已知的为准。

    Read the loans and make the table `seen`, with outcomes as known before `cut`.
    """
    db = duckdb.connect()
    db.execute(f"CREATE TABLE loan AS SELECT * FROM '{parquet}'")
    db.execute(_EVENTS)
    columns = ", ".join(_counts(key) for key in KEYS)
    db.execute(
        f"CREATE TABLE windows AS SELECT loan_id, outcome, industry, {columns} FROM happened"
    )
    db.execute(_VIEW, {"cut": cut})
    return db
