"""结论与轻重：通过 < 核身 < 复核 < 拒绝。 Outcomes, from mild to severe."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """一次决策的结论。 What a decision says."""

    PASS = "pass"  # noqa: S105  # an outcome, not a password
    CHALLENGE = "challenge"
    REVIEW = "review"
    REJECT = "reject"

    @property
    def severity(self) -> int:
        """轻重，0 最轻。 Severity; 0 is the mildest."""
        return SEVERITY[self.value]


OUTCOMES: tuple[str, ...] = tuple(outcome.value for outcome in Outcome)
SEVERITY: dict[str, int] = {code: rank for rank, code in enumerate(OUTCOMES)}
