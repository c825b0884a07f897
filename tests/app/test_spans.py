"""With tracing on, each request is a span named by its route; with tracing off, there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from litestar.testing import TestClient
from tests.app.conftest import Clock, House, furnish

from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.infra.telemetry import Telemetry


class Tracer:
    def __init__(self) -> None:
        self.spans: list[tuple[str, dict[str, Any]]] = []

    @contextmanager
    def start_as_current_span(self, name: str, **options: Any) -> Iterator[None]:
        self.spans.append((name, options["attributes"]))
        yield


def test_each_request_is_a_span_that_names_nobody(
    build: Callable[..., Runtime], clock: Clock
) -> None:
    runtime = build()
    tracer = Tracer()
    runtime.telemetry = Telemetry(tracer)
    key = furnish(runtime, clock)
    runtime.start(jobs=False)
    with TestClient(create_app(runtime), raise_server_exceptions=False) as client:
        house = House(runtime, client, clock, key)
        house.ask("P-SECRET", {"phone": "13800138000"})
        house.get("/decisions", "aud", event_id="P-SECRET")
    runtime.stop()
    names = [name for name, _ in tracer.spans]
    assert "POST /api/v1/decisions" in names
    assert "GET /api/v1/decisions" in names
    assert "P-SECRET" not in str(tracer.spans)
    assert "13800138000" not in str(tracer.spans)
