"""Every answer carries its security headers: data, pages, errors, and addresses nobody knows."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from litestar.types import HTTPResponseStartEvent, Scope
from tests.app.conftest import House, payment

from ballast.app.security_headers import CONSOLE_POLICY, DATA_POLICY, secure

STRICT = "strict-transport-security"


def directives(policy: str) -> dict[str, list[str]]:
    """A policy's directives and their sources."""
    parts = (part.split() for part in policy.split("; "))
    return {name: sources for name, *sources in parts}


def answers_with_data(house: House) -> dict[str, httpx.Response]:
    asked = house.ask("P1", {})
    return {
        "decision": asked,
        "list": house.get("/decisions"),
        "refused": house.get("/decisions", "admin"),
        "invalid": house.post("/decisions", {"scene": "nope"}),
        "malformed": house.post("/decisions", [1]),
        "conflict": house.post("/decisions", payment("P1", {"amount": 7})),
        "stranger": house.client.get("/api/v1/me"),
        "unknown": house.client.get("/api/v1/nothing"),
        "method": house.client.put("/api/v1/decisions"),
        "sign-in": house.client.post("/api/v1/sessions", json={"name": "x", "password": "y"}),
        "live": house.client.get("/health/live"),
        "metrics": house.client.get("/metrics", headers=house.as_("admin")),
        "document": house.get("/openapi/openapi.json"),
    }


def test_data_may_do_nothing_and_is_kept_nowhere(house: House) -> None:
    found = answers_with_data(house)
    assert {answer.status_code for answer in found.values()} >= {200, 401, 403, 404, 405, 409}
    for name, answer in found.items():
        assert answer.headers["content-security-policy"] == DATA_POLICY, name
        assert answer.headers["cache-control"] == "no-store", name
        assert answer.headers["x-content-type-options"] == "nosniff", name
        assert answer.headers["cross-origin-resource-policy"] == "same-origin", name
        assert answer.headers["x-frame-options"] == "DENY", name


@pytest.mark.parametrize("path", ["/", "/sign-in", "/decisions/dec_1", "/assets/none.js"])
def test_pages_may_do_what_the_console_needs(house: House, path: str) -> None:
    headers = house.client.get(path).headers
    assert headers["content-security-policy"] == CONSOLE_POLICY
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_no_script_runs_that_is_not_a_file_of_ours() -> None:
    allowed = directives(CONSOLE_POLICY)
    assert allowed["default-src"] == ["'none'"]
    assert set(allowed["script-src"]) == {"'self'", "'wasm-unsafe-eval'"}
    assert allowed["connect-src"] == ["'self'"]
    for closed in ("base-uri", "frame-ancestors", "object-src"):
        assert allowed[closed] == ["'none'"], closed
    assert not any("*" in source or "://" in source for each in allowed.values() for source in each)


def test_no_header_is_sent_twice(house: House) -> None:
    for path in ("/", "/api/v1/nothing", "/health/live", "/assets/none.js"):
        names = [name.lower() for name, _ in house.client.get(path).headers.multi_items()]
        assert len(names) == len(set(names)), path


def test_a_route_may_say_otherwise_itself() -> None:
    message = started([(b"cache-control", b"private"), (b"content-type", b"text/csv")])
    asyncio.run(secure(message, scope("/api/v1/lists/x/export")))
    found = list(message["headers"])
    assert [value for name, value in found if name == b"cache-control"] == [b"private"]
    assert (b"x-content-type-options", b"nosniff") in found


@pytest.mark.parametrize(
    ("forwarded", "strict"), [(None, False), ("http", False), ("https", True), ("", False)]
)
def test_only_where_it_is_encrypted_must_it_stay_so(
    house: House, forwarded: str | None, strict: bool
) -> None:
    headers = {} if forwarded is None else {"x-forwarded-proto": forwarded}
    for path in ("/", "/api/v1/me", "/health/live"):
        assert (STRICT in house.client.get(path, headers=headers).headers) is strict


def test_tls_to_this_process_counts_as_well() -> None:
    message = started([])
    asyncio.run(secure(message, scope("/", scheme="https")))
    assert STRICT.encode() in dict(message["headers"])


def started(headers: list[tuple[bytes, bytes]]) -> HTTPResponseStartEvent:
    """The start of an answer."""
    return {"type": "http.response.start", "status": 200, "headers": headers}


def scope(path: str, **more: Any) -> Scope:
    """A request, as far as it matters."""
    found: Any = {"type": "http", "path": path, "scheme": "http", "headers": [], **more}
    return found
