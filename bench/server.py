"""A real server of its own: prepared through the services, started as a process, on one core."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError

from ballast.app.runtime import Runtime
from ballast.infra.access.model import NewKey, Principal, PrincipalKind
from ballast.infra.journal import Journal
from ballast.infra.settings import load_settings
from ballast.kit.text import Text
from ballast.policies.model import Approval, Draft, VersionRef
from ballast.policies.service import PolicyService
from bench.load import pin
from bench.loan_traffic import SCENE, document

CORE = 0
START_SECONDS = 120
PACK = Path(__file__).parent / "pack"
WRITES = frozenset({"key.manage", "policy.read", "policy.write", "policy.submit"})


@dataclass(frozen=True, slots=True)
class Served:
    """Where the server listens and the key it knows."""

    port: int
    key: str
    directory: Path
    process: int

    def cpu_seconds(self) -> float:
        """Processor time that the server has used, all its threads together (Linux)."""
        stat = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(directory: Path) -> Iterator[Served]:
    """A server in an empty directory, stopped at the end."""
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("BALLAST_")},
        "BALLAST_DATA_DIR": str(directory),
        "BALLAST_PACKS": str(PACK),
        "BALLAST_PORT": str(_free_port()),
        "BALLAST_LOG_LEVEL": "warning",
    }
    key = _prepare(environ)
    server = subprocess.Popen(
        [sys.executable, "-m", "ballast", "serve"],
        env=environ,
        preexec_fn=lambda: pin(CORE),  # noqa: PLW1509 - this process has no threads yet
    )
    try:
        port = int(environ["BALLAST_PORT"])
        _wait_until_ready(server, port)
        yield Served(port, key, directory, server.pid)
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _prepare(environ: dict[str, str]) -> str:
    """Database, policy under four eyes and an API key, through the services alone."""
    runtime = Runtime(load_settings(environ))
    now_us = runtime.now_us()
    author = Principal(PrincipalKind.SYSTEM, "bench", "bench", WRITES)
    approver = Principal(
        PrincipalKind.SYSTEM, "second", "second", frozenset({"policy.approve", "policy.read"})
    )
    draft = Draft(SCENE, Text("测速", "Benchmark"), SCENE, json.dumps(document()).encode())
    service = PolicyService(Journal(), runtime.policies.check, runtime.policies.reload)
    with runtime.database.transaction() as session:
        saved = service.save(session, author, draft, now_us).version
        ref = VersionRef(SCENE, saved.number)
        service.submit(session, author, ref, now_us)
        token = service.review(session, approver, ref).token
        service.approve(session, approver, Approval(ref, token), now_us)
        new = NewKey(name="bench", permissions=frozenset({"decision.create", "event.write"}))
        key = runtime.access.keys.create(session, author, new, now_us).token
    runtime.database.close()
    return key


def _wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped with exit code {server.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2):
                return
        except (HTTPError, URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server was not ready within {START_SECONDS} s")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
