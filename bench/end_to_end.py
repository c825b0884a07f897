"""The whole path over HTTP: authentication, 26 fields, 20 windows, 20 rules, trace, on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

from bench.load import DEADLINE_SECONDS, Load, Plan
from bench.loan_traffic import requests
from bench.measure import Row, Table
from bench.server import Served, serving

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
WARM_UP = 3_000
ASKED = {1: 2_000, 16: 12_000}
HOT_EVENTS = 100_000
TRIVIAL = "trivial JSON route of the same server"
_batches = count()


def run() -> Table:
    """Serve, warm up, then measure decisions and the trivial route in turns; then the hot key."""
    with tempfile.TemporaryDirectory(prefix="ballast-bench-") as directory:
        flush_us = _flush(Path(directory))
        with serving(Path(directory)) as served:
            _decide(served, 16, WARM_UP)
            rows = [row for connections in ASKED for row in _compare(served, connections)]
            rows += _hot(served)
    rows.append(Row("one flush of 1 KB to this disk", flush_us, "µs"))
    notes = (
        "server on one core, load generator on another; SQLite, synchronous=FULL",
        "latency is from the first byte sent to the last byte received",
    )
    return Table("End to end over HTTP, one server process", rows, notes)


def _compare(served: Served, connections: int) -> Iterator[Row]:
    ours, trivial, cpu_us = [], [], []
    for _ in range(ROUNDS):
        before = served.cpu_seconds()
        ours.append(_decide(served, connections, ASKED[connections]))
        cpu_us.append((served.cpu_seconds() - before) / ASKED[connections] * 1e6)
        trivial.append(_trivial(served, connections, ASKED[connections]))
    ratio = median(a.rate / b.rate for a, b in zip(ours, trivial, strict=True))
    at = f"{connections} connection{'s' if connections > 1 else ''}"
    yield Row(f"decisions, {at}", median(o.rate for o in ours), "1/s", TRIVIAL, ratio)
    yield Row(f"decisions, {at}, p50", median(o.p50_ms for o in ours), "ms")
    yield Row(f"decisions, {at}, p99", median(o.p99_ms for o in ours), "ms")
    yield Row(f"decisions, {at}, server's processor time for one", median(cpu_us), "µs")
    yield Row(f"{TRIVIAL}, {at}", median(t.rate for t in trivial), "1/s")


def _hot(served: Served) -> Iterator[Row]:
    """One key with 100,000 events in its windows, then the same load on it and on cold keys."""
    for _ in range(HOT_EVENTS // 10_000):
        _decide(served, 16, 10_000, hot=True)
    pairs = [
        (_decide(served, 16, 6_000, hot=True), _decide(served, 16, 6_000)) for _ in range(ROUNDS)
    ]
    ratio = median(cold.rate / hot.rate for hot, cold in pairs)
    cold_us, hot_us = (median(1e6 / pair[n].rate for pair in pairs) for n in (1, 0))
    yield Row("time of a decision, cold keys", cold_us, "µs")
    yield Row("time of a decision, hot key", hot_us, "µs", "cold keys", ratio)


def _decide(served: Served, connections: int, asked: int, hot: bool = False) -> Load:
    instant = datetime.now(UTC).isoformat(timespec="milliseconds")
    bodies = served.directory / "bodies.ndjson"
    prefix = f"b{next(_batches)}"
    bodies.write_bytes(b"\n".join(requests(prefix, asked, instant, hot)) + b"\n")
    path = "/api/v1/decisions"
    return _load(Plan(served.port, path, served.key, connections, asked, str(bodies)))


def _trivial(served: Served, connections: int, asked: int) -> Load:
    return _load(Plan(served.port, "/health/live", served.key, connections, asked))


def _load(plan: Plan) -> Load:
    done = subprocess.run(
        [sys.executable, "-m", "bench.load", json.dumps(asdict(plan))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE_SECONDS + 30,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    return Load(**json.loads(done.stdout))


def _flush(directory: Path) -> float:
    """Microseconds of one small append that is on disk when it returns."""
    times = []
    with (directory / "flush").open("wb", buffering=0) as file:
        for _ in range(200):
            began = time.perf_counter()
            file.write(b"x" * 1_024)
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return median(times) * 1e6
