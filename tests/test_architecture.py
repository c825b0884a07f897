"""The house rules that no linter knows: sizes, owners of tables, purity, one place that commits."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import grimp
import yaml

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "ballast"
MODULES = sorted(SOURCE.rglob("*.py"))
PACK_FILES = sorted((SOURCE / "packs").rglob("*.yaml"))
WRITTEN_HERE = (*MODULES, *sorted((ROOT / "tools").rglob("*.py")))
FRAMEWORKS = {"sqlalchemy", "litestar", "granian", "httpx", "dbos", "psycopg"}
CLOCKS = {("time", "time"), ("time", "time_ns"), ("datetime", "now"), ("datetime", "utcnow")}
CLOCKS |= {("datetime", "today"), ("date", "today")}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
Node = TypeVar("Node", bound=ast.AST)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{3}")


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 100
    assert len(PACK_FILES) > 5
    assert any(is_pure(path) for path in MODULES)


def test_a_module_has_at_most_400_lines() -> None:
    sizes = {name(path): len(path.read_text("utf-8").splitlines()) for path in WRITTEN_HERE}
    assert {module: lines for module, lines in sizes.items() if lines > 400} == {}


def test_a_module_is_named_for_its_idea() -> None:
    assert [name(p) for p in MODULES if VAGUE & {p.stem.strip("_"), p.parent.name}] == []


def test_no_import_is_hidden_from_the_contracts() -> None:
    hidden = [
        f"{name(path)}:{node.lineno}"
        for path, node in nodes(ast.Name)
        if node.id == "TYPE_CHECKING"
    ]
    assert hidden == []


def test_only_the_database_commits() -> None:
    commits = {
        name(path)
        for path, node in nodes(ast.Call)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    }
    assert commits <= {"src/ballast/infra/db.py"}


def test_pure_code_touches_no_framework() -> None:
    touching = [
        f"{name(path)}: {imported}"
        for path in MODULES
        if is_pure(path)
        for imported in _imports(path)
        if imported.partition(".")[0] in FRAMEWORKS
    ]
    assert touching == []


def test_pure_code_reads_no_clock() -> None:
    reading = [
        f"{name(path)}:{node.lineno}"
        for path, node in nodes(ast.Attribute)
        if is_pure(path)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in CLOCKS
    ]
    assert reading == []


def test_tables_belong_to_their_repository() -> None:
    graph = grimp.build_graph("ballast", cache_dir=None)
    tables = [module for module in graph.modules if module.endswith(".tables")]
    assert tables
    for module in tables:
        package = module.removesuffix(".tables")
        importers = graph.find_modules_that_directly_import(module)
        assert importers <= {f"{package}.repository", "ballast.infra.schema"}, module


def test_every_text_of_a_pack_is_in_both_languages() -> None:
    faults = [
        f"{name(path)}{where}: {text}"
        for path in PACK_FILES
        for where, text in _texts(yaml.safe_load(path.read_text("utf-8")), "")
        if not _bilingual(text)
    ]
    assert faults == []


def test_every_written_text_is_in_both_languages() -> None:
    faults = []
    for path, node in nodes(ast.Call):
        if getattr(node.func, "id", "") != "Text" or len(node.args) != 2:
            continue
        zh, en = (getattr(argument, "value", None) for argument in node.args)
        one_sided = isinstance(zh, str) and isinstance(en, str) and bool(zh) != bool(en)
        if one_sided or (isinstance(en, str) and CHINESE.search(en)):
            faults.append(f"{name(path)}:{node.lineno}")
    assert faults == []


def test_a_module_says_what_it_is_in_chinese_and_english() -> None:
    silent = [
        name(path)
        for path in WRITTEN_HERE
        if not (CHINESE.search(_docstring(path)) and LATIN.search(_docstring(path)))
    ]
    assert silent == []


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(kind: type[Node]) -> Iterator[tuple[Path, Node]]:
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, kind):
                yield path, node


def is_pure(path: Path) -> bool:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[0] in {"kit", "expressions", "quant"} or parts[-1] == "model"


def _docstring(path: Path) -> str:
    return ast.get_docstring(tree(path)) or ""


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def _bilingual(text: dict[str, object]) -> bool:
    zh, en = str(text.get("zh") or "").strip(), str(text.get("en") or "").strip()
    return set(text) == {"zh", "en"} and bool(zh) and bool(en) and not CHINESE.search(en)


def _texts(value: object, where: str) -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(value, dict):
        if "zh" in value or "en" in value:
            yield where, value
        for key, inner in value.items():
            yield from _texts(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{where}[{index}]")
