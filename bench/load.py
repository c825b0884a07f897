"""Keep-alive connections on one core that ask one route as fast as it answers.

`python -m bench.load PLAN` reads a plan (JSON, see `Plan`) and prints what it measured. It runs as
a process of its own so that it shares no core with the server. Bounded in count and in time.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import uvloop

from bench.measure import percentile

CORE = 1
DEADLINE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask: `bodies` go out once each, dealt over the connections; empty means GET."""

    port: int
    path: str
    key: str
    connections: int
    requests: int
    bodies_file: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: answers a second and milliseconds, from the sending to the last byte."""

    rate: float
    p50_ms: float
    p99_ms: float
    answers: int


def pin(core: int) -> None:
    """Keep this process on one core where the system can."""
    if hasattr(os, "sched_setaffinity") and core in os.sched_getaffinity(0):
        os.sched_setaffinity(0, {core})


def main() -> None:
    """Entry point of the generator's process."""
    pin(CORE)
    plan = Plan(**json.loads(sys.argv[1]))
    bound = asyncio.wait_for(_load(plan, _requests(plan)), DEADLINE_SECONDS)
    print(json.dumps(asdict(uvloop.run(bound))))


def _requests(plan: Plan) -> list[bytes]:
    head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {plan.key}\r\n"
    if not plan.bodies_file:
        return [f"GET {plan.path} HTTP/1.1\r\n{head}\r\n".encode()] * plan.requests
    head = f"POST {plan.path} HTTP/1.1\r\n{head}Content-Type: application/json\r\n"
    with open(plan.bodies_file, "rb") as file:  # noqa: PTH123 - read before any connection
        bodies = [line.rstrip(b"\n") for line in file][: plan.requests]
    return [head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body for body in bodies]


async def _load(plan: Plan, requests: Sequence[bytes]) -> Load:
    times: list[float] = []
    shares = [requests[first :: plan.connections] for first in range(plan.connections)]
    streams = [await asyncio.open_connection("127.0.0.1", plan.port) for _ in shares]
    began = time.perf_counter()
    await asyncio.gather(
        *(
            _connection(reader, writer, share, times)
            for (reader, writer), share in zip(streams, shares, strict=True)
        )
    )
    took = time.perf_counter() - began
    for _, writer in streams:
        writer.close()
    return Load(
        len(times) / took, percentile(times, 0.5) * 1e3, percentile(times, 0.99) * 1e3, len(times)
    )


async def _connection(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    requests: Sequence[bytes],
    times: list[float],
) -> None:
    for request in requests:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(_length(head))
        times.append(time.perf_counter() - began)
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError((head + body).decode(errors="replace"))


def _length(head: bytes) -> int:
    _, _, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0])


if __name__ == "__main__":
    main()
