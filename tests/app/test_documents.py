"""The OpenAPI document names the errors of every operation, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from tests.app.conftest import House


@pytest.fixture
def document(house: House) -> dict[str, Any]:
    found: dict[str, Any] = house.get("/openapi/openapi.json").json()
    return found


def _operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {address}": operation
        for address, path in document["paths"].items()
        for method, operation in path.items()
    }


def test_every_operation_documents_its_problems(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    operations = _operations(document)
    assert "POST /api/v1/decisions" in operations
    for name, operation in operations.items():
        for status in ("400", "404", "409", "422", "503"):
            content = operation["responses"][status]["content"]["application/problem+json"]
            assert content["schema"] == {"$ref": "#/components/schemas/Problem"}, name
            assert set(content["examples"]) == {"zh", "en"}, name


def test_public_operations_say_so_and_the_others_may_refuse(document: dict[str, Any]) -> None:
    operations = _operations(document)
    public = {name for name, each in operations.items() if each.get("security") == []}
    assert public == {
        *("GET /health/live", "GET /health/ready", "GET /api/v1/setup", "GET /api/v1/oidc/start"),
        *("GET /api/v1/oidc/callback", "POST /api/v1/setup", "POST /api/v1/sessions"),
    }
    never = {name for name in public if name.startswith("GET ")}
    for name, operation in operations.items():
        assert ("401" in operation["responses"]) is (name not in never), name


def test_what_the_service_answers_is_what_the_document_says(house: House) -> None:
    answer = house.post("/decisions", {"scene": "nope"})
    problem = answer.json()
    schema = house.get("/openapi/openapi.json").json()["components"]["schemas"]["Problem"]
    assert set(schema["required"]) <= set(problem)
