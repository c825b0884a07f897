"""The shipped points are what the fit gives, and online scores are those of the fit's own view."""

from __future__ import annotations

import json
from functools import cache

import duckdb
from tests.domains.credit.replaying import replay
from tools.fit_sba_points import COHORTS, CUT, POLICY, Card, fit_card, rows_of
from tools.sba_view import prepare

from ballast.cli.demo.loans import REPLAY_FROM
from ballast.domains.credit import LOANS


@cache
def fitted() -> tuple[duckdb.DuckDBPyConnection, Card]:
    db = prepare(LOANS, CUT)
    return db, fit_card(db)


def test_the_shipped_points_are_the_fitted_ones() -> None:
    policy = json.loads(POLICY.read_text(encoding="utf-8"))
    table = next(node for node in policy["nodes"] if node["id"] == "points")["content"]
    assert table["rules"] == rows_of(fitted()[1])


def test_nothing_of_the_replayed_year_or_later_is_fitted_on() -> None:
    assert CUT <= REPLAY_FROM
    assert COHORTS[-1] < REPLAY_FROM.year
    db, _ = fitted()
    latest = db.execute(
        "SELECT max(l.charge_off_date) FROM loan l JOIN train t USING (loan_id) WHERE t.known_bad"
    ).fetchone()
    assert latest is not None
    assert latest[0] < CUT


def test_online_scores_equal_the_scores_in_duckdb() -> None:
    db, card = fitted()
    found = db.cursor().table("seen").filter("cohort = 2008")
    online = {loan: evaluation.score for loan, evaluation in replay().evaluations.items()}
    assert online == dict(found.project(f"'sba-' || loan_id, {card.sql()}").fetchall())
