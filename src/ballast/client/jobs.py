"""后台任务：有哪些、执行、进度。 Background jobs: which there are, run, progress."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from msgspec import Struct

from ballast.client.transport import Transport

_ROOT = "/api/v1/jobs"


class Jobs:
    """任务的接口。 The API of jobs; reached as `client.jobs`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self) -> tuple[dict[str, Any], ...]:
        """任务种类。 The kinds of job."""
        return self._transport.get(_ROOT, tuple[dict[str, Any], ...])

    def runs(self) -> tuple[dict[str, Any], ...]:
        """最近的执行，新的在前。 Recent runs, newest first."""
        return self._transport.get(f"{_ROOT}/runs", _RunPage).items

    def run(self, code: str) -> dict[str, Any]:
        """执行一次。 Run one now."""
        return self._transport.post(f"{_ROOT}/{quote(code, safe='')}/run", {}, dict[str, Any])

    def status(self, run: str) -> dict[str, Any]:
        """一次执行的现状。 How a run stands."""
        return self._transport.get(f"{_ROOT}/runs/{quote(run, safe='')}", dict[str, Any])


class _RunPage(Struct, frozen=True):
    items: tuple[dict[str, Any], ...]
