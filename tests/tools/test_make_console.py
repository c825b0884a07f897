"""`make` builds the console with the machine's Node, else with one from the lock."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tools.console_build import ConsoleBuild, ConsoleBuildError
from tools.set_up import SetUpError

from tools import make_console


class Recorded:
    """A console that only notes what is asked of it."""

    def __init__(self, needed: bool = True) -> None:
        self.needed = needed
        self.done: list[tuple[str, list[str]]] = []

    def build(self, npm: list[str]) -> None:
        self.done.append(("build", npm))

    def install(self, npm: list[str]) -> None:
        self.done.append(("install", npm))


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Recorded:
    made = Recorded()
    monkeypatch.setattr(make_console, "ConsoleBuild", lambda _root: made)
    monkeypatch.setattr(make_console, "INSTALLER", tmp_path / ".uv")
    monkeypatch.setattr(make_console, "NODE", tmp_path / ".node")
    monkeypatch.setattr(make_console, "npm_command", lambda _environ: ["/usr/bin/npm"])
    monkeypatch.setenv("PATH", "/usr/bin")
    return made


def test_it_builds_when_it_must(recorded: Recorded) -> None:
    assert make_console.main([]) == 0
    recorded.needed = False
    assert make_console.main([]) == 0
    assert recorded.done == [("build", ["/usr/bin/npm"])]


def test_the_tests_of_pages_need_the_modules_only(recorded: Recorded) -> None:
    recorded.needed = False
    assert make_console.main(["modules"]) == 0
    assert recorded.done == [("install", ["/usr/bin/npm"])]


def test_a_machine_without_node_gets_the_locked_one(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed: list[tuple[Path, Path]] = []
    monkeypatch.setattr(make_console, "npm_command", lambda _environ: None)

    def install(place: Path, lock: Path) -> None:
        installed.append((place, lock))
        for name in ("node", "npm", "npx", "python3"):
            (place / "bin").mkdir(parents=True, exist_ok=True)
            (place / "bin" / name).write_text(name)

    monkeypatch.setattr(make_console, "install_wheels", install)
    assert make_console.main([]) == 0
    assert installed == [(tmp_path / ".node", make_console.LOCK)]
    ((done, (npm,)),) = recorded.done
    assert (done, Path(npm).read_text()) == ("build", "npm")
    # So that what npm starts finds this Node too, and nobody this Python.
    leading = Path(os.environ["PATH"].split(os.pathsep)[0])
    assert sorted(path.name for path in leading.iterdir()) == ["node", "npm", "npx"]


@pytest.mark.parametrize("error", [ConsoleBuildError, SetUpError])
def test_what_goes_wrong_is_said_in_both_languages(
    recorded: Recorded,
    error: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fails(_npm: list[str]) -> None:
        raise error("换个源", "name a mirror")

    monkeypatch.setattr(recorded, "build", fails)
    assert make_console.main([]) == 1
    said = capsys.readouterr().err
    assert "换个源" in said
    assert "name a mirror" in said


def test_the_real_console_is_the_one_that_is_built() -> None:
    console = ConsoleBuild(make_console.ROOT)
    assert (console.web / "package.json").is_file()
    assert len(console.fingerprint()) == 64
