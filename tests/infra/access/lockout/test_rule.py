from __future__ import annotations

import pytest

from ballast.infra.access.lockout import LockoutRule

MINUTE = 60_000_000


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (10, 15), (1_000_000, 15)],
)
def test_each_further_failure_doubles_the_wait_up_to_a_limit(failures: int, minutes: int) -> None:
    assert LockoutRule().lock_us(failures) == minutes * MINUTE
