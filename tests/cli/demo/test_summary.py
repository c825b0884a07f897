"""The report counts by outcome and computes rates only of what is there."""

from __future__ import annotations

import io

from rich.console import Console

from ballast.cli.demo.summary import Group, Summary, groups, show_summary
from ballast.client import Decision


def test_groups_count_by_outcome_mild_to_severe() -> None:
    outcomes = {"a": "reject", "b": "pass", "c": "pass", "d": "reject"}
    decisions = {i: Decision("dec", o) for i, o in outcomes.items()}  # type: ignore[arg-type]  # as in the API
    found = groups(decisions, {"a": True, "b": False, "c": True, "d": True, "z": True})
    assert found == (Group("pass", 2, 1), Group("reject", 2, 2))
    assert [group.rate for group in found] == [0.5, 1.0]


def test_no_loans_have_no_rate() -> None:
    assert Group("review", 0, 0).rate is None


def test_the_report_is_in_both_languages() -> None:
    output = io.StringIO()
    summary = Summary(
        history=13_232,
        history_seconds=2.0,
        decisions=200,
        deciding_seconds=0.5,
        outcomes=100,
        total_seconds=9.4,
        policy_version=1,
        fallbacks=0,
        groups=(Group("pass", 120, 30), Group("review", 80, 40)),
    )
    show_summary(Console(file=output, width=100), summary)
    shown = output.getvalue()
    for expected in ("13,232", "6,616/s", "200 个决策 decisions, 400/s", "25.0%", "50.0%"):
        assert expected in shown
    assert "通过 Pass" in shown
    assert "拒绝 Reject" not in shown
