"""Signing in as a browser does: cookie, anti-forgery token, and what a thief can do with either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient
from tests.app.conftest import PASSWORD, Clock, House, furnish

from ballast.app.http import create_app
from ballast.app.runtime import Runtime

DRAFT = {"language": "en", "theme": "dark"}
Headers = Mapping[str, str]


def signed_in(client: TestClient[Any], name: str = "ana") -> httpx.Response:
    """Sign in as the console does; the client keeps the cookie."""
    body = {"name": name, "password": PASSWORD, "carrier": "cookie"}
    answer = client.post("/api/v1/sessions", json=body)
    assert answer.status_code == 201, answer.text
    return answer


def csrf(client: TestClient[Any]) -> dict[str, str]:
    return {"x-csrf-token": client.get("/api/v1/me").json()["csrf"]}


def change(client: TestClient[Any], headers: Headers) -> httpx.Response:
    return client.put("/api/v1/me/preferences", json=DRAFT, headers=dict(headers))


@pytest.fixture
def browser(house: House) -> TestClient[Any]:
    signed_in(house.client)
    return house.client


def test_the_cookie_is_for_this_browser_and_this_site_only(house: House) -> None:
    answer = signed_in(house.client)
    assert set(answer.json()) == {"expires_at"}
    cookie, device = answer.headers.get_list("set-cookie")
    assert device.startswith("ballast_device=")
    assert "httponly" in device.lower()
    name, _, rest = cookie.partition("=")
    attributes = {part.strip().lower() for part in rest.split(";")[1:]}
    assert (name, attributes) == ("ballast_session", {"httponly", "path=/", "samesite=lax"})


def test_over_https_the_cookie_is_secure_and_bound_to_the_host(
    build: Callable[..., Runtime], clock: Clock
) -> None:
    runtime = build(public_url="https://risk.example")
    furnish(runtime, clock)
    with TestClient(create_app(runtime), base_url="https://testserver.local") as client:
        cookies = signed_in(client).headers.get_list("set-cookie")
        for cookie, name in zip(cookies, ("session", "device"), strict=True):
            assert cookie.startswith(f"__Host-ballast_{name}=")
            assert {"secure", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
            assert "domain" not in cookie.lower()
        assert client.get("/api/v1/me").status_code == 200
    runtime.stop()


def test_me_tells_who_what_and_how(browser: TestClient[Any]) -> None:
    me = browser.get("/api/v1/me").json()
    assert (me["kind"], me["name"], me["roles"], me["must"]) == (
        "user",
        "ana",
        ["strategy_analyst"],
        [],
    )
    assert me["role_titles"] == [{"zh": "策略分析师", "en": "Strategy analyst"}]
    assert "policy.write" in me["permissions"]
    assert me["preferences"] == {"language": None, "theme": "auto"}
    assert change(browser, csrf(browser)).json() == DRAFT
    assert browser.get("/api/v1/me").json()["preferences"] == DRAFT


def test_a_bearer_needs_no_anti_forgery_token(house: House) -> None:
    me = house.get("/me", "ana").json()
    assert me["csrf"] is None
    answer = house.client.put("/api/v1/me/preferences", json=DRAFT, headers=house.as_("ana"))
    assert answer.status_code == 200


def test_a_change_by_cookie_needs_the_token_of_this_session(
    house: House, browser: TestClient[Any]
) -> None:
    mine = csrf(browser)
    refused: list[Headers] = [
        {},
        {"x-csrf-token": ""},
        {"x-csrf-token": mine["x-csrf-token"] + "x"},
    ]
    assert [change(browser, headers).status_code for headers in refused] == [403] * 3
    assert change(browser, {}).json()["code"] == "csrf"
    assert change(browser, mine).status_code == 200
    signed_in(browser)
    assert change(browser, mine).status_code == 403
    assert change(browser, csrf(browser)).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://testserver.local"}, 200),
    ],
)
def test_other_sites_change_nothing_even_with_the_token(
    browser: TestClient[Any], headers: Headers, status: int
) -> None:
    assert change(browser, {**csrf(browser), **headers}).status_code == status


def test_other_sites_cannot_sign_a_browser_in(house: House) -> None:
    body = {"name": "ana", "password": PASSWORD, "carrier": "cookie"}
    headers = {"sec-fetch-site": "cross-site"}
    answer = house.client.post("/api/v1/sessions", json=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    assert "set-cookie" not in answer.headers


def test_every_changing_route_is_guarded(browser: TestClient[Any]) -> None:
    from tests.app.test_permissions import PUBLIC, TABLE, filled  # noqa: PLC0415 - its data

    for line in TABLE.keys() - PUBLIC:
        method, path = line.split()
        if method != "GET":
            answer = browser.request(method, filled(path, {}))
            assert answer.json()["code"] == "csrf", line


def test_a_sign_in_never_takes_over_a_token_that_was_there(house: House) -> None:
    planted = "bls_" + "A" * 43
    body = {"name": "ana", "password": PASSWORD, "carrier": "cookie"}
    cookie = {"cookie": f"ballast_session={planted}"}
    tokens = {planted}
    for _ in range(2):
        answer = house.client.post("/api/v1/sessions", json=body, headers=cookie)
        tokens.add(answer.headers["set-cookie"].split("=", 1)[1].split(";")[0])
    assert len(tokens) == 3
    house.client.cookies.clear()
    assert house.client.get("/api/v1/me", headers=cookie).status_code == 401


def test_a_stolen_cookie_is_useless_after_sign_out(browser: TestClient[Any]) -> None:
    stolen = browser.cookies["ballast_session"]
    headers = csrf(browser)
    assert browser.delete("/api/v1/sessions/current").status_code == 403
    answer = browser.delete("/api/v1/sessions/current", headers=headers)
    assert answer.status_code == 204
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    thief = {"cookie": f"ballast_session={stolen}"}
    browser.cookies.clear()
    assert browser.get("/api/v1/me", headers=thief).status_code == 401
    bearer = {"authorization": f"Bearer {stolen}"}
    assert browser.get("/api/v1/me", headers=bearer).status_code == 401


def test_an_api_key_in_a_cookie_is_no_credential(house: House) -> None:
    house.client.cookies.set("ballast_session", house.key)
    answer = house.client.get("/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "credentials_missing")


def test_an_idle_browser_signs_in_again(browser: TestClient[Any], clock: Clock) -> None:
    clock.now_us += 31 * 60 * 1_000_000
    assert browser.get("/api/v1/me").status_code == 401
