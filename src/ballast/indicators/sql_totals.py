"""个数、和、平方和的窗口：按序的一部分用前缀相减，迟到的一部分逐格相加。

Windows of counts, sums and squares in SQL. Contributions that come in the order of their tiles are
summed by prefixes: what is visible minus what has left, two as-of joins however hot the key is. The
few that come late are summed tile by tile, as every other aggregate is.
"""
# ruff: noqa: S608 - built of our own names only

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ballast.indicators.model import Window
from ballast.indicators.window import span

Parts = list[tuple[str, str]]


def totals(window: Window, keys: Sequence[str], running: Mapping[str, str]) -> Parts:
    """从 contribution、timed 到 answer 的各步。 The steps from those two to `answer`.

    Args:
        window: 窗口。 The window.
        keys: 键的列。 Columns of the key.
        running: 名称 → 累计的聚合式。 Name of each total to its aggregate expression.
    """
    key, names = ", ".join(keys), list(running)
    sums = ", ".join(f"{expression} OVER w AS {name}" for name, expression in running.items())
    flagged = (
        f"SELECT *, coalesce(tile < max(tile) OVER (PARTITION BY {key} ORDER BY seq "
        f"ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), FALSE) AS late FROM contribution"
    )
    ordered = (
        f"SELECT seq, {key}, tile, row_number() OVER w AS place, {sums} FROM flagged "
        f"WHERE NOT late WINDOW w AS (PARTITION BY {key} ORDER BY seq ROWS UNBOUNDED PRECEDING)"
    )
    closed = (
        f"SELECT * FROM ordered QUALIFY row_number() OVER "
        f"(PARTITION BY {key}, tile ORDER BY place DESC) = 1"
    )
    late = (
        f"SELECT seq, {key}, tile, {sums} FROM flagged WHERE late "
        f"WINDOW w AS (PARTITION BY {key}, tile ORDER BY seq ROWS UNBOUNDED PRECEDING)"
    )
    both = ", ".join(f"sum({name}) AS {name}" for name in names)
    parts = "SELECT * FROM prefix UNION ALL SELECT * FROM found"
    return [
        ("flagged", flagged),
        ("ordered", ordered),
        ("closed", closed),
        ("state", late),
        ("prefix", _prefix(window, keys, names)),
        *found(window, keys, {name: f"s.{name}" for name in names}),
        ("answer", f"SELECT seq, {both} FROM ({parts}) GROUP BY seq"),
    ]


def _prefix(window: Window, keys: Sequence[str], names: Sequence[str]) -> str:
    """看得见的前缀减去已出窗的前缀。 The visible prefix minus the one that has left the window.

    If more has left by its tile than is visible by its number, nothing visible is in the window.
    """
    visible = ", ".join(f"o.{name}" for name in names)
    differences = ", ".join(f"v.{name} - coalesce(c.{name}, 0) AS {name}" for name in names)
    return (
        f"SELECT v.seq, {differences} FROM (\n"
        f"SELECT t.seq, {', '.join(f't.{k}' for k in keys)}, t.newest, o.place, {visible} "
        f"FROM timed t ASOF JOIN ordered o "
        f"ON {_same('t', 'o', keys)} AND t.visible >= o.seq) v\n"
        f"ASOF LEFT JOIN closed c ON {_same('v', 'c', keys)} "
        f"AND v.newest - {span(window)} >= c.tile\n"
        f"WHERE c.place IS NULL OR c.place < v.place"
    )


def found(window: Window, keys: Sequence[str], columns: Mapping[str, str]) -> Parts:
    """每个读者在各格里看得见的累计。 What each reader sees in each tile, a row per tile."""
    key, tiles = ", ".join(keys), f"range(newest - {span(window) - 1}, newest + 1)"
    probe = (
        f"SELECT seq, visible, {key}, unnest({tiles}) AS tile "
        f"FROM timed SEMI JOIN (SELECT DISTINCT {key} FROM state) USING ({key})"
    )
    some = f"SELECT DISTINCT {key}, tile FROM state"
    filled = f"SELECT * FROM probe SEMI JOIN ({some}) USING ({key}, tile)"
    shown = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    seen = (
        f"SELECT p.seq, {shown} FROM filled p ASOF JOIN state s "
        f"ON {_same('p', 's', [*keys, 'tile'])} AND p.visible >= s.seq"
    )
    return [("probe", probe), ("filled", filled), ("found", seen)]


def _same(left: str, right: str, names: Sequence[str]) -> str:
    return " AND ".join(f"{left}.{name} = {right}.{name}" for name in names)
