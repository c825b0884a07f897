"""The end-to-end benchmark asks what it says: 26 fields, 20 rules on 20 windows."""

from __future__ import annotations

import json
from pathlib import Path

from bench.loan_traffic import RULES, SCENE, document, requests
from bench.server import PACK

from ballast.app.content import load_content
from ballast.app.vocabulary import Vocabulary
from ballast.infra.settings import load_settings
from ballast.policies.catalog import Catalog
from ballast.policies.compile import compile_policy
from ballast.policies.reading import parse

INSTANT = "2026-01-01T00:00:00Z"


def test_the_policy_reads_every_window(tmp_path: Path) -> None:
    content = load_content(load_settings({"BALLAST_PACKS": str(PACK)}, tmp_path))
    names = Vocabulary(content.scenes, lambda: content.indicators).schema(SCENE)
    compiled = compile_policy(parse(document()), "0" * 64, Catalog(names))
    read = {name for unit in compiled.plan.units for name in unit.references}
    windows = {f"indicators.i{number:02}" for number in range(20)}
    assert len(RULES) == len(compiled.plan.units) == 20
    assert windows <= read
    assert windows <= set(names)


def test_a_request_has_every_field_of_the_scene(tmp_path: Path) -> None:
    content = load_content(load_settings({"BALLAST_PACKS": str(PACK)}, tmp_path))
    (body,) = map(json.loads, requests("a", 1, INSTANT))
    assert set(body["data"]) == set(content.scenes[SCENE].fields)
    assert len(body["data"]) == 26


def test_ids_differ_and_a_hot_key_is_one_key() -> None:
    bodies = [json.loads(body) for body in requests("a", 50, INSTANT, hot=True)]
    assert len({body["id"] for body in bodies}) == 50
    assert len({body["data"]["card"] for body in bodies}) == 1
    cold = [json.loads(body)["data"]["card"] for body in requests("a", 50, INSTANT)]
    assert len(set(cold)) > 40
