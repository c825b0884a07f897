"""格号的 SQL。 Numbers of tiles in SQL, the same integers as `window.tiler`."""

from __future__ import annotations

from ballast.indicators.model import Window, WindowKind
from ballast.indicators.sql_text import floor_divided
from ballast.indicators.window import DAY_US, divisor
from ballast.indicators.zone import offsets_of


def tile(window: Window, at_us: str) -> str:
    """时刻的格号，BIGINT。 The tile of an instant, a BIGINT expression."""
    match window.kind:
        case WindowKind.SLIDING:
            return floor_divided(f"({at_us}) * 3", f"CAST({divisor(window)} AS BIGINT)")
        case WindowKind.DAYS:
            return _day(window.zone, at_us)
        case WindowKind.MONTHS:
            date = f"(DATE '1970-01-01' + CAST({_day(window.zone, at_us)} AS INTEGER))"
            return f"(CAST(year({date}) AS BIGINT) * 12 + month({date}) - 1)"
        case WindowKind.EVER:
            return "CAST(0 AS BIGINT)"


def _day(zone: str, at_us: str) -> str:
    local = f"({at_us} + {_offset(zone, at_us)})"
    return floor_divided(local, f"CAST({DAY_US} AS BIGINT)")


def _offset(zone: str, at_us: str) -> str:
    table = offsets_of(zone)
    if not table.starts:
        return str(table.offsets[0])
    # The newest period first: almost every event is in it.
    periods = reversed(list(zip(table.starts, table.offsets[1:], strict=True)))
    cases = " ".join(f"WHEN {at_us} >= {start} THEN {offset}" for start, offset in periods)
    return f"CASE {cases} ELSE {table.offsets[0]} END"
