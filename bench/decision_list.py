"""The list of decisions at the API: 100,000 of them, first page and every kind of filter."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
from litestar.testing import TestClient

from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.decisions import repository
from ballast.decisions.marks import keys_of, marked
from ballast.decisions.model import Answer, Decision, PolicyStamp
from ballast.events import repository as events
from ballast.events.incoming import Incoming
from ballast.events.record import Accepted
from ballast.infra.access.model import NewKey
from ballast.infra.settings import Settings
from bench.measure import Row, Table

COUNT = 100_000
ROUNDS = 5
BATCH = 500
DAY_US = 86_400_000_000
PHONE = "13800138000"
OUTCOMES = ("pass",) * 80 + ("review",) * 12 + ("reject",) * 6 + ("challenge",) * 2
COMMON = ("LARGE", "NIGHT", "NEW_DEVICE", "MANY", "FAR", "YOUNG_ACCOUNT")
RARE = "RARE"
"""Given to the very first decisions only: whoever looks for it has to look through all others."""


def run() -> Table:
    """Fill a database, then ask over the API, each question in turn, round after round."""
    with tempfile.TemporaryDirectory(prefix="ballast-bench-") as directory:
        runtime = Runtime(Settings(data_dir=Path(directory), log_level="error"))
        token = _furnish(runtime)
        _fill(runtime)
        runtime.start(jobs=False)
        try:
            with TestClient(create_app(runtime)) as client:
                client.headers["authorization"] = f"Bearer {token}"
                rows = list(_measured(client, runtime.now_us()))
        finally:
            runtime.stop()
    notes = (
        "SQLite; from the request to the whole answer, through routing and sign-in, in one process",
        f"{RARE} stands on the first ten decisions only, so that nothing can stop the search early",
    )
    return Table(f"List of {COUNT:,} decisions at the API, medians and worst", rows, notes)


def _measured(client: TestClient[Any], now_us: int) -> Iterator[Row]:
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, ask in _questions(client, now_us).items():
            began = time.perf_counter()
            answer = ask()
            times.setdefault(name, []).append((time.perf_counter() - began) * 1e3)
            if answer.status_code != 200:
                raise RuntimeError(f"{name}: {answer.text}")
    for name, taken in times.items():
        yield Row(name, median(taken), "ms")
    yield Row("the slowest of them all", max(max(taken) for taken in times.values()), "ms")


def _questions(client: TestClient[Any], now_us: int) -> dict[str, Callable[[], Any]]:
    def ask(**params: object) -> Callable[[], Any]:
        return lambda: client.get("/api/v1/decisions", params={"limit": 100, **params})

    old = _instant(now_us - 29 * DAY_US)
    body = {"kind": "phone", "value": PHONE, "limit": 100}
    return {
        "first page": ask(),
        "a page in the middle": ask(cursor=str(COUNT // 2)),
        "scene": ask(scene="payment"),
        "outcome, rare": ask(outcome="challenge"),
        "several outcomes": ask(outcome=["review", "reject"]),
        "outcome and an old day": ask(outcome="reject", until=old),
        "customer": ask(subject="C77"),
        "reason, common": ask(reason="LARGE"),
        "reason, rare and old": ask(reason=RARE),
        "reason that nobody gave": ask(reason="NEVER"),
        "rule that was hit": ask(rule="R7"),
        "score from 95 and outcome": ask(score_min=95, outcome="pass"),
        "policy, version, score, reason, time": ask(
            policy="payment", version=1, score_max=1, reason="FAR", until=old
        ),
        "source's id": ask(event_id=f"E{COUNT // 3}"),
        "clear phone number": lambda: client.post("/api/v1/decisions/search", json=body),
        "workbench": lambda: client.get("/api/v1/workbench"),
        "search box": lambda: client.get("/api/v1/search", params={"q": f"E{COUNT // 3}"}),
    }


def _instant(at_us: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at_us // 1_000_000))


def _furnish(runtime: Runtime) -> str:
    """A key that may look at everything here."""
    access = runtime.access
    system = access.roles.system("bench")
    now_us = runtime.now_us()
    held = frozenset({"decision.read", "event.read", "list.read"})
    with runtime.database.transaction() as session:
        key = NewKey(name="bench", permissions=held)
        return access.keys.create(session, system, key, now_us).token


def _fill(runtime: Runtime) -> None:
    scene = runtime.scenes.scene("payment")
    keys = keys_of(scene)
    rng = random.Random(11)  # noqa: S311 - a benchmark's dice
    now_us = runtime.now_us()
    for start in range(1, COUNT + 1, BATCH):
        pairs = [_pair(runtime, seq, now_us, rng) for seq in range(start, start + BATCH)]
        with runtime.database.transaction() as session:
            events.insert_many(session, [accepted for accepted, _ in pairs])
            made = [_keyed(decision, keys(a.incoming.data)) for a, decision in pairs]
            repository.insert_many(session, made)


def _keyed(decision: Decision, keys: str) -> Decision:
    return msgspec.structs.replace(decision, keys=keys)


def _pair(runtime: Runtime, seq: int, now_us: int, rng: random.Random) -> tuple[Accepted, Decision]:
    at_us = now_us - (COUNT - seq) * (30 * DAY_US // COUNT)
    incoming = _incoming(runtime, seq, at_us, rng)
    return Accepted(seq, incoming), _decision(incoming, seq, rng)


def _incoming(runtime: Runtime, seq: int, at_us: int, rng: random.Random) -> Incoming:
    token = runtime.keyring.token
    phone = PHONE if seq % 9_973 == 5 else f"139{rng.randrange(10**8):08d}"
    data: dict[str, object] = {
        "customer_id": f"C{rng.randrange(20_000)}",
        "amount": rng.randrange(100_000) / 100,
        "phone": token("phone", phone),
        "bank_card": token("bank_card", str(rng.randrange(10**15))),
        "device_id": token("device", str(rng.randrange(30_000))),
        "ip": f"10.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(256)}",
        **{f"filler_{n}": "x" * 20 for n in range(12)},
    }
    return Incoming("payment", 1, f"E{seq}", at_us, at_us, data, b"s" * 200, (), f"d{seq}")


def _decision(incoming: Incoming, seq: int, rng: random.Random) -> Decision:
    codes = [RARE] if seq <= 10 else rng.sample(COMMON, rng.choice((0, 0, 1, 2)))
    outcome, score = rng.choice(OUTCOMES), float(rng.randrange(100))
    answer = Answer(
        f"dec_{seq:026d}",
        "payment",
        incoming.id,
        outcome,
        score,
        None,
        None,
        None,
        [_reason(code) for code in codes],
        PolicyStamp("payment", 1, "0" * 64),
        {f"indicator_{n}": rng.random() for n in range(20)},
        "2026-01-01T00:00:00+00:00",
        400,
    )
    return Decision(
        id=answer.decision_id,
        seq=seq,
        scene="payment",
        event_id=incoming.id,
        at_us=incoming.at_us,
        decided_us=incoming.at_us,
        outcome=outcome,
        policy="payment",
        version=1,
        subject=str(incoming.data["customer_id"]),
        principal="bench",
        answer=msgspec.json.encode(answer),
        trace=b"{}" + b" " * 900,
        score=score,
        reasons=marked(codes),
        rules=marked(rng.sample([f"R{n}" for n in range(20)], rng.randrange(4))),
    )


def _reason(code: str) -> dict[str, Any]:
    title = {"zh": code, "en": code}
    return {"code": code, "title": title, "value": 1, "operator": ">", "threshold": 0}
