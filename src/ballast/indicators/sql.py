"""同一个定义译成 DuckDB 的 SQL：历史上每个事件读到的值，与在线一致到最后一位。

The same definition as DuckDB SQL: the value every event of the past would have read, equal to the
online engine's to the last bit. Relations hold `seq BIGINT`, `at_us BIGINT` and one typed column
per field and derived attribute (VARCHAR, DOUBLE, BOOLEAN; times are microseconds).

The cost grows with the number of readers, times the filled tiles of a window where an aggregate
cannot be subtracted; never with the square of a hot key.
"""
# ruff: noqa: S608 - names are quoted, and everything else is built here or by the checked compiler

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ballast.events.model import Scene
from ballast.indicators import sql_number, sql_window
from ballast.indicators.columns import Column, columns_of, key_columns
from ballast.indicators.condition import where_sql
from ballast.indicators.distinct import CAP
from ballast.indicators.group import counts_itself
from ballast.indicators.model import NUMERIC, Aggregate, Indicator
from ballast.indicators.problems import UnreadableError
from ballast.indicators.sql_text import column_sql, quoted
from ballast.indicators.sql_totals import found, totals
from ballast.indicators.window import span


@dataclass(frozen=True, slots=True)
class Reading:
    """谁在读。 Who reads.

    Args:
        relation: 关系名。 Name of the relation (table or view).
        scene: 其中事件的场景。 Scene of its events.
    """

    relation: str
    scene: str


def to_sql(
    indicator: Indicator,
    scenes: Mapping[str, Scene],
    source_relation: str,
    reading: Reading | None = None,
) -> str:
    """给每个读者 (seq, value) 的 SELECT。 A SELECT of (seq, value) for every reading event.

    Args:
        indicator: 定义。 The definition.
        scenes: 全部场景。 All scenes by code.
        source_relation: 计入事件的关系名。 Relation with the events of the source scene.
        reading: 读的事件；缺省就是计入的事件。 The reading events; the source events by default.

    Raises:
        UnreadableError: 指标在该场景没有键。 The indicator has no key in that scene.
    """
    reader = reading or Reading(source_relation, indicator.scene)
    own = columns_of(scenes[indicator.scene])
    there = key_columns(indicator, scenes, reader.scene)
    if there is None:
        raise UnreadableError(indicator.code, reader.scene)
    parts = [
        ("contribution", contributions(indicator, own, source_relation)),
        ("reader", _reader(indicator, there, reader.relation)),
        ("timed", _timed(indicator)),
        *_answer(indicator),
    ]
    body = ",\n".join(f"{name} AS (\n{select}\n)" for name, select in parts)
    return (
        f"WITH {body}\nSELECT reader.seq, CASE WHEN {_has_key(indicator)} THEN "
        f"{_VALUES[indicator.aggregate]} END AS value\nFROM reader LEFT JOIN answer USING (seq)"
    )


def _keys(indicator: Indicator) -> list[str]:
    return [f"k{n}" for n in range(len(indicator.key))]


def _has_key(indicator: Indicator) -> str:
    return " AND ".join(f"{key} IS NOT NULL" for key in _keys(indicator))


def _key_list(columns: Sequence[Column]) -> str:
    return ", ".join(f"{column_sql(column)} AS k{n}" for n, column in enumerate(columns))


def contributions(indicator: Indicator, own: Mapping[str, Column], relation: str) -> str:
    """计入的事件：键为 k0、k1……，数为 v。 The events that contribute: keys k0, k1, …, number v."""
    keys = _key_list([own[name] for name in indicator.key])
    value = _amount(indicator, own)
    where = f" WHERE {where_sql(indicator.where, own)}" if indicator.where else ""
    return (
        f"SELECT * FROM (SELECT seq, at_us, {keys}, {value} AS v, "
        f"{sql_window.tile(indicator.window, 'at_us')} AS tile FROM {quoted(relation)}{where})\n"
        f"WHERE {_has_key(indicator)} AND v IS NOT NULL"
    )


def _amount(indicator: Indicator, own: Mapping[str, Column]) -> str:
    if indicator.of is None:
        return "TRUE"
    value = column_sql(own[indicator.of])
    return sql_number.scaled(value) if indicator.aggregate in NUMERIC else value


def _reader(indicator: Indicator, columns: Sequence[Column], relation: str) -> str:
    return f"SELECT seq, at_us, {_key_list(columns)} FROM {quoted(relation)}"


def _timed(indicator: Indicator) -> str:
    """每个读者的窗口：最后一格、此前最近的一笔、可见的最大序号。

    For each reader: its newest tile, the latest contribution before it, the last visible number.
    """
    keys = ", ".join(_keys(indicator))
    itself = counts_itself(indicator)
    contributes, reads = (0, 1) if itself else (1, 0)
    latest = "{'at_us': at_us, 'seq': seq, 'v': v}"
    return (
        f"SELECT seq, at_us, {keys}, seq - {0 if itself else 1} AS visible, latest,\n"
        f"{sql_window.tile(indicator.window, 'greatest(at_us, coalesce(latest.at_us, at_us))')} "
        f"AS newest FROM (\n"
        f"SELECT seq, at_us, {keys}, turn, max(CASE WHEN turn = {contributes} THEN {latest} END) "
        f"OVER (PARTITION BY {keys} ORDER BY seq, turn ROWS UNBOUNDED PRECEDING) AS latest FROM (\n"
        f"SELECT seq, at_us, {keys}, v, {contributes} AS turn FROM contribution UNION ALL\n"
        f"SELECT seq, at_us, {keys}, NULL, {reads} FROM reader WHERE {_has_key(indicator)}))\n"
        f"WHERE turn = {reads}"
    )


def _answer(indicator: Indicator) -> list[tuple[str, str]]:
    """读者各自的窗口汇总。 What each reader finds in its window."""
    if indicator.aggregate in (Aggregate.LAST, Aggregate.TIME_SINCE_LAST):
        tile = sql_window.tile(indicator.window, "latest.at_us")
        inside = f"latest IS NOT NULL AND {tile} > newest - {span(indicator.window)}"
        return [("answer", f"SELECT seq, at_us, latest FROM timed WHERE {inside}")]
    running = _RUNNING[indicator.aggregate]
    if indicator.aggregate in _TOTALS:
        return totals(indicator.window, _keys(indicator), running)
    shown = {name: f"s.{name}" for name in running}
    both = ", ".join(f"{_ACROSS[name]}({name}) AS {name}" for name in running)
    return [
        *_running(indicator),
        *found(indicator.window, _keys(indicator), shown),
        ("answer", f"SELECT seq, {both} FROM found GROUP BY seq"),
    ]


_TOTALS = frozenset({Aggregate.COUNT, Aggregate.SUM, Aggregate.MEAN, Aggregate.STDDEV})

_RUNNING: Mapping[Aggregate, Mapping[str, str]] = {
    Aggregate.COUNT: {"n": "count(*)"},
    Aggregate.SUM: {"total": "sum(CAST(v AS HUGEINT))"},
    Aggregate.MEAN: {"n": "count(*)", "total": "sum(CAST(v AS HUGEINT))"},
    Aggregate.STDDEV: {
        "n": "count(*)",
        "total": "sum(CAST(v AS HUGEINT))",
        "squares": "sum(CAST(v AS HUGEINT) * CAST(v AS HUGEINT))",
    },
    Aggregate.MIN: {"low": "min(v)"},
    Aggregate.MAX: {"high": "max(v)"},
    Aggregate.FIRST: {"earliest": "min({'at_us': at_us, 'seq': seq, 'v': v})"},
    Aggregate.DISTINCT: {"n": "sum(change)"},
}
"""一格之内逐笔累计什么。 What runs along the contributions of one tile."""

_ACROSS = {"low": "min", "high": "max", "earliest": "min", "n": "sum"}
"""各格之间怎样合并。 How the tiles of a window are joined."""


def _running(indicator: Indicator) -> list[tuple[str, str]]:
    keys = ", ".join(_keys(indicator))
    running = ", ".join(
        f"{expression} OVER w AS {name}"
        for name, expression in _RUNNING[indicator.aggregate].items()
    )
    window = f"WINDOW w AS (PARTITION BY {keys}, tile ORDER BY seq ROWS UNBOUNDED PRECEDING)"
    source, before = "contribution", []
    if indicator.aggregate is Aggregate.DISTINCT:
        source, before = "change", _changes(keys)
    state = f"SELECT seq, {keys}, tile, {running} FROM {source} {window}"
    return [*before, ("state", state)]


def _changes(keys: str) -> list[tuple[str, str]]:
    """一个值移到更新的格：旧格减一，新格加一。 A value moves to a newer tile: −1 there, +1 here."""
    seen = (
        f"SELECT seq, {keys}, tile, max(tile) OVER (PARTITION BY {keys}, v ORDER BY seq "
        f"ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM contribution"
    )
    change = (
        f"SELECT seq, {keys}, tile, 1 AS change FROM seen WHERE before IS NULL OR tile > before\n"
        f"UNION ALL SELECT seq, {keys}, before, -1 FROM seen WHERE tile > before"
    )
    return [("seen", seen), ("change", change)]


_VALUES: Mapping[Aggregate, str] = {
    Aggregate.COUNT: "coalesce(CAST(n AS BIGINT), 0)",
    Aggregate.DISTINCT: f"least(coalesce(CAST(n AS BIGINT), 0), {CAP})",
    Aggregate.SUM: f"coalesce({sql_number.unscaled('total')}, 0.0::DOUBLE)",
    Aggregate.MEAN: sql_number.mean("total", "n"),
    Aggregate.STDDEV: sql_number.stddev("total", "squares", "n"),
    Aggregate.MIN: sql_number.unscaled("low"),
    Aggregate.MAX: sql_number.unscaled("high"),
    Aggregate.FIRST: "earliest.v",
    Aggregate.LAST: "latest.v",
    Aggregate.TIME_SINCE_LAST: (
        "CASE WHEN latest IS NOT NULL THEN "
        "CAST(greatest(reader.at_us - latest.at_us, 0) AS DOUBLE) / 1000000.0::DOUBLE END"
    ),
}
"""窗口的汇总 → 值。 From what the window holds to the value."""
