"""用较早年份拟合贷款演示的积分表，写回策略文档。

Fit the points table of the lending demo on the earlier years and write it into the policy.

    python tools/fit_sba_points.py            # report only
    python tools/fit_sba_points.py --write    # also rewrite the policy's points table

Loans approved in fiscal years 2001 to 2006, with charge-offs known before 2007-10-01, the eve of
the replayed year; nothing later is looked at. Earlier years are left out because they would leak:
industry, place and jobs are recorded then only for loans that lived on. A bin's weight of evidence
is ln(observed / expected) charge-offs, where expected follows the charge-off share of the year of
approval, so that young loans are not mistaken for good ones. The scale puts the applicants of the
last year before the replay (their scores, not their outcomes) so that the worst quarter lies below
600 and the best quarter at 800 or above.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from math import log
from pathlib import Path

import duckdb
from sba_card import CARD, Characteristic
from sba_regression import fit
from sba_view import prepare

CREDIT = Path(__file__).parents[1] / "src/ballast/domains/credit"
POLICY = CREDIT / "policies/sba_lending.json"
COHORTS = range(2001, 2007)
CUT = date(2007, 10, 1)
SHRINK = 10.0
LEAST_Z = 1.0
REASON_POINTS = -25
SCALE_YEAR = 2007
QUARTERS = (600, 800)

Weights = dict[tuple[str, str], float]
Points = dict[tuple[str, str], int]


def main(write: bool) -> None:
    db = prepare(CREDIT / "demo/sba_loans.parquet", CUT)
    weights = _weights(db)
    chosen, betas = _choose(db, weights)
    raw = {(f, b): -betas[f] * w for (f, b), w in weights.items() if f in chosen}
    base, points = _scale(db, chosen, raw)
    _report(db, chosen, base, points)
    if write:
        _write(chosen, base, points)


def _weights(db: duckdb.DuckDBPyConnection) -> Weights:
    db.execute(
        f"""CREATE TABLE train AS SELECT *, avg(known_bad::INT) OVER (PARTITION BY cohort) AS expected
        FROM seen WHERE cohort BETWEEN {COHORTS[0]} AND {COHORTS[-1]}"""
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


def _choose(
    db: duckdb.DuckDBPyConnection, weights: Weights
) -> tuple[list[str], dict[str, float]]:
    """逐个舍弃不显著或反号的。 Drop, one by one, what is weak or has the wrong sign."""
    columns = ", ".join(f"{_case(c, weights)} AS {c.field}" for c in CARD)
    years = ", ".join(f"(cohort = {year})::INT AS y{year}" for year in COHORTS)
    db.execute(f"CREATE TABLE woe AS SELECT known_bad, {years}, {columns} FROM train")
    intercepts = [f"y{year}" for year in COHORTS]
    chosen = [c.field for c in CARD]
    while True:
        beta, error = fit(db, "woe", [*intercepts, *chosen], "known_bad")
        strength = {
            field: b / e
            for field, b, e in zip(
                chosen, beta[len(intercepts) :], error[len(intercepts) :], strict=True
            )
        }
        weakest = min(strength, key=strength.__getitem__)
        if strength[weakest] >= LEAST_Z:
            return chosen, dict(zip(chosen, beta[len(intercepts) :], strict=True))
        _say(f"dropped {weakest}: z = {strength[weakest]:.2f}")
        chosen.remove(weakest)


def _case(characteristic: Characteristic, values: Weights | Points) -> str:
    whens = " ".join(
        f"WHEN {b.sql} THEN {values.get((characteristic.field, b.code), 0.0):.17e}"
        for b in characteristic.bins
    )
    return f"(CASE {whens} ELSE 0e0 END)"


def _of(fields: list[str]) -> list[Characteristic]:
    return [c for c in CARD if c.field in fields]


def _scale(
    db: duckdb.DuckDBPyConnection, chosen: list[str], raw: Weights
) -> tuple[int, Points]:
    total = " + ".join(_case(c, raw) for c in _of(chosen))
    low, high = db.execute(
        f"SELECT quantile_cont({total}, 0.25), quantile_cont({total}, 0.75) FROM seen"
        f" WHERE cohort = {SCALE_YEAR}"
    ).fetchone() or (0.0, 1.0)
    factor = (QUARTERS[1] - QUARTERS[0]) / (high - low)
    return round(QUARTERS[0] - factor * low), {key: round(factor * w) for key, w in raw.items()}


def _report(
    db: duckdb.DuckDBPyConnection, chosen: list[str], base: int, points: Points
) -> None:
    total = f"{base} + " + " + ".join(_case(c, points) for c in _of(chosen))
    db.execute(f"CREATE TABLE scored AS SELECT *, {total} AS score FROM seen")
    _say(f"base {base}; {len(chosen)} characteristics: {', '.join(chosen)}")
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


def _write(chosen: list[str], base: int, points: Points) -> None:
    policy = json.loads(POLICY.read_text(encoding="utf-8"))
    table = next(node for node in policy["nodes"] if node["id"] == "points")["content"]
    table["inputs"] = [
        {"id": c.field, "name": f"{c.zh} {c.en}", "field": c.field} for c in _of(chosen)
    ]
    table["rules"] = [_row("base", "基础分", "Base points", {}, base)]
    for c in _of(chosen):
        for part in c.bins:
            got = points[c.field, part.code]
            title = f"{c.zh}：{part.zh}", f"{c.en}: {part.en}"
            if got:
                row = _row(f"{c.field}_{part.code}", *title, {c.field: part.cell}, got)
                table["rules"].append(row)
    POLICY.write_text(json.dumps(policy, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _say(f"wrote {len(table['rules'])} rows to {POLICY.name}")


def _row(code: str, zh: str, en: str, cells: dict[str, str], points: int) -> dict[str, object]:
    reasons = f'["{code}"]' if points <= REASON_POINTS and cells else ""
    scored = {"score": str(points), "reasons": reasons}
    return {"_id": code, "_title": {"zh": zh, "en": en}, **cells, **scored}


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
