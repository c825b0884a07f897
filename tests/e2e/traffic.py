"""Traffic of many clients that write down what was acknowledged, to the byte."""

from __future__ import annotations

import json
import random
import threading
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.e2e.serving import LOST, Serving, ask

CLIENTS = 6
_ORIGIN = datetime(2026, 5, 1, tzinfo=UTC)
_METHODS = ("pos", "nfc", "balance", None)


@dataclass(frozen=True)
class Item:
    """Something to send: a request for a decision or a fact."""

    id: str
    path: str
    body: dict[str, Any] = field(hash=False, compare=False)

    @property
    def decides(self) -> bool:
        return self.path.endswith("/decisions")


class Source:
    """Payments and repayments; mostly in order, some late, some at the same moment."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret is drawn
        self._made = 0
        self._now = _ORIGIN

    def item(self) -> Item:
        draw = self._random
        self._made += 1
        self._now += timedelta(seconds=draw.choice([0, 1, 20, 90, 1500]))
        late = draw.choice([0, 0, 0, 30, 4000, 200_000])
        at = self._now - timedelta(seconds=late)
        if draw.random() < 0.15:
            return self._fact("repayment", at, {"loan_id": "L1"})
        data = {
            "merchant_id": f"M{draw.randrange(5)}",
            "method": draw.choice(_METHODS),
            "bank_card": f"622202000000000{draw.randrange(4)}",
        }
        if draw.random() < 0.15:
            return self._fact("payment", at, data)
        return self._made_of("/api/v1/decisions", "payment", at, data)

    def _fact(self, scene: str, at: datetime, data: dict[str, Any]) -> Item:
        return self._made_of("/api/v1/events", scene, at, data)

    def _made_of(self, path: str, scene: str, at: datetime, data: dict[str, Any]) -> Item:
        id_ = f"E{self._made}"
        amount = self._random.choice([1, 0.1, 33.33, 1200.005, 1e7])
        whole = {"customer_id": f"C{self._random.randrange(4)}", "amount": amount, **data}
        body = {"scene": scene, "id": id_, "occurred_at": at.isoformat(), "data": whole}
        return Item(id_, path, body)


class Ledger:
    """What was sent, and what the server acknowledged."""

    def __init__(self) -> None:
        self.sent: dict[str, Item] = {}
        self.answers: dict[str, bytes] = {}
        self.faults: list[str] = []
        self._lock = threading.Lock()

    @property
    def unsure(self) -> list[Item]:
        """Sent and never answered."""
        with self._lock:
            return [item for id_, item in self.sent.items() if id_ not in self.answers]

    @property
    def known(self) -> list[Item]:
        """Acknowledged."""
        with self._lock:
            return [self.sent[id_] for id_ in self.answers]

    def send(self, item: Item) -> None:
        with self._lock:
            self.sent[item.id] = item

    def acknowledge(self, item: Item, content: bytes) -> None:
        """The first answer is kept; any other must be the same to the byte."""
        kept = content if item.decides else _receipt(content)
        with self._lock:
            before = self.answers.setdefault(item.id, kept)
        if before != kept:
            self.faults.append(f"{item.id}: {before!r} became {kept!r}")


class Traffic:
    """Clients that send until they are told to stop or the server is gone."""

    def __init__(self, serving: Serving, token: str, seed: int) -> None:
        self.ledger = Ledger()
        self._serving = serving
        self._token = token
        self._source = Source(seed)
        self._random = random.Random(seed + 1)  # noqa: S311 - no secret is drawn
        self._waiting: deque[Item] = deque()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []
        self.interrupted = 0

    def begin(self) -> None:
        """Start the clients; what nobody answered last time is asked again first."""
        self._stopped.clear()
        self._waiting.extend(self.ledger.unsure)
        self._threads = [threading.Thread(target=self._client) for _ in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()
        self._waiting.clear()
        self.interrupted += len(self.ledger.unsure)

    def settle(self) -> None:
        """Ask again for everything ever sent: nothing may be lost or answered differently."""
        with closing(self._serving.connect()) as connection:
            for item in list(self.ledger.sent.values()):
                self._one(connection, item)

    def _client(self) -> None:
        with closing(self._serving.connect()) as connection:
            while not self._stopped.is_set():
                item = self._next()
                self.ledger.send(item)
                try:
                    self._one(connection, item)
                except LOST:
                    return

    def _one(self, connection: Any, item: Item) -> None:
        status, content = ask(connection, "POST", item.path, self._token, item.body)
        if status in {200, 201}:
            self.ledger.acknowledge(item, content)
        elif status != 503:
            self.ledger.faults.append(f"{item.id}: {status} {content!r}")

    def _next(self) -> Item:
        """Something new, the same at once from another client, or something long answered."""
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            draw = self._random.random()
            known = self.ledger.known if draw < 0.1 else []
            if known:
                return self._random.choice(known)
            item = self._source.item()
            if draw > 0.85:
                self._waiting.extend([item] * 3)
            return item


def _receipt(content: bytes) -> bytes:
    # A receipt says whether it repeats; all else must stay as it was.
    receipt = json.loads(content)
    del receipt["duplicate"]
    return json.dumps(receipt, sort_keys=True).encode()
