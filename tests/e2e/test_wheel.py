"""The wheel carries the console: installed elsewhere, with no source directory, it serves it."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.conftest import unavailable
from tests.e2e.serving import Serving
from tools.console_build import ConsoleBuild
from tools.set_up import ROOT

from ballast.app.security_headers import CONSOLE_POLICY
from ballast.infra.settings import Settings

FILE = re.compile(r'(?:src|href)="(/[^"]+)"')


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as any build makes it."""
    if ConsoleBuild(ROOT).needed:
        unavailable("the console is not built: make console")
    directory = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(directory)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    return next(directory.glob("*.whl"))


@pytest.fixture
def serving(wheel: Path, tmp_path: Path) -> Iterator[Serving]:
    """The service of another environment, which has the wheel and what it depends on."""
    place = tmp_path / "elsewhere"
    venv.create(place, symlinks=True)
    packages = place / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    zipfile.ZipFile(wheel).extractall(packages)
    # A path in such a file is added as it is: the editable install of the source is not followed.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    settings = Settings(data_dir=tmp_path / "var", log_level="error")
    started = Serving(settings, tmp_path / "log", str(place / "bin" / "python"))
    started.start()
    yield started
    started.stop()


def test_an_installed_wheel_serves_the_console(serving: Serving, tmp_path: Path) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{serving.port}", trust_env=False) as client:
        page = client.get("/decisions")
        assert page.status_code == 200
        assert page.headers["content-security-policy"] == CONSOLE_POLICY
        files = [name for name in FILE.findall(page.text) if name.startswith("/assets/")]
        assert any(name.endswith(".js") for name in files)
        for name in files:
            answer = client.get(name, headers={"accept-encoding": "gzip"})
            assert answer.status_code == 200, name
            assert "immutable" in answer.headers["cache-control"], name


def test_the_wheel_holds_the_console_and_no_sources_of_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "ballast/console/index.html" in names
    assert any(re.fullmatch(r"ballast/console/assets/index-\S+\.js\.br", name) for name in names)
    assert not [name for name in names if "node_modules" in name or name.endswith((".tsx", ".ts"))]
