"""一个值背后的事件：键相同、已受理、在窗口里的计入。

The events behind a value: contributions of the same key that were accepted by then and lie in the
window. Which window that is follows from the contract: the key's clock never goes back.
"""
# ruff: noqa: S608 - names are quoted, numbers are integers, everything else is built here

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ballast.indicators.columns import columns_of
from ballast.indicators.explain import edges
from ballast.indicators.history import History, Opened
from ballast.indicators.model import NUMERIC, Indicator
from ballast.indicators.numbers import SCALE
from ballast.indicators.sql import contributions
from ballast.indicators.sql_text import quoted


@dataclass(frozen=True, slots=True)
class Counted:
    """计入的一件事。 One event that counted.

    Args:
        value: 计入的数或值；只计次数的为真。 What it contributed; True where events are counted.
    """

    seq: int
    id: str
    at_us: int
    value: object


@dataclass(frozen=True, slots=True)
class Behind:
    """一个值背后的全部。 What is behind a value.

    Args:
        from_us: 窗口从何时起；历来为 None。 Where the window starts; None if it is `ever`.
        total: 一共多少件。 How many events counted.
        events: 其中最近的若干件，新的在前。 The latest of them, newest first.
    """

    from_us: int | None
    total: int
    events: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """在何时、看得见受理到第几号。 When it is read, and up to which number events are visible."""

    at_us: int
    upto_seq: int


def behind(
    history: History, indicator: Indicator, key: Sequence[object], moment: Moment, limit: int
) -> Behind:
    """一个值背后的事件。 The events behind the value that a reader finds at a moment."""
    # What opens is bounded by the reader's own time: a newer contribution only moves it forward.
    since_us, _ = edges(indicator, moment.at_us)
    with history.of(indicator.scene, since_us) as opened:
        _count(history, indicator, opened, key, moment.upto_seq)
        newest = _one(opened, "SELECT max(at_us) FROM counted")
        from_us, _ = edges(indicator, moment.at_us, newest)
        inside = "" if from_us is None else f"WHERE at_us >= {from_us}"
        total = _one(opened, f"SELECT count(*) FROM counted {inside}")
        found = opened.connection.execute(
            f"SELECT seq, id, at_us, v FROM counted {inside} "
            f"ORDER BY at_us DESC, seq DESC LIMIT {int(limit)}"
        ).fetchall()
    rows = tuple(Counted(row[0], row[1], row[2], _amount(indicator, row[3])) for row in found)
    return Behind(from_us, total or 0, rows)


def _count(
    history: History, indicator: Indicator, opened: Opened, key: Sequence[object], upto_seq: int
) -> None:
    own = columns_of(history.scenes[indicator.scene])
    mine = " AND ".join(f"k{n} = ?" for n in range(len(indicator.key)))
    opened.connection.execute(
        f"CREATE TEMP TABLE counted AS WITH contribution AS (\n"
        f"{contributions(indicator, own, opened.relation)}\n)\n"
        f"SELECT seq, id, at_us, v FROM contribution JOIN "
        f"(SELECT seq, id FROM {quoted(opened.relation)}) USING (seq) "
        f"WHERE {mine} AND seq <= {int(upto_seq)}",
        list(key),
    )


def _one(opened: Opened, sql: str) -> int | None:
    row = opened.connection.execute(sql).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def _amount(indicator: Indicator, value: object) -> object:
    if indicator.aggregate in NUMERIC and isinstance(value, int):
        return value / SCALE
    return value
