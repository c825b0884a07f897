"""把真实的包依赖画进 README。 Draw the packages' real imports into the README, between two marks.

`draw_pipeline.py` writes; `draw_pipeline.py --check` only says whether the picture is up to date.
An arrow that follows from two others is left out; the table under the picture names each package.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "README.md"
BEGIN, END = "<!-- pipeline:begin -->", "<!-- pipeline:end -->"
ORDER = (
    *("cli", "app", "domains", "reports", "risks", "cases", "alerts", "decisions", "policies"),
    *("indicators", "events", "infra", "expressions", "client", "quant", "kit"),
)


def main(arguments: list[str]) -> int:
    """入口。 Entry point; 1 when the picture is out of date and only `--check` was asked."""
    page = PAGE.read_text(encoding="utf-8")
    drawn = replaced(page, (BEGIN, END), picture(imports()))
    if drawn == page:
        return 0
    if "--check" in arguments:
        sys.stderr.write("README 的依赖图过时 out of date: python tools/draw_pipeline.py\n")
        return 1
    PAGE.write_text(drawn, encoding="utf-8")
    return 0


def imports() -> dict[str, set[str]]:
    """各包直接依赖的包。 For each package, the packages that it imports."""
    graph = grimp.build_graph("ballast", cache_dir=None)
    found: dict[str, set[str]] = {
        name: set() for name in ORDER if f"ballast.{name}" in graph.modules
    }
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            source, target = _package(module), _package(imported)
            if source != target and source in found and target in found:
                found[source].add(target)
    return {name: targets for name, targets in found.items() if targets or _used(name, found)}


def reduced(edges: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """去掉可由别的箭头推出的箭头。 The arrows that do not follow from others."""
    return {
        name: [
            target
            for target in sorted(targets, key=ORDER.index)
            if not any(target in _below(other, edges) for other in targets if other != target)
        ]
        for name, targets in edges.items()
    }


def picture(edges: Mapping[str, Iterable[str]]) -> str:
    """图与表。 The picture in Mermaid and the table of packages."""
    arrows = [f"  {name} --> {target}" for name, to in reduced(edges).items() for target in to]
    rows = [f"| `{name}` | {_meaning(name)} |" for name in ORDER if name in edges]
    graph = ["```mermaid", "flowchart LR", *arrows, "```"]
    return "\n".join([*graph, "", "| 包 package | |", "|---|---|", *rows])


def replaced(page: str, marks: tuple[str, str], text: str) -> str:
    """换掉两个标记之间的内容。 The page with what stands between the two marks replaced.

    Raises:
        ValueError: 页面里没有标记。 The page has no such marks.
    """
    before, begin, rest = page.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not begin or not end:
        raise ValueError(" … ".join(marks))
    return f"{before}{begin}\n{text}\n{end}{after}"


def _package(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _used(name: str, edges: Mapping[str, Iterable[str]]) -> bool:
    return any(name in targets for targets in edges.values())


def _below(name: str, edges: Mapping[str, Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(edges.get(name, ()))
    while waiting:
        target = waiting.pop()
        if target not in seen:
            seen.add(target)
            waiting.extend(edges.get(target, ()))
    return seen


def _meaning(name: str) -> str:
    source = ROOT / "src" / "ballast" / name / "__init__.py"
    docstring = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    # One sentence in each language: up to the first full stop after Latin letters.
    found = re.match(r".*?[A-Za-z)][.](?=\s|$)", " ".join(docstring.split()))
    return found.group() if found else docstring.splitlines()[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
