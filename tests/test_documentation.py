"""What the pages point at is there, and no page names a machine or a registry."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import click
import pytest

from ballast.cli.main import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if ".venv" not in path.parts
)
# A command in code, inline or in a block: `ballast serve`, `make test`.
COMMAND = re.compile(r"(?:^|`|=\S+ )ballast ([a-z]+)", re.MULTILINE)
MAKE = re.compile(r"(?:^|`)make ([a-z-]+)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
# Built from parts, so that this file does not name them either.
FORBIDDEN = re.compile("|".join((r"pypi" + r"\.org", r"/(?:root|work)" + r"/", r"tsing" + "hua")))


def test_there_are_pages() -> None:
    assert {"README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"} <= {
        page.name for page in PAGES
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [target.partition("#")[0] for target in LINK.findall(text)]
    missing = [
        target
        for target in targets
        if target and "://" not in target and not (page.parent / target).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_speaks_chinese_and_english(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.search(r"[\u4e00-\u9fff]{4}", text)
    assert re.search(r"(?:[A-Za-z]{2,} ){4}", text)


def test_every_command_on_a_page_exists() -> None:
    known = set(cli.list_commands(click.Context(cli)))
    named = {
        word
        for page in PAGES
        for word in COMMAND.findall(page.read_text(encoding="utf-8"))
        if word not in known
    }
    assert named == set()


def test_every_make_target_on_a_page_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {word for page in PAGES for word in MAKE.findall(page.read_text(encoding="utf-8"))}
    assert named <= targets
    assert {"demo", "test"} <= named


def test_nothing_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    naming = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".parquet", ".png"} or not path.is_file():
            continue
        if FORBIDDEN.search(path.read_text(encoding="utf-8", errors="replace")):
            naming.append(name)
    assert naming == []
