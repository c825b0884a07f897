"""`make` 用的控制台：没有 Node 的机器先按锁文件装一个。 The console for `make`, Node included.

`python -m tools.make_console` builds what `make demo` and `make serve` show; `… modules` installs
what the tests of the pages need. Where this machine has no suitable Node, one is installed from
requirements-node.lock into .node, as uv and the rest are.
"""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

from tools.console_build import ConsoleBuild, ConsoleBuildError, npm_command
from tools.set_up import INSTALLER, ROOT, SetUpError, install_wheels

NODE = ROOT / ".node"
PROGRAMS = ("node", "npm", "npx")
LOCK = ROOT / "requirements-node.lock"


def main(arguments: list[str]) -> int:
    """入口。 Entry point; returns the exit code."""
    console = ConsoleBuild(ROOT)
    INSTALLER.mkdir(exist_ok=True)
    with (INSTALLER / "console-busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)  # two `make` at once: the second waits, then finds it done
        try:
            if arguments == ["modules"]:
                console.install(_npm())
            elif console.needed:
                _say("构建控制台，约一分钟……", "building the console: about a minute …")
                console.build(_npm())
        except (ConsoleBuildError, SetUpError) as error:
            _say(f"控制台：{error.args[0]}", f"console: {error.args[1]}")
            return 1
    return 0


def _npm() -> list[str]:
    """This machine's npm, else the locked one, whose Node then leads every script too."""
    found = npm_command(os.environ)
    if found is None:
        install_wheels(NODE, LOCK)
        path = _alone()
        os.environ["PATH"] = os.pathsep.join((str(path), os.environ.get("PATH", "")))
        found = [str(path / "npm")]
    return found


def _alone() -> Path:
    """Node's programs without the Python beside them, which must not lead anybody's PATH."""
    directory = NODE / "node"
    directory.mkdir(exist_ok=True)
    for name in PROGRAMS:
        (directory / name).unlink(missing_ok=True)
        (directory / name).symlink_to(NODE / "bin" / name)
    return directory


def _say(zh: str, en: str) -> None:
    sys.stderr.write(f"{zh}\n{en}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
