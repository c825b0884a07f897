"""Refusals become typed errors that carry the service's sentence."""

from __future__ import annotations

import pytest
from tests.client.service import Service

from ballast.client import (
    ApiConflictError,
    ApiError,
    ApiForbiddenError,
    ApiInvalidError,
    ApiNotFoundError,
    ApiUnauthenticatedError,
    UnreadableAnswerError,
)
from ballast.kit.errors import BallastError

PROBLEM = {
    "type": "urn:ballast:problem:event_differs",
    "title": "同号不同内容",
    "status": 409,
    "detail": "字段 amount 不同。",
    "code": "event_differs",
    "errors": [{"field": "amount"}],
    "difference": ["amount"],
}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, ApiInvalidError),
        (401, ApiUnauthenticatedError),
        (403, ApiForbiddenError),
        (404, ApiNotFoundError),
        (409, ApiConflictError),
        (413, ApiInvalidError),
        (422, ApiInvalidError),
        (500, ApiError),
    ],
)
def test_each_status_has_its_error(service: Service, status: int, kind: type[ApiError]) -> None:
    service.then(status, {**PROBLEM, "status": status})
    with service.client() as client, pytest.raises(ApiError) as caught:
        client.policies.list()
    assert type(caught.value) is kind
    assert caught.value.problem.status == status


def test_the_sentence_code_and_additions_arrive(service: Service) -> None:
    service.then(409, PROBLEM)
    with service.client() as client, pytest.raises(BallastError) as caught:
        client.decide("payment", "P1", "2026-11-22T10:15:30+08:00", {})
    error = caught.value
    assert isinstance(error, ApiConflictError)
    assert str(error) == "字段 amount 不同。"
    assert error.problem.code == "event_differs"
    assert error.problem.errors == ({"field": "amount"},)
    assert error.extra["difference"] == ["amount"]


@pytest.mark.parametrize(("language", "asked"), [("zh", "zh"), ("en", "en")])
def test_the_language_is_asked_for(service: Service, language: str, asked: str) -> None:
    service.then(200, [])
    with service.client(language=language) as client:
        client.policies.list()
    assert service.asked[0].headers["accept-language"] == asked


def test_a_refusal_that_is_no_problem_document_is_summarised(service: Service) -> None:
    service.then(502, b"<html>bad gateway</html>")
    with service.client() as client, pytest.raises(ApiError, match="HTTP 502"):
        client.policies.list()


@pytest.mark.parametrize("body", [b"<html>", b'{"outcome":"maybe","decision_id":"d"}', b"[]"])
def test_an_answer_out_of_contract_is_refused(service: Service, body: bytes) -> None:
    service.then(200, body)
    with service.client() as client, pytest.raises(UnreadableAnswerError) as caught:
        client.decide("payment", "P1", "2026-11-22T10:15:30+08:00", {})
    assert "/api/v1/decisions" in caught.value.detail.en
