"""按日的线：全部对象每日的计入，或一个对象每日末的值。

Daily lines, computed over the whole history in DuckDB. Of all subjects: the aggregate of what
contributed on each natural day. Of one subject: the value that a reader at the end of each day
finds, counting everything accepted so far that had happened by then.
"""
# ruff: noqa: S608 - names are quoted, numbers are integers, everything else is built here

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ballast.indicators import sql_number, sql_window
from ballast.indicators.columns import columns_of
from ballast.indicators.explain import edges
from ballast.indicators.group import empty_value
from ballast.indicators.history import History, Opened
from ballast.indicators.model import Aggregate, Indicator, Window, WindowKind
from ballast.indicators.sql import Reading, contributions, to_sql
from ballast.indicators.sql_text import column_sql, quoted
from ballast.indicators.window import first_instant, tiler

LAST_SEQ = 2**63 - 2
"""排在一切已受理事件之后。 After everything that was accepted."""


@dataclass(frozen=True, slots=True)
class Day:
    """一个自然日 [起, 止)，微秒；今日止于此刻。 A natural day in µs; today ends now.

    Args:
        number: 1970-01-01 起的日数。 Days since 1970-01-01.
        whole: 已经过完。 Whether the day is over.
    """

    number: int
    from_us: int
    until_us: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """一日的计入：个数、对象数、汇总。 What contributed on a day: events, subjects, aggregate."""

    events: int
    subjects: int
    value: object


def days_until(now_us: int, count: int, zone: str) -> list[Day]:
    """到今日为止的若干自然日。 The last natural days of a zone, today the last of them."""
    window = Window(WindowKind.DAYS, 1, zone)
    today = tiler(window)(now_us)
    starts = [first_instant(window, n) or 0 for n in range(today - count + 1, today + 1)]
    ends = [*starts[1:], now_us + 1]
    return [
        Day(today - count + 1 + n, start, end, n < count - 1)
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def all_subjects(
    history: History, indicator: Indicator, days: Sequence[Day], zone: str
) -> list[Tally]:
    """全部对象每日的计入。 What contributed on each day, over all subjects."""
    with history.of(indicator.scene, days[0].from_us) as opened:
        found = opened.connection.execute(_daily(history, indicator, opened, days, zone)).fetchall()
    by_day = {row[0]: Tally(row[1], row[2], row[3]) for row in found}
    nothing = Tally(
        0, 0, empty_value(indicator.aggregate) if indicator.aggregate in MEASURED else None
    )
    return [by_day.get(day.number, nothing) for day in days]


def _daily(
    history: History, indicator: Indicator, opened: Opened, days: Sequence[Day], zone: str
) -> str:
    own = columns_of(history.scenes[indicator.scene])
    keys = ", ".join(f"k{n}" for n in range(len(indicator.key)))
    day = sql_window.tile(Window(WindowKind.DAYS, 1, zone), "at_us")
    return (
        f"WITH contribution AS (\n{contributions(indicator, own, opened.relation)}\n)\n"
        f"SELECT day, count(*), count(DISTINCT ({keys})), "
        f"{_MEASURES.get(indicator.aggregate, 'NULL')} "
        f"FROM (SELECT *, {day} AS day FROM contribution "
        f"WHERE at_us >= {days[0].from_us} AND at_us < {days[-1].until_us}) GROUP BY day"
    )


_TOTAL, _SQUARES = "sum(CAST(v AS HUGEINT))", "sum(CAST(v AS HUGEINT) * CAST(v AS HUGEINT))"
_MEASURES: Mapping[Aggregate, str] = {
    Aggregate.COUNT: "count(*)",
    Aggregate.DISTINCT: "count(DISTINCT v)",
    Aggregate.SUM: sql_number.unscaled(_TOTAL),
    Aggregate.MEAN: sql_number.mean(_TOTAL, "count(*)"),
    Aggregate.STDDEV: sql_number.stddev(_TOTAL, _SQUARES, "count(*)"),
    Aggregate.MIN: sql_number.unscaled("min(v)"),
    Aggregate.MAX: sql_number.unscaled("max(v)"),
}
"""每日的汇总；最早、最近、距上次对全部对象没有意义。

Aggregates of a day; first, last and time since mean nothing over all subjects.
"""
MEASURED = frozenset(_MEASURES)
"""对全部对象也有意义的汇总。 Aggregates that mean something over all subjects."""


def one_subject(
    history: History, indicator: Indicator, key: Sequence[object], days: Sequence[Day]
) -> list[object]:
    """一个对象每日末的值。 The value for a subject at the end of each day."""
    since_us, _ = edges(indicator, days[0].until_us - 1)
    with history.of(indicator.scene, since_us) as opened:
        _furnish(history, indicator, opened, key)
        sql = to_sql(indicator, history.scenes, "counted", Reading("reader", indicator.scene))
        return [_at_end(opened, sql, day) for day in days]


def _furnish(history: History, indicator: Indicator, opened: Opened, key: Sequence[object]) -> None:
    """此对象的事件，和排在最后的读者。 The subject's events, and a reader after them all."""
    own = columns_of(history.scenes[indicator.scene])
    mine = " AND ".join(f"{column_sql(own[name])} = ?" for name in indicator.key)
    made = f"CREATE TEMP TABLE mine AS SELECT * FROM {quoted(opened.relation)} WHERE {mine}"
    opened.connection.execute(made, list(key))
    opened.connection.execute("CREATE TEMP TABLE reader AS SELECT * FROM mine LIMIT 0")
    names = ", ".join(quoted(name) for name in ("seq", *indicator.key))
    marks = ", ".join("?" for _ in range(len(key) + 1))
    opened.connection.execute(f"INSERT INTO reader ({names}) VALUES ({marks})", [LAST_SEQ, *key])


def _at_end(opened: Opened, sql: str, day: Day) -> object:
    opened.connection.execute(
        "CREATE OR REPLACE TEMP VIEW counted AS "
        f"SELECT * FROM mine WHERE at_us < {int(day.until_us)}"
    )
    opened.connection.execute("UPDATE reader SET at_us = ?", [day.until_us - 1])
    row = opened.connection.execute(sql).fetchone()
    return None if row is None else row[1]
