"""The house rules that no linter knows, held against the source and against bad samples."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import grimp
import pytest
from tests import house_rules as rules
from tests.house_rules import Module

from ballast.infra.packs import load_packs, parse_yaml

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "ballast"
DOMAINS = sorted(path.parent for path in (SOURCE / "domains").glob("*/__init__.py"))
PACKS = sorted(path.parent for path in SOURCE.glob("*/*/pack.yaml"))
PACK_FILES = sorted(
    path for pack in PACKS for path in pack.rglob("*.*") if path.suffix in {".yaml", ".json"}
)
# Tests of a whole package or of an agreement between packages stand beside no module.
WHOLE = {
    "tests/test_architecture.py",
    "tests/test_documentation.py",
    "tests/test_requirements.py",
    "tests/app/test_account_api.py",
    "tests/app/test_decisions_api.py",
    "tests/app/test_events_api.py",
    "tests/app/test_permissions.py",
    "tests/app/test_indicators_api.py",
    "tests/app/test_oidc_api.py",
    "tests/app/test_openapi.py",
    "tests/app/test_own_indicators_api.py",
    "tests/app/test_policies_api.py",
    "tests/app/test_reseal.py",
    "tests/app/test_simulation_api.py",
    "tests/cli/test_local_commands.py",
    "tests/cli/test_remote_commands.py",
    "tests/contribute/test_recipe.py",
    "tests/e2e/test_crash.py",
    "tests/e2e/test_wheel.py",
    "tests/events/test_lake.py",
    "tests/expressions/test_agreement.py",
    "tests/expressions/test_golden.py",
    "tests/indicators/test_engines_agree.py",
    "tests/indicators/test_golden.py",
    "tests/policies/test_golden.py",
    "tests/policies/test_zen.py",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> Module:
    return Module(name(path), path.read_text("utf-8"))


MODULES = [module(path) for path in sorted(SOURCE.rglob("*.py"))]
TOOLS = [module(path) for part in ("tools", "scripts") for path in (ROOT / part).rglob("*.py")]
Rule = Callable[[Module], Iterable[str]]


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 100
    assert len(PACK_FILES) > 5
    assert any(m.is_pure for m in MODULES)


@pytest.mark.parametrize("rule", rules.MODULE_RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule: Rule) -> None:
    held = [*MODULES, *TOOLS] if rule in {rules.too_long, rules.silent} else MODULES
    exempt = {"src/ballast/infra/schema.py"} if rule is rules.foreign_tables else set()
    assert [f"{m.name}: {f}" for m in held if m.name not in exempt for f in rule(m)] == []


DOCUMENTED = '"""说明。 What it is."""\n'
KIT, SERVICE = "src/ballast/kit/span.py", "src/ballast/cases/service.py"


@pytest.mark.parametrize(
    ("rule", "place", "text"),
    [
        (rules.too_long, KIT, "x = 1\n" * 401),
        (rules.vaguely_named, "src/ballast/kit/utils.py", ""),
        (rules.vaguely_named, "src/ballast/helpers/span.py", ""),
        (rules.vaguely_named, "src/ballast/kit/_base.py", ""),
        (rules.hidden_imports, KIT, "from typing import TYPE_CHECKING\nif TYPE_CHECKING: ..."),
        (rules.hidden_imports, KIT, "import typing\nif typing.TYPE_CHECKING: ..."),
        (rules.relative_imports, KIT, "from . import money"),
        (rules.relative_imports, KIT, "from ..infra import db"),
        (rules.commits, SERVICE, "session.commit()"),
        (rules.commits, SERVICE, "end = self.session.commit"),
        (rules.impure, KIT, "import sqlalchemy as sa"),
        (rules.impure, "src/ballast/cases/model.py", "from sqlalchemy.orm import Session"),
        (rules.impure, KIT, "import time\nnow = time.time_ns()"),
        (rules.impure, KIT, "from datetime import datetime\nnow = datetime.now()"),
        (rules.foreign_tables, SERVICE, "from ballast.cases.tables import Case"),
        (
            rules.foreign_tables,
            "src/ballast/alerts/repository.py",
            "from ballast.cases.tables import Case",
        ),
        (rules.one_sided_texts, SERVICE, 'title = Text("标题", "")'),
        (rules.one_sided_texts, SERVICE, 'title = Text(zh="标题", en="标题")'),
        (rules.silent, KIT, '"""Only English."""'),
        (rules.silent, KIT, '"""只有中文。"""'),
        (rules.silent, KIT, "x = 1"),
    ],
)
def test_a_rule_catches_a_bad_sample(rule: Rule, place: str, text: str) -> None:
    assert list(rule(Module(place, text)))


@pytest.mark.parametrize("rule", rules.MODULE_RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize(
    ("place", "text"),
    [
        (KIT, "from ballast.kit.text import Text\ntitle = Text('标题', 'Title')\n"),
        ("src/ballast/cases/repository.py", "from ballast.cases.tables import Case\n"),
        ("src/ballast/infra/db.py", "session.commit()\n"),
        (SERVICE, "from sqlalchemy import select\nimport time\nnow = time.time_ns()\n"),
    ],
)
def test_a_rule_lets_good_code_pass(rule: Rule, place: str, text: str) -> None:
    assert list(rule(Module(place, DOCUMENTED + text))) == []


def test_tables_belong_to_their_repository() -> None:
    graph = grimp.build_graph("ballast", cache_dir=None)
    assert any(imported.endswith(".tables") for imported in graph.modules)
    assert list(rules.table_intruders(graph)) == []


def test_an_intruder_in_foreign_tables_is_caught() -> None:
    graph = grimp.ImportGraph()
    for importer in ("ballast.cases.repository", "ballast.cases.service"):
        graph.add_import(importer=importer, imported="ballast.cases.tables")
    assert list(rules.table_intruders(graph)) == [
        "ballast.cases.service imports ballast.cases.tables"
    ]


def test_tests_mirror_the_source() -> None:
    tests = [name(path) for path in (ROOT / "tests").rglob("test_*.py")]
    sources = [m.name for m in [*MODULES, *TOOLS]]
    sources += [name(path) for path in (ROOT / "bench").rglob("*.py")]
    assert rules.unmirrored(tests, sources, WHOLE) == []
    assert [test for test in WHOLE if not (ROOT / test).exists()] == []


def test_a_test_without_a_module_is_caught() -> None:
    sources = ["src/ballast/kit/span.py", "src/ballast/events/lake/reading.py", "tools/draw.py"]
    mirrored = ["tests/kit/test_span.py", "tests/events/test_lake.py", "tests/tools/test_draw.py"]
    strays = ["tests/kit/test_spans.py", "tests/test_span.py"]
    domain = "tests/domains/credit/test_pack.py"
    assert rules.unmirrored([*mirrored, *strays], sources, []) == strays
    assert rules.unmirrored([domain], sources, []) == [domain]
    assert rules.unmirrored([domain], ["src/ballast/domains/credit/__init__.py"], []) == []
    assert rules.unmirrored(strays, sources, strays) == []


@pytest.mark.parametrize("path", PACK_FILES, ids=name)
def test_every_text_of_a_pack_is_in_both_languages(path: Path) -> None:
    text = path.read_text("utf-8")
    content = parse_yaml(text, name(path))[0] if path.suffix == ".yaml" else json.loads(text)
    assert list(rules.one_sided_entries(content)) == []


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"title": {"zh": "标题"}}, ".title"),
        ({"title": {"en": "Title"}}, ".title"),
        ({"title": {"zh": "标题", "en": " "}}, ".title"),
        ({"title": {"zh": "Title", "en": "Title of it"}}, ".title"),
        ({"title": {"zh": "标题", "en": "标题"}}, ".title"),
        ({"title": {"zh": "标题", "en": "Title", "de": "Titel"}}, ".title"),
        ([{"parts": [{"title": {"zh": "标题", "en": None}}]}], "[0].parts[0].title"),
    ],
)
def test_a_text_in_one_language_is_caught(value: object, place: str) -> None:
    (fault,) = rules.one_sided_entries(value)
    assert fault.startswith(f"{place}:")


@pytest.mark.parametrize("value", [{"zh": "标题", "en": "Title"}, {"zh": "IP", "en": "IP"}])
def test_a_text_in_both_languages_passes(value: object) -> None:
    assert list(rules.one_sided_entries(value)) == []


def test_every_pack_is_complete() -> None:
    packs = load_packs(PACKS)
    assert "core" in {pack.name for pack in packs}
    assert {path for path in (SOURCE / "packs").iterdir() if path.is_dir()} <= set(PACKS)
    for pack in packs:
        assert pack.version >= 1
        assert len(pack.files) > 1, f"{pack.name} holds nothing but its manifest"


def test_every_domain_is_complete() -> None:
    assert [fault for domain in DOMAINS for fault in rules.incomplete_domain(domain)] == []
    for directory in DOMAINS:
        domain = importlib.import_module(f"ballast.domains.{directory.name}").DOMAIN
        assert (domain.code, domain.pack) == (directory.name, directory)


def test_an_incomplete_domain_is_caught(tmp_path: Path) -> None:
    for file in ("__init__.py", "README.md", "pack.yaml", "indicators.yaml"):
        (tmp_path / file).touch()
    assert [f.partition(": ")[2] for f in rules.incomplete_domain(tmp_path)] == [
        "it has no policies"
    ]
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "lending.json").touch()
    assert list(rules.incomplete_domain(tmp_path)) == []
    (tmp_path / "README.md").unlink()
    assert list(rules.incomplete_domain(tmp_path))


def test_the_import_contracts_are_kept() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
