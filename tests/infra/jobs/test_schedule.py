from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from ballast.infra.jobs.schedule import next_us, text_of

NOW = 1_780_000_000_000_000  # 2026-05-28T20:26:40Z, 04:26:40 on the 29th in Shanghai
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("schedule", "following"),
    [
        ("10 3 * * *", "2026-05-29T19:10:00+00:00"),
        ("30 4 * * *", "2026-05-28T20:30:00+00:00"),
        ("*/30 * * * *", "2026-05-28T20:30:00+00:00"),
        ("50 26 4 * * *", "2026-05-28T20:26:50+00:00"),  # six fields begin with the second
        ("30 4 * * 0", "2026-05-30T20:30:00+00:00"),
    ],
)
def test_the_next_time_is_reckoned_in_the_zone(schedule: str, following: str) -> None:
    assert text_of(next_us(schedule, SHANGHAI, NOW)) == following


def test_the_next_time_is_later_than_now() -> None:
    due = next_us("26 4 * * *", SHANGHAI, NOW)
    assert due > NOW
    assert next_us("26 4 * * *", SHANGHAI, due) == due + 86_400_000_000
