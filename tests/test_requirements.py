"""The page of requirements names only what exists."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import click
import pytest
from litestar import Litestar

from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.cli.main import cli
from ballast.infra.settings import load_settings

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "requirements.md"
ROW = re.compile(r"^\| ([A-Z]\d\d) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NAMED = re.compile(r"`([^`]+)`")
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))
NAMES = sorted({name for row in ROWS for name in NAMED.findall(row[2])})
MAKE = re.compile(r"^([a-z-]+):", re.MULTILINE)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Litestar:
    directory = tmp_path_factory.mktemp("app")
    return create_app(Runtime(load_settings({"BALLAST_DATA_DIR": str(directory)}, directory)))


def test_every_row_is_whole() -> None:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:3] != "|--"]
    assert len(ROWS) == len([line for line in lines if line.startswith("| ")]) - 1
    assert len({row[0] for row in ROWS}) == len(ROWS), "an id stands twice"
    for identifier, requirement, shown, state in ROWS:
        assert re.search(r"[\u4e00-\u9fff]", requirement), identifier
        assert re.search(r"[A-Za-z]{2}", requirement), identifier
        assert NAMED.search(shown), identifier
        assert state.startswith(("✅", "◐ ")), identifier


@pytest.mark.parametrize("name", NAMES)
def test_what_shows_it_exists(name: str, app: Litestar) -> None:
    if name.startswith(("tests/", "web/tests/")):
        assert (ROOT / name).is_file()
    elif name.startswith("ballast."):
        assert find_spec(name)
    elif name.startswith("ballast "):
        assert command(name.split()[1:])
    elif name.startswith("make "):
        targets = MAKE.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
        assert name.removeprefix("make ") in targets
    else:
        method, path = name.split(" ")
        assert method in routes(app).get(path, set())


def command(words: list[str]) -> click.Command | None:
    found: click.Command | None = cli
    context = click.Context(cli)
    for word in words:
        found = found.get_command(context, word) if isinstance(found, click.Group) else None
    return found


def routes(app: Litestar) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for route in app.routes:
        path = re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path)
        found.setdefault(path, set()).update(getattr(route, "methods", ()))
    return found
