"""Calls become the requests of the API, and its answers typed values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.client.service import Service

from ballast.client import Client, Receipt

DECISION: dict[str, Any] = {
    "decision_id": "dec_1",
    "outcome": "review",
    "score": 655.0,
    "limit": None,
    "rate": None,
    "term": None,
    "reasons": [
        {
            "code": "SCORE_REVIEW",
            "title": {"zh": "复核", "en": "Review"},
            "value": 655,
            "operator": "<",
            "threshold": 700,
        }
    ],
    "policy": {"id": "pv_1", "version": 3, "hash": "ab"},
    "indicators": {"state_charge_offs_30d": 2},
    "elapsed_us": 310,
    "something_new": True,
}


def test_a_decision_is_asked_for_and_read(service: Service) -> None:
    service.then(200, DECISION)
    with service.client() as client:
        found = client.decide("payment", "P1", "2026-11-22T10:15:30+08:00", {"amount": 1.5})
    (asked,) = service.asked
    assert (asked.method, asked.path) == ("POST", "/api/v1/decisions")
    assert asked.headers["authorization"] == "Bearer key_1"
    assert asked.headers["content-type"] == "application/json"
    assert asked.json == {
        "scene": "payment",
        "id": "P1",
        "occurred_at": "2026-11-22T10:15:30+08:00",
        "data": {"amount": 1.5},
    }
    assert (found.outcome, found.score, found.indicators) == (
        "review",
        655.0,
        {"state_charge_offs_30d": 2},
    )
    assert found.reasons[0].title["zh"] == "复核"
    assert found.reasons[0].threshold == 700
    assert found.policy is not None
    assert found.policy.version == 3


def test_a_datetime_is_sent_with_its_offset(service: Service) -> None:
    service.then(200, DECISION)
    with service.client() as client:
        client.decide("payment", "P1", datetime(2026, 11, 22, tzinfo=UTC), {})
    assert service.asked[0].json["occurred_at"] == "2026-11-22T00:00:00Z"


def test_a_fact_is_reported(service: Service) -> None:
    receipt = {"scene": "payment", "id": "P1", "seq": 7, "duplicate": True, "unknown": ["x"]}
    service.then(201, receipt)
    with service.client() as client:
        found = client.report({"scene": "payment", "id": "P1", "occurred_at": "…", "data": {}})
    assert found == Receipt("payment", "P1", 7, duplicate=True, unknown=("x",))


def test_many_facts_go_in_batches_and_lines_count_over_all(service: Service) -> None:
    refusal = {"line": 2, "errors": [{"field": "amount"}]}
    service.then(200, {"accepted": 2, "duplicates": 0, "refused": [refusal]})
    service.then(200, {"accepted": 1, "duplicates": 1, "refused": [refusal]})
    with service.client() as client:
        report = client.report_many(({"id": str(n)} for n in range(5)), batch=3)
    assert [asked.body.count(b"\n") for asked in service.asked] == [2, 1]
    assert service.asked[0].headers["content-type"] == "application/x-ndjson"
    assert service.asked[1].body == b'{"id":"3"}\n{"id":"4"}'
    assert (report.accepted, report.duplicates) == (3, 1)
    assert [refused.line for refused in report.refused] == [2, 5]


def test_nothing_to_report_asks_nothing(service: Service) -> None:
    with service.client() as client:
        assert client.report_many([]).accepted == 0
    assert service.asked == []


def test_decisions_are_read_page_after_page(service: Service) -> None:
    other = {**DECISION, "decision_id": "dec_0"}
    service.then(200, {"items": [DECISION], "next": "41"})
    service.then(200, {"items": [other], "next": None})
    with service.client() as client:
        found = list(client.decisions(scene="payment", outcome=None, limit=1))
    assert [decision.decision_id for decision in found] == ["dec_1", "dec_0"]
    assert [asked.path for asked in service.asked] == [
        "/api/v1/decisions?scene=payment&limit=1",
        "/api/v1/decisions?scene=payment&limit=1&cursor=41",
    ]


def test_one_decision_is_read_with_its_trace(service: Service) -> None:
    service.then(200, {"answer": DECISION, "input": {"amount": 1}, "trace": {"nodes": []}})
    with service.client() as client:
        found = client.decision("dec/1")
    assert service.asked[0].path == "/api/v1/decisions/dec%2F1"
    assert found.answer.outcome == "review"
    assert found.trace == {"nodes": []}


def test_signing_in_changes_who_asks(service: Service) -> None:
    service.then(201, {"token": "t_1", "expires_at": "2026-11-22T22:00:00+00:00"})
    service.then(200, [])
    with Client(service.url, proxies=False) as client:
        session = client.sign_in("ann", "secret")
        client.policies.list()
    assert "authorization" not in service.asked[0].headers
    assert service.asked[0].json == {"name": "ann", "password": "secret"}
    assert service.asked[1].headers["authorization"] == "Bearer t_1"
    assert "t_1" not in repr(session)


def test_a_closed_client_does_not_call(service: Service) -> None:
    with service.client() as client:
        pass
    with pytest.raises(RuntimeError, match="closed"):
        client.policies.list()
