"""The set-up follows the machine's own configuration, and the locks name no place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tools.set_up import LOCKS, ROOT, as_uv, fingerprint, main, pip_settings

LISTING = """\
:env:.timeout='180'
global.extra-index-url='file:///a/simple https://b.example/simple'
global.find-links='/w1\\n/w2'
global.index-url='https://slow.example/simple'
install.index-url='https://mirror.example/simple'
list.format='columns'
"""
LOCK_FILES = (*LOCKS.values(), "requirements-installer.lock", "requirements-node.lock")


def test_pip_settings_follow_pips_precedence() -> None:
    settings = pip_settings(LISTING)
    assert settings["index-url"] == "https://mirror.example/simple"
    assert settings["timeout"] == "180"
    assert "format" not in settings


def test_a_pip_mirror_serves_uv_too() -> None:
    told = as_uv(pip_settings(LISTING), {}, files=False)
    assert told["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert told["UV_INDEX"] == "file:///a/simple https://b.example/simple"
    assert told["UV_INDEX_STRATEGY"] == "unsafe-best-match"
    assert told["UV_FIND_LINKS"] == "/w1,/w2"


@pytest.mark.parametrize("variable", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
def test_what_uv_was_told_wins(variable: str) -> None:
    told = as_uv(pip_settings(LISTING), {variable: "https://own.example/simple"}, files=False)
    assert "UV_DEFAULT_INDEX" not in told


def test_a_uv_configuration_file_chooses_the_index() -> None:
    told = as_uv(pip_settings(LISTING), {}, files=True)
    assert "UV_DEFAULT_INDEX" not in told
    assert "UV_INDEX" not in told
    assert told["UV_HTTP_TIMEOUT"] == "180"


def test_uv_does_not_warn_about_links_nor_fetch_a_python() -> None:
    assert as_uv({}, {}, files=False)["UV_LINK_MODE"] == "copy"
    assert as_uv({}, {}, files=False)["UV_PYTHON_DOWNLOADS"] == "never"
    assert "UV_LINK_MODE" not in as_uv({}, {"UV_LINK_MODE": "hardlink"}, files=False)


@pytest.mark.parametrize("name", LOCK_FILES)
def test_a_lock_names_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="ascii")
    assert not re.search(r"://|index-url|find-links|\bfile:", text)


@pytest.mark.parametrize("name", LOCK_FILES)
def test_every_locked_version_has_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="ascii")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    assert all(re.match(r"\S+==\S+ ", entry) and "--hash=sha256:" in entry for entry in entries)


def test_running_and_development_have_the_same_versions() -> None:
    running, development = (_versions(LOCKS[level]) for level in ("run", "dev"))
    assert running.items() <= development.items()


def test_the_locks_hold_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {_name(text) for text in project["project"]["dependencies"]}
    grouped = {_name(text) for text in project["dependency-groups"]["dev"]}
    assert declared <= _versions(LOCKS["run"]).keys()
    assert declared | grouped <= _versions(LOCKS["dev"]).keys()


def test_what_is_installed_depends_on_the_lock(tmp_path: Path) -> None:
    assert fingerprint("run") != fingerprint("dev")
    assert fingerprint("run") == fingerprint("run")


def test_an_unknown_level_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["everything"]) == 1
    assert "run or dev" in capsys.readouterr().err


def test_an_old_python_gets_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(0o700)
    done = subprocess.run(
        ["make", "-C", str(ROOT), "python", f"PYTHON={old}"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANG": "C.UTF-8"},
    )
    assert done.returncode != 0
    assert "3.11" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_make_takes_this_python(tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "-C", str(ROOT), "python", f"PYTHON={sys.executable}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _versions(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="ascii")
    found = re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", text, re.MULTILINE)
    return dict(found)


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[._]", "-", found.group()).lower()
