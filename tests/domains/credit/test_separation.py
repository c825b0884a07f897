"""On a year it never saw, the policy passes better loans than it reviews, and rejects the worst."""

from __future__ import annotations

from tests.domains.credit.replaying import replay

GAP = 0.08


def test_the_charge_off_rate_rises_from_pass_to_reject() -> None:
    found = replay()
    assert found.rate("review") - found.rate("pass") > GAP
    assert found.rate("reject") - found.rate("review") > GAP


def test_every_outcome_is_frequent() -> None:
    found = [e.outcome for e in replay().evaluations.values()]
    assert len(found) == 5853
    assert set(found) == {"pass", "review", "reject"}
    assert all(found.count(outcome) > 0.15 * len(found) for outcome in set(found))


def test_no_rule_fails_and_every_application_has_a_score() -> None:
    found = replay().evaluations.values()
    assert [e.failed for e in found if e.failed] == []
    assert all(e.score is not None for e in found)


def test_what_is_not_passed_says_why() -> None:
    for evaluation in replay().evaluations.values():
        if evaluation.outcome != "pass":
            codes = {reason.code for reason in evaluation.reasons}
            assert any(code.startswith(("SCORE_", "E0", "G0", "W")) for code in codes)


def test_limits_follow_the_bands() -> None:
    for evaluation in replay().evaluations.values():
        score, limit = evaluation.score or 0, evaluation.limit or 0
        asked = float(str(evaluation.context["amount"]))
        most = 0 if score < 600 else 250_000 if score < 700 else 1_000_000 if score < 800 else 2e6
        assert limit == min(asked, most)
