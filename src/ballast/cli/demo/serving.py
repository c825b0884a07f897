"""在子进程里启动服务，等它就绪，最后收好。 The service in a child process: start, wait, stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import httpx

from ballast.infra.settings import Settings
from ballast.kit.errors import ConflictError, UnavailableError
from ballast.kit.text import Text

_PATIENCE_SECONDS = 180
_GOODBYE_SECONDS = 30
_PAUSE_SECONDS = 0.1
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - read, not bound


class PortTakenError(ConflictError):
    """端口已被占用。 The port is taken."""

    code = "port_taken"

    def __init__(self, port: int) -> None:
        super().__init__(
            Text(
                f"端口 {port} 已被占用；请停掉占用的程序，或用 BALLAST_PORT 换一个端口。",
                f"Port {port} is taken; stop what uses it or choose another with BALLAST_PORT.",
            ),
            {"port": port},
        )


class ServiceFailedError(UnavailableError):
    """服务没有起来，或自己停了。 The service did not start, or stopped by itself."""

    code = "service_failed"

    def __init__(self, log: Path) -> None:
        lines = log.read_text("utf-8", "replace").strip().splitlines() or ["-"]
        super().__init__(
            Text(
                f"服务没有起来，或自己停了；日志在 {log}，末行：{lines[-1]}",
                f"The service did not start, or stopped; its log {log} ends with: {lines[-1]}",
            )
        )


def address_of(settings: Settings) -> str:
    """本机访问服务的地址。 Address of the service from this machine."""
    return f"http://{_ANYWHERE.get(settings.host, settings.host)}:{settings.port}"


@contextmanager
def serving(settings: Settings, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """启动服务，就绪后进入；离开时收好。 Start, enter when ready; stop on leaving.

    Raises:
        PortTakenError: 端口已被占用。 The port is taken.
        ServiceFailedError: 没有起来。 It did not start.
    """
    _require_free(settings)
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "BALLAST_PORT": str(settings.port), **_eased(settings)}
    with log.open("ab") as output:
        # A session of its own: Ctrl-C reaches this process only, which then stops the child.
        child = subprocess.Popen(
            [sys.executable, "-m", "ballast", "serve"],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    try:
        _wait(child, address_of(settings), log)
        yield child
    finally:
        _stop(child)


def _eased(settings: Settings) -> dict[str, str]:
    # Accounts whose passwords stand on the screen gain nothing from a second factor, and a newcomer
    # wants to see an approval at once. Whoever set it keeps what they set.
    return {} if "second_factor" in settings.sources else {"BALLAST_SECOND_FACTOR": "optional"}


def _require_free(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        # As a server would: an address that lingers from the last run is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise PortTakenError(settings.port) from error


def _wait(child: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    with httpx.Client(base_url=url, trust_env=False, verify=False) as http:  # noqa: S501 - loopback
        while time.monotonic() < until and child.poll() is None:
            if _is_ready(http):
                return
            time.sleep(_PAUSE_SECONDS)
    raise ServiceFailedError(log)


def _is_ready(http: httpx.Client) -> bool:
    try:
        return http.get("/health/ready").status_code == HTTPStatus.OK
    except httpx.TransportError:
        return False


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
    try:
        child.wait(_GOODBYE_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        child.kill()
        child.wait()
