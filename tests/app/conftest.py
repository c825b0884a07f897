"""A whole Ballast on each database, with people, a key and a clock of the test's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from litestar.testing import TestClient

from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.infra.access import NewKey, NewUser
from ballast.infra.access.passwords import Passwords
from ballast.infra.settings import Settings

START_US = 1_780_000_000_000_000
PASSWORD = "correct horse battery staple"
PEOPLE = {
    "admin": "administrator",
    "ana": "strategy_analyst",
    "ben": "strategy_approver",
    "ivy": "investigator",
    "aud": "auditor",
    "vic": "viewer",
}
PACK = Path(__file__).parents[1] / "e2e" / "pack"
# The real algorithm with the smallest cost.
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@dataclass
class Clock:
    """A clock that tests move."""

    now_us: int = START_US

    def __call__(self) -> int:
        self.now_us += 1
        return self.now_us


@dataclass
class House:
    """A running Ballast and the credentials to use it."""

    runtime: Runtime
    client: TestClient[Any]
    clock: Clock
    key: str
    tokens: dict[str, str] = field(default_factory=dict)

    def as_(self, name: str) -> dict[str, str]:
        """Headers of a person, or of the integration (`key`)."""
        token = self.key if name == "key" else self._token(name)
        return {"authorization": f"Bearer {token}", "accept-language": "en"}

    def get(self, path: str, name: str = "aud", **params: Any) -> httpx.Response:
        return self.client.get(f"/api/v1{path}", headers=self.as_(name), params=params)

    def post(self, path: str, body: object = None, name: str = "key") -> httpx.Response:
        return self.client.post(f"/api/v1{path}", headers=self.as_(name), json=body)

    def ask(self, id_: str, data: Mapping[str, object], **more: Any) -> httpx.Response:
        """Ask for a decision on a payment."""
        return self.post("/decisions", payment(id_, data, **more))

    def go_live(self, document: object, code: str = "payment") -> dict[str, Any]:
        """Ana drafts and submits, Ben reviews and approves."""
        body = {"document": document, "scene": "payment", "title": {"zh": "支付", "en": "Payment"}}
        saved = self.post(f"/policies/{code}/versions", body, "ana")
        assert saved.status_code == 201, saved.text
        path = f"/policies/{code}/versions/{saved.json()['version']['number']}"
        assert self.post(f"{path}/submit", None, "ana").status_code == 200
        token = self.get(f"{path}/review", "ben").json()["token"]
        approved = self.post(f"{path}/approve", {"review": token, "comment": "ok"}, "ben")
        assert approved.status_code == 200, approved.text
        return dict(approved.json())

    def _token(self, name: str) -> str:
        if name not in self.tokens:
            body = {"name": name, "password": PASSWORD}
            answer = self.client.post("/api/v1/sessions", json=body)
            assert answer.status_code == 201, answer.text
            self.tokens[name] = answer.json()["token"]
        return self.tokens[name]


def payment(
    id_: str, data: Mapping[str, object], at: str = "2026-05-28T20:00:00Z"
) -> dict[str, Any]:
    """A payment as the API takes it."""
    whole = {"customer_id": "C1", "amount": 100, **data}
    return {"scene": "payment", "id": id_, "occurred_at": at, "data": whole}


def rules(*found: Mapping[str, Any]) -> dict[str, Any]:
    """A policy of one node of rules."""
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "r", "type": "rulesNode", "name": "rules", "content": {"rules": list(found)}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "e1", "sourceId": "in", "targetId": "r"},
        {"id": "e2", "sourceId": "r", "targetId": "out"},
    ]
    return {"nodes": nodes, "edges": edges}


def rule(code: str, when: str, **more: Any) -> dict[str, Any]:
    """One rule."""
    title = {"zh": f"规则 {code}", "en": f"Rule {code}"}
    return {"code": code, "title": title, "when": when, **more}


LARGE = rules(
    rule("R1", "amount > 1000", outcome="reject", reason="LARGE", points=50),
    rule("R2", "merchant_category == '7995'", outcome="review", reason="GAMBLING", points=20),
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def build(tmp_path: Path, database_url: str, clock: Clock) -> Callable[..., Runtime]:
    """Opens a runtime on the test's database; as often as a test restarts."""

    def opened(**more: Any) -> Runtime:
        # Of the tests, only those of signing in ask for a second factor.
        chosen: dict[str, Any] = {"second_factor": "optional", "log_level": "error", **more}
        settings = Settings(data_dir=tmp_path / "var", database_url=database_url, **chosen)
        return Runtime(settings, clock, QUICK)

    return opened


@pytest.fixture
def house(build: Callable[..., Runtime], clock: Clock) -> Iterator[House]:
    yield from _lived_in(build(), clock)


@pytest.fixture
def counting_house(build: Callable[..., Runtime], clock: Clock) -> Iterator[House]:
    """A house with indicators over payments."""
    yield from _lived_in(build(packs=(str(PACK),)), clock)


def _lived_in(runtime: Runtime, clock: Clock) -> Iterator[House]:
    key = furnish(runtime, clock)
    runtime.start(jobs=False)
    with TestClient(create_app(runtime), raise_server_exceptions=False) as client:
        yield House(runtime, client, clock, key)
    runtime.stop()


def furnish(runtime: Runtime, clock: Clock) -> str:
    """People of every role, and a key of the integration; the key's token."""
    access = runtime.access
    system = access.roles.system("test")
    with runtime.database.transaction() as session:
        for name, role in PEOPLE.items():
            new = NewUser(name=name, password=PASSWORD, roles=(role,))
            access.users.create(session, system, new, clock())
        held = frozenset(access.roles.role("integration").permissions)
        issued = access.keys.create(session, system, NewKey(name="it", permissions=held), clock())
    return issued.token


def lines(*events: object) -> bytes:
    """NDJSON."""
    return b"\n".join(json.dumps(event).encode() for event in events)
