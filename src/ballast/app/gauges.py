"""把运行中的数记进 Prometheus。 Keeping the numbers of the running service for Prometheus."""

from __future__ import annotations

import time

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from ballast.app.latencies import Latencies
from ballast.decisions.watching import Watcher
from ballast.indicators.memory import Memory
from ballast.infra.metrics import Metrics


class Gauges(Watcher):
    """一个进程的计数。 The counts of one process."""

    def __init__(self, metrics: Metrics, latencies: Latencies | None = None) -> None:
        self._metrics = metrics
        self.latencies = latencies or Latencies()

    def committed(self, items: int, seconds: float) -> None:
        """一次提交。 One commit."""
        self._metrics.commit_batch.observe(items)
        self._metrics.commit_seconds.observe(seconds)

    def decided(self, scene: str, outcome: str, policy: str, failures: int) -> None:
        """作了一次决策。 One decision."""
        self._metrics.decisions.labels(scene, outcome).inc()
        if not policy:
            self._metrics.fallbacks.labels(scene).inc()
        elif failures:
            self._metrics.rule_failures.labels(policy).inc(failures)

    def answered(self, scene: str, seconds: float) -> None:
        """决策已落盘并答复。 A decision is on disk and answered."""
        self._metrics.decision_seconds.labels(scene).observe(seconds)
        self.latencies.note(seconds)

    def stored(self, scene: str, result: str) -> None:
        """一件事的下场。 What became of an event."""
        self._metrics.events.labels(scene, result).inc()

    def remembered(self, memory: Memory) -> None:
        """在线状态占多少。 What the online state takes."""
        self._metrics.state_keys.set(memory.keys)
        self._metrics.state_bytes.set(memory.bytes)
        self._metrics.beyond_horizon.set(memory.beyond_horizon)


class RequestCounting(ASGIMiddleware):
    """每个请求计一次数与耗时；标签是路由的样子，不是地址。

    Counts and times every request; labels are routes, never addresses.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """计一次。 Count one."""
        if scope["type"] != ScopeType.HTTP:
            await next_app(scope, receive, send)
            return
        started = time.perf_counter()
        status = "500"

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await next_app(scope, receive, noting)
        finally:
            route = scope["path_template"] or "-"
            self._metrics.requests.labels(scope["method"], route, status).inc()
            self._metrics.request_seconds.labels(route).observe(time.perf_counter() - started)
