"""运行指标（Prometheus）。 Metrics for Prometheus, in a registry of their own.

Labels are codes with few values: never an id, a name or anything personal.
"""

from __future__ import annotations

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

CONTENT_TYPE = CONTENT_TYPE_LATEST
_LATENCY = (0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)
_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)


class Metrics:
    """一个进程的运行指标。 The metrics of one process. Durations are seconds."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "ballast_requests",
            "HTTP 请求数 HTTP requests",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.request_seconds = Histogram(
            "ballast_request_seconds",
            "HTTP 请求耗时 Time per HTTP request",
            ("route",),
            buckets=_LATENCY,
            registry=self.registry,
        )
        self.events = Counter(
            "ballast_events",
            "受理的事件数 Events by scene and result (accepted, duplicate, refused)",
            ("scene", "result"),
            registry=self.registry,
        )
        self.decisions = Counter(
            "ballast_decisions",
            "决策数 Decisions by scene and outcome",
            ("scene", "outcome"),
            registry=self.registry,
        )
        self.decision_seconds = Histogram(
            "ballast_decision_seconds",
            "决策耗时 Time per decision, from the request to the durable answer",
            ("scene",),
            buckets=_LATENCY,
            registry=self.registry,
        )
        self.fallbacks = Counter(
            "ballast_fallbacks",
            "策略未能运行、用了场景的缺省结论 Decisions that the scene's fallback answered",
            ("scene",),
            registry=self.registry,
        )
        self.rule_failures = Counter(
            "ballast_rule_failures",
            "出错而被隔离的规则 Rules that failed and were isolated",
            ("policy",),
            registry=self.registry,
        )
        self.commit_batch = Histogram(
            "ballast_commit_batch",
            "一次提交里的请求数 Requests that shared one commit",
            buckets=_SIZES,
            registry=self.registry,
        )
        self.commit_seconds = Histogram(
            "ballast_commit_seconds",
            "一次提交的耗时 Time per commit",
            buckets=_LATENCY,
            registry=self.registry,
        )
        self.jobs = Counter(
            "ballast_jobs",
            "后台任务数 Jobs by name and result (done, failed)",
            ("job", "result"),
            registry=self.registry,
        )
        self.job_seconds = Histogram(
            "ballast_job_seconds",
            "后台任务耗时 Time per job",
            ("job",),
            buckets=(0.1, 1, 10, 60, 600, 3600),
            registry=self.registry,
        )
        self.state_keys = Gauge(
            "ballast_state_keys",
            "内存里的指标键数 Indicator keys held in memory",
            registry=self.registry,
        )
        self.state_bytes = Gauge(
            "ballast_state_bytes",
            "在线状态的估计字节数 Estimated bytes of the online state",
            registry=self.registry,
        )
        self.beyond_horizon = Gauge(
            "ballast_events_beyond_horizon",
            "清扫视界之前才到的事件数 Events that came from before the sweeping horizon",
            registry=self.registry,
        )
        self.sign_ins = Counter(
            "ballast_sign_ins",
            "登录次数 Sign-ins by result (done, refused)",
            ("result",),
            registry=self.registry,
        )

    def render(self) -> bytes:
        """Prometheus 文本。 The text that Prometheus reads."""
        return generate_latest(self.registry)
