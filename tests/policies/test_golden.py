"""Worked scenarios: each file is a policy with its cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ballast.expressions.types import Type
from ballast.kit.text import Text
from ballast.policies.catalog import Catalog
from ballast.policies.compile import compile_policy
from ballast.policies.evaluation import evaluate
from ballast.policies.lists.model import Colour, ListDefinition
from ballast.policies.reading import parse

FILES = sorted(Path(__file__).with_name("golden").glob("*.json"))
CASES = [
    (path.stem, n) for path in FILES for n in range(len(json.loads(path.read_text())["cases"]))
]


@pytest.mark.parametrize(("name", "number"), CASES)
def test_the_scenario_decides_as_written(name: str, number: int) -> None:
    golden = json.loads(Path(__file__).with_name("golden").joinpath(f"{name}.json").read_text())
    case: dict[str, Any] = golden["cases"][number]
    entries: dict[str, list[str]] = golden.get("lists", {})
    title = Text.of(golden["title"])
    catalog = Catalog(
        {field: Type(kind) for field, kind in golden["schema"].items()},
        {code: ListDefinition(code, title, Colour.GREY) for code in entries},
    )
    compiled = compile_policy(parse(golden["document"]), "", catalog)
    found = evaluate(
        compiled,
        case["data"],
        case.get("indicators", {}),
        lambda code, value: "le_1" if value in entries[code] else None,
    )
    assert compiled.problems == ()
    assert found.failed == ()
    assert (found.outcome, [r.code for r in found.reasons]) == (case["outcome"], case["reasons"])
    for field in ("score", "limit", "measure"):
        if field in case:
            assert found.value(field) == case[field]
    assert set(case.get("missing", ())) <= set(found.missing)
