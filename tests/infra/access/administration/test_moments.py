from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.infra.access.administration.moments import FarMomentError, read, written

WEST = timezone(timedelta(hours=-14))


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - the strategy wants naive bounds
def test_what_is_read_is_written_again(moment: datetime) -> None:
    at_us = read(moment)
    assert at_us is not None
    assert datetime.fromisoformat(written(at_us)) == moment


@pytest.mark.parametrize(
    "moment",
    [
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=WEST),
        datetime(1, 1, 1, tzinfo=UTC),
    ],
    ids=["last", "first"],
)
def test_what_no_zone_could_write_is_refused(moment: datetime) -> None:
    with pytest.raises(FarMomentError):
        read(moment)


def test_no_moment_stays_none() -> None:
    assert read(None) is None
