"""The house rules as functions: each takes one module, pack or graph and returns its faults.

They are functions so that `test_architecture.py` can hold them against the source and against bad
samples: a rule that catches nothing is no rule.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import grimp

LINES = 400
FRAMEWORKS = {"sqlalchemy", "litestar", "granian", "httpx", "dbos", "psycopg", "duckdb"}
PURE = {"kit", "expressions", "quant"}
CLOCKS = {
    ("time", "time"),
    ("time", "time_ns"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
COMMITS = {"src/ballast/infra/db.py", "src/ballast/infra/migrate.py"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{3}")
# A title such as IP, SHA-256 or C2: a symbol that reads the same in both languages.
SYMBOL = re.compile(r"[A-Z0-9][A-Za-z0-9 ./+_-]{0,11}")


@dataclass(frozen=True)
class Module:
    """A module by its path from the root of the project."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def path(self) -> PurePosixPath:
        return PurePosixPath(self.name)

    @property
    def is_pure(self) -> bool:
        inside = self.path.with_suffix("").parts[2:]
        return bool(inside) and (inside[0] in PURE or inside[-1] == "model")

    @property
    def docstring(self) -> str:
        return ast.get_docstring(self.tree) or ""

    @property
    def imports(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.module or ""


def too_long(module: Module) -> Iterable[str]:
    lines = len(module.text.splitlines())
    return [f"{lines} lines; split it by idea"] if lines > LINES else []


def vaguely_named(module: Module) -> Iterable[str]:
    names = {part.strip("_") for part in module.path.with_suffix("").parts[2:]}
    return [f"'{name}' says no idea" for name in sorted(names & VAGUE)]


def hidden_imports(module: Module) -> Iterable[str]:
    for node in ast.walk(module.tree):
        named = getattr(node, "id", None) or getattr(node, "attr", None)
        if named == "TYPE_CHECKING":
            yield f"line {node.lineno}: TYPE_CHECKING hides an import from the contracts"


def relative_imports(module: Module) -> Iterable[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"line {node.lineno}: a relative import"


def commits(module: Module) -> Iterable[str]:
    if module.name in COMMITS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == "commit":
            yield f"line {node.lineno}: only infra/db.py commits"


def impure(module: Module) -> Iterable[str]:
    if not module.is_pure:
        return
    for imported in module.imports:
        if imported.partition(".")[0] in FRAMEWORKS:
            yield f"pure code imports {imported}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and (_name(node.value), node.attr) in CLOCKS:
            yield f"line {node.lineno}: pure code reads a clock"


def foreign_tables(module: Module) -> Iterable[str]:
    package = ".".join(module.path.with_suffix("").parts[1:-1])
    for imported in module.imports:
        if not (imported.startswith("ballast.") and imported.endswith(".tables")):
            continue
        if module.path.stem != "repository" or imported != f"{package}.tables":
            yield f"{imported} belongs to its own repository"


def one_sided_texts(module: Module) -> Iterable[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            zh, en = (_constant(node, place, key) for place, key in ((0, "zh"), (1, "en")))
            if zh == "" or en == "" or (en is not None and CHINESE.search(en)):
                yield f"line {node.lineno}: a Text needs zh and en, and no Chinese in en"


def silent(module: Module) -> Iterable[str]:
    said = module.docstring
    if not (CHINESE.search(said) and LATIN.search(said)):
        yield "the module does not say what it is in Chinese and English"


MODULE_RULES = (
    too_long,
    vaguely_named,
    hidden_imports,
    relative_imports,
    commits,
    impure,
    foreign_tables,
    one_sided_texts,
    silent,
)


def one_sided_entries(value: object, place: str = "") -> Iterable[str]:
    """Every Text of a pack: both languages, not empty, Chinese in zh and none in en."""
    if isinstance(value, dict):
        if value.keys() & {"zh", "en"}:
            yield from _faults_of_text(value, place)
        for key, inner in value.items():
            yield from one_sided_entries(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from one_sided_entries(inner, f"{place}[{index}]")


def table_intruders(graph: grimp.ImportGraph) -> Iterable[str]:
    """Who imports a `tables` module other than the repository beside it."""
    for tables in sorted(module for module in graph.modules if module.endswith(".tables")):
        owners = {f"{tables.removesuffix('.tables')}.repository", "ballast.infra.schema"}
        for importer in sorted(graph.find_modules_that_directly_import(tables) - owners):
            yield f"{importer} imports {tables}"


def incomplete_domain(directory: Path) -> Iterable[str]:
    """A domain is a pack with a definition in code, a page to read, indicators and policies."""
    for needed in ("__init__.py", "README.md", "pack.yaml"):
        if not (directory / needed).is_file():
            yield f"{directory.name}: {needed} is missing"
    for section in ("indicators", "policies"):
        whole = directory / f"{section}.yaml"
        if not whole.is_file() and not any((directory / section).glob("*.*")):
            yield f"{directory.name}: it has no {section}"


def unmirrored(tests: Iterable[str], sources: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """Tests that stand beside no module: `tests/a/test_b.py` belongs to `a/b.py` or `a/b/`.

    A domain is content, and the app is only composition: their tests belong to the whole of them.
    """
    there = {str(PurePosixPath(source).with_suffix("")) for source in sources}
    there |= {str(parent) for source in sources for parent in PurePosixPath(source).parents}
    return sorted(
        test for test in set(tests) - set(allowed) if not _beside(PurePosixPath(test)) & there
    )


def _beside(test: PurePosixPath) -> set[str]:
    inside = PurePosixPath(*test.with_name(test.name.removeprefix("test_")).parts[1:])
    if inside.parts[0] in {"domains", "app"}:
        inside = inside.parent
    return {str(PurePosixPath("src/ballast") / inside.with_suffix("")), str(inside.with_suffix(""))}


def _faults_of_text(value: dict[str, object], place: str) -> Iterator[str]:
    zh, en = (str(value.get(language) or "").strip() for language in ("zh", "en"))
    if value.keys() != {"zh", "en"} or not zh or not en:
        yield f"{place}: needs zh and en, both filled, and nothing else"
    elif not (CHINESE.search(zh) or (zh == en and SYMBOL.fullmatch(zh))):
        yield f"{place}: zh is not Chinese: {zh}"
    elif CHINESE.search(en):
        yield f"{place}: en is not English: {en}"


def _constant(call: ast.Call, place: int, key: str) -> str | None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == key]
    argument = named[0] if named else (call.args[place] if len(call.args) > place else None)
    value = argument.value if isinstance(argument, ast.Constant) else None
    return value if isinstance(value, str) else None


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
