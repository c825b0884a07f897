"""The real server as a child process: started, killed without warning, stopped politely."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from ballast.infra.settings import Settings

STARTUP_SECONDS = 120
LOST = (OSError, HTTPException)
"""What a client sees of a server that died."""


class Serving:
    """One server after the other, on the same data and the same port."""

    def __init__(self, settings: Settings, log: Path, python: str = sys.executable) -> None:
        self.port = _free_port()
        self.settings = settings
        self._python = python
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it accepts."""
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(
                [self._python, "-m", "ballast", "serve"],
                env=self._environment(),
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        deadline = time.monotonic() + STARTUP_SECONDS
        while not self._ready():
            assert self._process.poll() is None, f"the server ended:\n{self.log}"
            assert time.monotonic() < deadline, f"the server does not get ready:\n{self.log}"
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut would: SIGKILL to the whole group."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Ask it to finish; it must end by itself and without an error."""
        assert self._process is not None
        self._process.terminate()
        assert self._process.wait(timeout=STARTUP_SECONDS) == 0, self.log
        self._process = None

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=60)

    def call(self, method: str, path: str, token: str, body: object = None) -> Any:
        """A call that must succeed; its decoded answer."""
        with closing(self.connect()) as connection:
            status, content = ask(connection, method, path, token, body)
        assert status < 300, (status, content)
        return json.loads(content)

    def _ready(self) -> bool:
        try:
            with closing(self.connect()) as connection:
                return ask(connection, "GET", "/health/ready", "", None)[0] == 200
        except LOST:
            return False

    def _environment(self) -> dict[str, str]:
        kept = {name: v for name, v in os.environ.items() if not name.startswith("BALLAST_")}
        kept["BALLAST_SECOND_FACTOR"] = self.settings.second_factor
        return kept | {
            "BALLAST_DATA_DIR": str(self.settings.data_dir),
            "BALLAST_DATABASE_URL": self.settings.database_url,
            "BALLAST_PACKS": os.pathsep.join(self.settings.packs),
            "BALLAST_PORT": str(self.port),
        }


def ask(
    connection: HTTPConnection, method: str, path: str, token: str, body: object
) -> tuple[int, bytes]:
    """One request on a connection."""
    content = None if body is None else json.dumps(body).encode()
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    connection.request(method, path, content, headers)
    response = connection.getresponse()
    return response.status, response.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
