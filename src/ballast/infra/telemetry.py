"""可选的 OpenTelemetry：没装或没设地址，就什么也不做。

Optional OpenTelemetry: without the `telemetry` extra or an endpoint, spans do nothing. Attributes
are codes and counts; nothing personal.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import structlog

from ballast.infra.settings import Settings

Attributes = Mapping[str, str | int | float | bool]
_log = structlog.get_logger(__name__)


class Telemetry:
    """追踪。 Tracing; `tracer` None does nothing."""

    def __init__(self, tracer: Any = None, provider: Any = None) -> None:
        self._tracer = tracer
        self._provider = provider

    @property
    def active(self) -> bool:
        """是否真的在追踪。 Whether spans go anywhere."""
        return self._tracer is not None

    @contextmanager
    def span(self, name: str, attributes: Attributes | None = None) -> Iterator[None]:
        """一段工作。 One piece of work."""
        if self._tracer is None:
            yield
            return
        # An exception's text could hold a value: only that it failed is recorded.
        with self._tracer.start_as_current_span(
            name,
            attributes=dict(attributes or {}),
            record_exception=False,
            set_status_on_exception=False,
        ):
            yield

    def close(self) -> None:
        """送出余下的并结束。 Send what is left, and stop."""
        if self._provider is not None:
            self._provider.shutdown()


def open_telemetry(settings: Settings, exporter: Any = None) -> Telemetry:
    """按设置开启追踪。 Start tracing if an endpoint is set and the extra is installed.

    Args:
        settings: 其中的 otel_endpoint。 Its `otel_endpoint` decides.
        exporter: 代替 OTLP 的去处。 A destination instead of OTLP.
    """
    if settings.otel_endpoint is None:
        return Telemetry()
    try:
        provider = _provider(settings.otel_endpoint, exporter)
    except ImportError:
        _log.warning("telemetry_missing", remedy="pip install 'ballast-risk[telemetry]'")
        return Telemetry()
    return Telemetry(provider.get_tracer("ballast"), provider)


def _provider(endpoint: str, exporter: Any) -> Any:
    trace = importlib.import_module("opentelemetry.sdk.trace")
    export = importlib.import_module("opentelemetry.sdk.trace.export")
    resources = importlib.import_module("opentelemetry.sdk.resources")
    if exporter is None:
        otlp = importlib.import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
        exporter = otlp.OTLPSpanExporter(endpoint=endpoint)
    provider = trace.TracerProvider(resource=resources.Resource({"service.name": "ballast"}))
    provider.add_span_processor(export.BatchSpanProcessor(exporter))
    return provider
