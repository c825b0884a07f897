"""Pages and files of the console through HTTP; nothing else of the disk can be reached."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.app.conftest import House

from ballast.app.console import console_router
from ballast.app.problem import HANDLERS

PAGE = "<title>the page</title>"
SCRIPT = b"console.log('x')" * 100


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A build with something private beside it."""
    (tmp_path / "secret.txt").write_text("secret")
    built = tmp_path / "console"
    (built / "assets").mkdir(parents=True)
    (built / ".vite").mkdir()
    (built / ".vite" / "manifest.json").write_text("secret")
    (built / "index.html").write_text(PAGE)
    (built / "favicon.svg").write_text("<svg/>")
    (built / "assets" / "main-1.js").write_bytes(SCRIPT)
    (built / "assets" / "main-1.js.gz").write_bytes(gzip.compress(SCRIPT))
    (built / "assets" / "link.js").symlink_to(tmp_path / "nothing.txt")
    return built


@pytest.fixture
def client(directory: Path) -> Iterator[TestClient[Any]]:
    app = Litestar([console_router(directory)], exception_handlers={**HANDLERS})
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/decisions", "/policies/payment/versions/3", "/a.b/c.d"])
def test_every_page_is_the_same_page_and_is_asked_for_again(
    client: TestClient[Any], path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text == PAGE
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


def test_a_file_at_the_root_is_itself(client: TestClient[Any]) -> None:
    answer = client.get("/favicon.svg")
    assert answer.text == "<svg/>"
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "no-cache"


def test_a_file_with_a_digest_is_kept_for_ever_and_comes_compressed(
    client: TestClient[Any],
) -> None:
    answer = client.get("/assets/main-1.js", headers={"accept-encoding": "gzip"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(SCRIPT)
    assert answer.content == SCRIPT
    plain = client.get("/assets/main-1.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == SCRIPT
    assert plain.headers["vary"] == answer.headers["vary"] == "accept-encoding"


def test_what_a_browser_has_is_not_sent_again(client: TestClient[Any]) -> None:
    etag = client.get("/").headers["etag"]
    for known in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        again = client.get("/", headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b""), known
        assert again.headers["etag"] == etag
        assert again.headers["cache-control"] == "no-cache"
    assert client.get("/", headers={"if-none-match": '"x"'}).status_code == 200


def test_an_unknown_asset_is_a_problem_and_not_the_page(client: TestClient[Any]) -> None:
    for name in ("old-9.js", "link.js", "", "main-1.js.gz", "main-1.js/"):
        answer = client.get(f"/assets/{name}")
        if name != "main-1.js/" and name:
            assert answer.status_code == 404, name
            assert answer.headers["content-type"] == "application/problem+json"


TRAVERSALS = (
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/%2e%2e/%2e%2e/secret.txt",
    "/assets/..%5c..%5csecret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "//secret.txt",
    "/assets//etc/passwd",
    "/assets/%2fetc%2fpasswd",
    "/.vite/manifest.json",
    "/assets/../.vite/manifest.json",
    "/assets/....//....//secret.txt",
    "/assets/%c0%ae%c0%ae/secret.txt",
)


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_address_reaches_outside_the_build(client: TestClient[Any], path: str) -> None:
    # Sent raw: a client would tidy the path before it leaves.
    request = httpx.Request("GET", "http://testserver.local/")
    request.url = request.url.copy_with(raw_path=path.encode())
    answer = client.send(request)
    assert answer.status_code in {200, 404}
    assert answer.status_code == 404 or answer.text == PAGE


def test_without_a_build_a_person_is_told_what_to_do(tmp_path: Path) -> None:
    app = Litestar([console_router(tmp_path / "none")], exception_handlers={**HANDLERS})
    with TestClient(app) as client:
        answer = client.get("/decisions")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        assert "控制台还没有构建" in answer.text
        assert "make console" in answer.text
        assert client.get("/assets/main.js").status_code == 404


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/api", "/api/v1", "/api/v1/nothing", "/api/v2/decisions/x/y"])
def test_an_unknown_address_of_the_api_stays_a_problem(
    house: House, method: str, path: str
) -> None:
    answer = house.client.request(method, path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"]
