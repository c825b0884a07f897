"""用较早年份拟合贷款演示的积分表，写回策略文档。

Fit the points table of the lending demo on the earlier years and write it into the policy.

    python -m tools.fit_sba_points            # report only
    python -m tools.fit_sba_points --write    # also rewrite the points table and the grey lists

Loans approved in fiscal years 2001 to 2006, with charge-offs known before 2007-10-01, the eve of
the replayed year; nothing later is looked at. Earlier years are left out because they would leak:
industry, place and jobs are recorded then only for loans that lived on. A bin's weight of evidence
is ln(observed / expected) charge-offs, where expected follows the charge-off share of the year of
approval, so that young loans are not mistaken for good ones. The scale puts the applicants of the
last year before the replay (their scores, not their outcomes) so that the worst quarter lies below
600 and the best quarter at 800 or above.
"""
# ruff: noqa: S608 - every name in the SQL is a constant of these modules

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from datetime import date
from math import log
from pathlib import Path

import duckdb
from tools.sba_card import CARD, Characteristic
from tools.sba_regression import fit
from tools.sba_view import prepare

CREDIT = Path(__file__).parents[1] / "src/ballast/domains/credit"
POLICY = CREDIT / "policies/sba_lending.json"
COHORTS = range(2001, 2007)
CUT = date(2007, 10, 1)
SHRINK = 10.0
LEAST_Z = 1.0
REASON_POINTS = -25
SCALE_YEAR = 2007
QUARTERS = (600, 800)
GREY_RATIO = 1.4
GREY_EXPECTED = 20
GREY = {"grey_industry": "industry", "grey_lender_state": "lender_state"}

Weights = dict[tuple[str, str], float]
Points = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Card:
    """拟合好的积分表。 A fitted points table: base points, characteristics kept, points by bin."""

    base: int
    chosen: tuple[Characteristic, ...]
    points: Points

    def sql(self) -> str:
        """评分的 SQL。 The score as SQL over the view `seen`."""
        return " + ".join([str(self.base), *(_case(c, self.points) for c in self.chosen)])


def fit_card(db: duckdb.DuckDBPyConnection) -> Card:
    """在 `seen` 上拟合；不看重放的年份。 Fit on the view `seen`, blind to the replayed year."""
    weights = _weights(db)
    betas = _choose(db, weights)
    raw = {(f, b): -betas[f] * w for (f, b), w in weights.items() if f in betas}
    return _scale(db, tuple(c for c in CARD if c.field in betas), raw)


def rows_of(card: Card) -> list[dict[str, object]]:
    """决策表的各行；零分的段不写。 The rows of the decision table, without bins of no points."""
    rows = [_row("base", ("基础分", "Base points"), {}, card.base)]
    for c in card.chosen:
        for part in c.bins:
            got = card.points[c.field, part.code]
            title = f"{c.zh}：{part.zh}", f"{c.en}: {part.en}"
            if got:
                rows.append(_row(f"{c.field}_{part.code}", title, {c.field: part.cell}, got))
    return rows


def main(write: bool) -> None:
    """拟合、报告，需要时写回。 Fit, report and, if asked, write."""
    db = prepare(CREDIT / "demo/sba_loans.parquet", CUT)
    card = fit_card(db)
    _report(db, card)
    if write:
        _write(card)
        for name, field in GREY.items():
            _write_grey(db, name, field)


def _weights(db: duckdb.DuckDBPyConnection) -> Weights:
    db.execute(
        f"""CREATE TABLE train AS
        SELECT *, avg(known_bad::INT) OVER (PARTITION BY cohort) AS expected FROM seen
        WHERE cohort BETWEEN {COHORTS[0]} AND {COHORTS[-1]}"""
    )
    found: Weights = {}
    for characteristic in CARD:
        for part in characteristic.bins:
            bad, expected = db.execute(
                f"SELECT count(*) FILTER (known_bad), sum(expected) FROM train WHERE {part.sql}"
            ).fetchone() or (0, 0.0)
            ratio = ((bad or 0) + SHRINK) / ((expected or 0.0) + SHRINK)
            found[characteristic.field, part.code] = log(ratio)
    return found


def _choose(db: duckdb.DuckDBPyConnection, weights: Weights) -> dict[str, float]:
    """逐个舍弃不显著或反号的。 Drop, one by one, what is weak or has the wrong sign."""
    columns = ", ".join(f"{_case(c, weights)} AS {c.field}" for c in CARD)
    years = ", ".join(f"(cohort = {year})::INT AS y{year}" for year in COHORTS)
    db.execute(f"CREATE TABLE woe AS SELECT known_bad, {years}, {columns} FROM train")
    intercepts = [f"y{year}" for year in COHORTS]
    chosen = [c.field for c in CARD]
    while True:
        beta, error = fit(db, "woe", [*intercepts, *chosen], "known_bad")
        own = slice(len(intercepts), None)
        strength = {f: b / e for f, b, e in zip(chosen, beta[own], error[own], strict=True)}
        weakest = min(strength, key=strength.__getitem__)
        if strength[weakest] >= LEAST_Z:
            return dict(zip(chosen, beta[own], strict=True))
        _say(f"dropped {weakest}: z = {strength[weakest]:.2f}")
        chosen.remove(weakest)


def _case(characteristic: Characteristic, values: Weights | Points) -> str:
    whens = " ".join(
        f"WHEN {b.sql} THEN {values.get((characteristic.field, b.code), 0.0):.17e}"
        for b in characteristic.bins
    )
    return f"(CASE {whens} ELSE 0e0 END)"


def _scale(db: duckdb.DuckDBPyConnection, chosen: tuple[Characteristic, ...], raw: Weights) -> Card:
    total = " + ".join(_case(c, raw) for c in chosen)
    low, high = db.execute(
        f"SELECT quantile_cont({total}, 0.25), quantile_cont({total}, 0.75) FROM seen"
        f" WHERE cohort = {SCALE_YEAR}"
    ).fetchone() or (0.0, 1.0)
    factor = (QUARTERS[1] - QUARTERS[0]) / (high - low)
    points = {key: round(factor * value) for key, value in raw.items()}
    return Card(round(QUARTERS[0] - factor * low), chosen, points)


def _report(db: duckdb.DuckDBPyConnection, card: Card) -> None:
    db.execute(f"CREATE TABLE scored AS SELECT *, {card.sql()} AS score FROM seen")
    _say(f"base {card.base}; kept {', '.join(c.field for c in card.chosen)}")
    for year, target in ((2005, "known_bad"), (2006, "bad"), (2007, "bad"), (2008, "bad")):
        _say(f"FY{year} {target}: AUC {_auc(db, year, target):.3f}")
        for low, high in ((-9999, 600), (600, 700), (700, 800), (800, 9999)):
            count, rate = db.execute(
                f"SELECT count(*), avg({target}::INT) FROM scored"
                f" WHERE cohort = {year} AND score >= {low} AND score < {high}"
            ).fetchone() or (0, None)
            _say(f"    [{low}, {high}): {count} loans, {rate or 0:.1%}")


def _auc(db: duckdb.DuckDBPyConnection, year: int, target: str) -> float:
    found = db.execute(
        f"""SELECT (sum(r) FILTER (t) - count(*) FILTER (t) * (count(*) FILTER (t) + 1) / 2)
            / (count(*) FILTER (t) * count(*) FILTER (NOT t))
        FROM (SELECT {target} AS t, rank() OVER (ORDER BY score DESC)
                     + (count(*) OVER (PARTITION BY score) - 1) / 2 AS r
              FROM scored WHERE cohort = {year})"""
    ).fetchone()
    return float(found[0]) if found else 0.0


def _write(card: Card) -> None:
    policy = json.loads(POLICY.read_text(encoding="utf-8"))
    table = next(node for node in policy["nodes"] if node["id"] == "points")["content"]
    table["inputs"] = [
        {"id": c.field, "name": f"{c.zh} {c.en}", "field": c.field} for c in card.chosen
    ]
    table["rules"] = rows_of(card)
    POLICY.write_text(json.dumps(policy, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _say(f"wrote {len(table['rules'])} rows to {POLICY.name}")


def _write_grey(db: duckdb.DuckDBPyConnection, name: str, field: str) -> None:
    """核销远多于预期的列入灰名单。 Grey-list what was charged off far more than expected."""
    found = db.execute(
        f"""SELECT {field}, count(*) FILTER (known_bad) / sum(expected) AS ratio
        FROM train WHERE {field} IS NOT NULL GROUP BY {field}
        HAVING ratio >= {GREY_RATIO} AND sum(expected) >= {GREY_EXPECTED} ORDER BY {field}"""
    ).fetchall()
    with (CREDIT / f"lists_entries/{name}.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["value", "reason", "source", "starts_at", "expires_at"])
        for value, ratio in found:
            reason = f"FY2001-2006 charge-offs {ratio:.2f} times the expected"
            rows.writerow([value, reason, "tools/fit_sba_points.py", f"{CUT}T00:00:00Z", ""])
    _say(f"{name}: {', '.join(value for value, _ in found)}")


def _row(
    code: str, title: tuple[str, str], cells: dict[str, str], points: int
) -> dict[str, object]:
    reasons = f'["{code.upper()}"]' if points <= REASON_POINTS and cells else ""
    scored = {"score": str(points), "reasons": reasons}
    return {"_id": code, "_title": {"zh": title[0], "en": title[1]}, **cells, **scored}


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
