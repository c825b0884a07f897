"""Problem documents: both languages, the standard's members, nothing of an unexpected error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar, get, post
from litestar.params import JSONBody
from litestar.testing import TestClient

from ballast.app.problem import HANDLERS
from ballast.kit.errors import ConflictError
from ballast.kit.text import Text


class ClashError(ConflictError):
    """Says things under the names that the standard uses."""

    code = "clash"
    title = Text("相撞", "Clash")

    def __init__(self) -> None:
        extra = {"status": "live", "code": "x", "title": 1, "request": 2, "more": 3}
        super().__init__(Text("撞了", "It clashed"), extra)


@get("/clash", sync_to_thread=False)
def clash() -> None:
    raise ClashError


@get("/secret", sync_to_thread=False)
def secret() -> None:
    raise RuntimeError("13800138000")


@post("/body", sync_to_thread=False)
def body_of(data: JSONBody[dict[str, Any]]) -> None:
    """Takes JSON."""


@get("/ours", sync_to_thread=False)
def ours() -> str:
    return b"\xff".decode()


@pytest.fixture
def client() -> Iterator[TestClient[Any]]:
    app = Litestar(
        [clash, secret, body_of, ours], exception_handlers={**HANDLERS}, openapi_config=None
    )
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def test_what_an_error_adds_never_replaces_what_the_standard_defines(
    client: TestClient[Any],
) -> None:
    answer = client.get("/clash")
    assert answer.status_code == 409
    assert answer.json() == {
        "type": "urn:ballast:problem:clash",
        "title": "相撞",
        "status": 409,
        "detail": "撞了",
        "code": "clash",
        "request": 2,
        "more": 3,
    }


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "zh"),
        ("en", "en"),
        ("EN-gb;q=0.8", "en"),
        ("fr, en;q=0.5", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr", "zh"),
        (";;,,=", "zh"),
    ],
)
def test_the_language_is_the_first_known_one_asked_for(
    client: TestClient[Any], asked: str, language: str
) -> None:
    answer = client.get("/clash", headers={"accept-language": asked})
    assert answer.headers["content-language"] == language
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == {"zh": "相撞", "en": "Clash"}[language]


@pytest.mark.parametrize("path", ["/secret", "/nowhere"])
def test_nothing_of_an_unexpected_error_is_shown(client: TestClient[Any], path: str) -> None:
    chinese, english = (
        client.get(path, headers={"accept-language": each}).json() for each in ("zh", "en")
    )
    assert chinese["title"] != english["title"]
    assert chinese["status"] == english["status"] == {"/secret": 500, "/nowhere": 404}[path]
    assert "138" not in repr((chinese, english))


@pytest.mark.parametrize("body", [b'"\xed\xa0\x80"', b"\xff", b"[" * 100_000])
def test_a_body_that_cannot_be_decoded_is_the_callers_mistake(
    client: TestClient[Any], body: bytes
) -> None:
    answer = client.post("/body", content=body)
    assert answer.status_code == 400
    assert answer.json()["code"] in {"malformed", "http_400"}


def test_our_own_decoding_mistakes_stay_ours(client: TestClient[Any]) -> None:
    assert client.get("/ours").status_code == 500
