from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ballast.kit.zone import instant_us, local_time


def test_beijing_is_eight_hours_ahead() -> None:
    assert instant_us(datetime(1970, 1, 1, 8, tzinfo=local_time(0).tzinfo)) == 0
    assert instant_us(datetime(2026, 9, 30, 16, tzinfo=UTC)) == 1_790_784_000_000_000
    assert local_time(1_790_784_000_000_000).isoformat() == "2026-10-01T00:00:00+08:00"


@given(st.integers(-(10**15), 4 * 10**15))
def test_no_microsecond_is_lost(at_us: int) -> None:
    assert instant_us(local_time(at_us)) == at_us
