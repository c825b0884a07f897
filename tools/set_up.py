"""建好 .venv：只用标准库，按锁文件安装。 Build .venv from the lock; the standard library suffices.

`set_up.py run` installs what running needs, `set_up.py dev` what tests and checks need as well.
Nothing happens when nothing has changed. uv does the work, as this machine's uv or pip settings
say (mirror, certificate, proxy); where there is no uv for a machine, pip reads the same lock.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / ".venv"
INSTALLER = ROOT / ".uv"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
OLDEST = (3, 11)
# pip's setting, uv's variable, and the variables with which a machine has already said it.
AS_UV = (
    ("index-url", "UV_DEFAULT_INDEX", ("UV_INDEX_URL",)),
    ("extra-index-url", "UV_INDEX", ("UV_EXTRA_INDEX_URL",)),
    ("find-links", "UV_FIND_LINKS", ()),
    ("trusted-host", "UV_INSECURE_HOST", ()),
    ("timeout", "UV_HTTP_TIMEOUT", ("UV_REQUEST_TIMEOUT",)),
    ("cert", "SSL_CERT_FILE", ()),
    ("proxy", "ALL_PROXY", ("HTTPS_PROXY", "https_proxy", "all_proxy")),
)
UV_FILES = ("~/.config/uv/uv.toml", "/etc/uv/uv.toml")


class SetUpError(Exception):
    """装不上，并说明怎么办。 It cannot be set up; the sentence says what to do."""


def main(arguments: list[str]) -> int:
    """入口。 Entry point; returns the exit code."""
    wanted = arguments[0] if arguments else "run"
    if wanted not in LOCKS:
        return _complain(f"应为 run 或 dev，不是 {wanted}。", f"expected run or dev, not {wanted}.")
    if sys.version_info < OLDEST:
        return _complain("需要 Python 3.11 或更新。", "Python 3.11 or newer is needed.")
    try:
        set_up(wanted)
    except SetUpError as error:
        return _complain(*error.args)
    return 0


def set_up(wanted: str) -> None:
    """装好一个级别；已装好则什么也不做。 Install one level, or do nothing if it is there."""
    INSTALLER.mkdir(exist_ok=True)
    with (INSTALLER / "busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)  # two `make` at once: the second waits, then finds it done
        if _installed("dev") or _installed(wanted):
            return
        level = "dev" if wanted == "dev" or _stamp("dev").exists() else "run"
        _say(
            f"安装依赖（{LOCKS[level]}），首次约一两分钟……",
            f"installing ({LOCKS[level]}); the first time takes a minute or two …",
        )
        _environment(TARGET, "--without-pip")
        _install(ROOT / LOCKS[level])
        for old in LOCKS:
            _stamp(old).unlink(missing_ok=True)
        _stamp(level).write_text(fingerprint(level), encoding="ascii")


def fingerprint(level: str) -> str:
    """决定安装结果的一切的摘要。 A digest of everything that decides what gets installed."""
    digest = hashlib.sha256(f"{sys.version}\0{sys.prefix}\0{ROOT}\0".encode())
    for name in (LOCKS[level], "pyproject.toml", "tools/set_up.py"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def as_uv(pip: Mapping[str, str], environ: Mapping[str, str], files: bool) -> dict[str, str]:
    """把 pip 的设置译成 uv 的变量。 pip's settings as uv's variables; what uv was told wins."""
    told = {"UV_LINK_MODE": "copy", "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    for setting, variable, synonyms in AS_UV:
        if setting in pip and not (files and "index" in setting) and not _any(environ, synonyms):
            glue = "," if variable == "UV_FIND_LINKS" else " "
            told[variable] = glue.join(pip[setting].split())
    if "UV_INDEX" in told:
        # pip looks in every index. So may uv: the hashes decide what is accepted, not the place.
        told["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return {name: value for name, value in told.items() if name not in environ}


def pip_settings(listing: str) -> dict[str, str]:
    """读 `pip config list`：环境变量 > install > global。 Read `pip config list`, by precedence."""
    found: dict[str, str] = {}
    for section in ("global.", "install.", ":env:."):
        for line in listing.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(section):
                found[name.removeprefix(section)] = str(ast.literal_eval(value))
    return found


def _install(lock: Path) -> None:
    environ = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    uv = _uv()
    target = str(TARGET / "bin" / "python")
    if uv is None:
        pip = [*_pip(), "--python", target, "install", "--quiet"]
        _run([*pip, "--require-hashes", "-r", str(lock)], environ)
    else:
        listing = _run([*_pip(), "config", "list"], environ, quiet=True)
        files = "UV_CONFIG_FILE" in environ or any(Path(f).expanduser().exists() for f in UV_FILES)
        environ |= as_uv(pip_settings(listing), environ, files)
        pip = [str(uv), "pip", "install", "--quiet", "--python", target]
        sync = [str(uv), "pip", "sync", "--quiet", "--python", target]
        _run([*sync, "--require-hashes", str(lock)], environ)
    # The console is built when something serves it (`make console`), and then in sight.
    environ["HATCH_BUILD_NO_HOOKS"] = "true"
    _run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], environ)


def install_wheels(place: Path, lock: Path) -> None:
    """在自己的环境里按锁文件只装 wheel；已装好则什么也不做。

    Install wheels from a lock into an environment of their own, or do nothing if they are there.
    """
    _environment(place)
    seen = place / lock.name
    if not (seen.exists() and seen.read_bytes() == lock.read_bytes()):
        options = ["--quiet", "--only-binary", ":all:", "--require-hashes", "-r", str(lock)]
        environ = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        _run([str(place / "bin" / "python"), "-m", "pip", "install", *options], environ)
        shutil.copyfile(lock, seen)


def _uv() -> Path | None:
    """The locked uv; None where there is none for this machine."""
    _environment(INSTALLER)
    try:
        install_wheels(INSTALLER, ROOT / "requirements-installer.lock")
    except SetUpError:
        _say("装不上 uv，改用 pip。", "uv cannot be installed; going on with pip.")
        return None
    return INSTALLER / "bin" / "uv"


def _pip() -> list[str]:
    return [str(INSTALLER / "bin" / "python"), "-m", "pip"]


def _environment(place: Path, *options: str) -> None:
    python = place / "bin" / "python"
    if python.exists() and _version(python) == sys.version:
        return
    try:
        _run([sys.executable, "-m", "venv", "--clear", *options, str(place)], os.environ)
    except SetUpError as error:
        raise SetUpError(
            "这个 Python 缺 venv 或 pip（Debian：apt-get install python3-venv）。",
            "this Python lacks venv or pip (Debian: apt-get install python3-venv).",
        ) from error


def _version(python: Path) -> str:
    try:
        return _run([str(python), "-c", "import sys; print(sys.version)"], os.environ, True).strip()
    except (SetUpError, OSError):
        return ""


def _run(command: list[str], environ: Mapping[str, str], quiet: bool = False) -> str:
    done = subprocess.run(  # noqa: S603 - the commands are written above
        command, env=environ, text=True, check=False, stdout=subprocess.PIPE if quiet else None
    )
    if done.returncode:
        shown = " ".join(command)
        raise SetUpError(
            f"这条命令失败（退出码 {done.returncode}），原因见上：{shown}",
            f"this command failed (exit code {done.returncode}), the reason is above: {shown}",
        )
    return done.stdout or ""


def _installed(level: str) -> bool:
    stamp = _stamp(level)
    return (
        stamp.exists()
        and stamp.read_text(encoding="ascii") == fingerprint(level)
        and (TARGET / "bin" / "python").exists()
    )


def _stamp(level: str) -> Path:
    return TARGET / f"ballast-{level}"


def _any(environ: Mapping[str, str], names: tuple[str, ...]) -> bool:
    return any(name in environ for name in names)


def _say(zh: str, en: str) -> None:
    sys.stderr.write(f"{zh}\n{en}\n")


def _complain(zh: str, en: str) -> int:
    _say(f"安装：{zh}", f"set-up: {en}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
