"""金样：Python、DuckDB 与 zen 的结果逐条核对。 Golden cases on Python, DuckDB and zen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.expressions.material import (
    DATA,
    SCHEMA,
    alike,
    checked,
    in_duckdb,
    in_python,
    in_zen,
    type_of,
)

from ballast.expressions import NUMBER, UnsupportedInSqlError

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text("utf-8")
)


def _name(case: dict[str, Any]) -> str:
    return f"{case.get('cell', '')}|{case['of']}"


def _ready(case: dict[str, Any]) -> tuple[Any, dict[str, object], dict[str, Any]]:
    if "cell" not in case:
        return checked(case["of"]), DATA, dict(SCHEMA)
    subject = NUMBER if case["cell"] is None else type_of(case["cell"])
    data = {**DATA, "$": case["cell"]}
    return checked(case["of"], subject), data, {**SCHEMA, "$": subject}


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_python_gives_the_golden_result(case: dict[str, Any]) -> None:
    ready, data, _ = _ready(case)
    assert alike(in_python(ready, data), case["is"])


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_duckdb_gives_the_golden_result(case: dict[str, Any]) -> None:
    ready, data, schema = _ready(case)
    try:
        found = in_duckdb(ready, [data], schema)
    except UnsupportedInSqlError:
        return  # how many are translated is asserted below
    assert alike(found[0], case["is"])


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_zen_agrees_except_where_listed(case: dict[str, Any]) -> None:
    found = in_zen(case["of"], DATA, case.get("cell", ...))
    if "zen" in case:
        assert alike(found, case["zen"])
        assert found != case["is"]
    else:
        assert alike(found, case["is"])


def test_most_cases_have_a_translation() -> None:
    translated = 0
    for case in CASES:
        ready, data, schema = _ready(case)
        try:
            in_duckdb(ready, [data], schema)
        except UnsupportedInSqlError:
            continue
        translated += 1
    assert translated >= len(CASES) * 0.6
