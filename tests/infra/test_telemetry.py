from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest
from tests.conftest import unavailable

from ballast.infra import telemetry
from ballast.infra.settings import Settings
from ballast.infra.telemetry import Telemetry, open_telemetry


class Tracer:
    def __init__(self) -> None:
        self.spans: list[tuple[str, dict[str, Any]]] = []

    @contextmanager
    def start_as_current_span(self, name: str, **options: Any) -> Iterator[None]:
        self.spans.append((name, options))
        yield


def test_without_an_endpoint_nothing_happens() -> None:
    quiet = open_telemetry(Settings())
    assert not quiet.active
    with quiet.span("work"):
        pass
    quiet.close()


def test_without_the_extra_it_warns_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleType:
        raise ImportError(name)

    warnings: list[str] = []
    monkeypatch.setattr(telemetry.importlib, "import_module", missing)
    monkeypatch.setattr(telemetry._log, "warning", lambda event, **_: warnings.append(event))
    assert not open_telemetry(Settings(otel_endpoint="http://127.0.0.1:9")).active
    assert warnings == ["telemetry_missing"]


def test_a_span_carries_its_attributes_but_no_exception_text() -> None:
    tracer = Tracer()
    with Telemetry(tracer).span("decide", {"scene": "payment"}):
        pass
    ((name, options),) = tracer.spans
    assert (name, options["attributes"]) == ("decide", {"scene": "payment"})
    assert options["record_exception"] is False
    assert options["set_status_on_exception"] is False


def test_errors_pass_through_a_span() -> None:
    with pytest.raises(ValueError, match="x"), Telemetry(Tracer()).span("work"):
        raise ValueError("x")


def test_spans_reach_an_exporter() -> None:
    try:
        memory = importlib.import_module("opentelemetry.sdk.trace.export.in_memory_span_exporter")
    except ImportError as missing:
        unavailable(str(missing))
    exporter = memory.InMemorySpanExporter()
    live = open_telemetry(Settings(otel_endpoint="http://127.0.0.1:9"), exporter)
    with live.span("decide", {"scene": "payment"}):
        pass
    live.close()
    assert [span.name for span in exporter.get_finished_spans()] == ["decide"]
