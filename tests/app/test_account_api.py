"""One's own account over HTTP, as the console uses it: in a browser, with a cookie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pyotp
import pytest
from litestar.testing import TestClient
from tests.app.conftest import PASSWORD, Clock, House, furnish

from ballast.app.http import create_app
from ballast.app.runtime import Runtime

NEXT = "a quite different phrase"
SECOND = 1_000_000


class Browser:
    """Somebody at the console; each has cookies of their own."""

    def __init__(self, client: TestClient[Any], clock: Clock) -> None:
        self.client = client
        self.clock = clock
        self.cookies = httpx.Cookies()

    def sign_in(self, name: str, password: str = PASSWORD, code: str = "") -> httpx.Response:
        body = {"name": name, "password": password, "carrier": "cookie"}
        return self.request("POST", "/sessions", body | ({"code": code} if code else {}))

    def me(self) -> dict[str, Any]:
        return dict(self.get("/me").json())

    def get(self, path: str) -> httpx.Response:
        return self.request("GET", path)

    def send(self, method: str, path: str, body: object = None) -> httpx.Response:
        return self.request(method, path, body, {"x-csrf-token": self.me()["csrf"]})

    def request(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        self.client.cookies = self.cookies
        answer = self.client.request(method, f"/api/v1{path}", json=body, headers=headers)
        self.cookies = httpx.Cookies(self.client.cookies)
        return answer

    def post(self, path: str, body: object = None) -> httpx.Response:
        return self.send("POST", path, body)

    def code(self, secret: str) -> str:
        return pyotp.TOTP(secret).at(self.clock.now_us // SECOND)

    def enrol(self) -> tuple[str, list[str]]:
        secret = self.post("/me/second-factor", {"password": PASSWORD}).json()["secret"]
        done = self.post("/me/second-factor/confirm", {"code": self.code(secret)})
        assert done.status_code == 200, done.text
        return secret, done.json()["recovery_codes"]


@pytest.fixture
def strict(build: Callable[..., Runtime], clock: Clock) -> Iterator[Runtime]:
    """A Ballast as it is set up: roles that approve need a second factor."""
    runtime = build(second_factor="required")
    furnish(runtime, clock)
    runtime.start(jobs=False)
    yield runtime
    runtime.stop()


@pytest.fixture
def browser(strict: Runtime, clock: Clock) -> Iterator[Browser]:
    with TestClient(create_app(strict), raise_server_exceptions=False) as client:
        yield Browser(client, clock)


def test_an_approver_enrols_before_anything_else(browser: Browser) -> None:
    assert browser.sign_in("ben").status_code == 201
    assert (browser.me()["must"], browser.me()["permissions"]) == (["enrol_second_factor"], [])
    withheld = browser.get("/scenes")
    assert (withheld.status_code, withheld.json()["code"]) == (403, "must_first")
    assert withheld.json()["must"] == ["enrol_second_factor"]
    shown = browser.get("/me/second-factor").json()
    assert shown == {"enrolled": False, "required": True, "since": None, "recovery_codes_left": 0}
    _, codes = browser.enrol()
    assert len(codes) == 10
    assert browser.me()["must"] == []
    assert "policy.approve" in browser.me()["permissions"]
    assert browser.get("/scenes").status_code == 200
    assert browser.get("/me/second-factor").json()["recovery_codes_left"] == 10


def test_signing_in_with_a_code_then_with_a_recovery_code(browser: Browser, clock: Clock) -> None:
    browser.sign_in("ben")
    secret, codes = browser.enrol()
    clock.now_us += 60 * SECOND
    asked = browser.sign_in("ben")
    assert (asked.status_code, asked.json()["code"]) == (401, "second_factor_required")
    assert browser.sign_in("ben", code=browser.code(secret)).status_code == 201
    assert browser.sign_in("ben", code=browser.code(secret)).status_code == 401
    assert browser.sign_in("ben", code=codes[0]).status_code == 201
    assert browser.sign_in("ben", code=codes[0]).status_code == 401


def test_enrolling_changes_the_cookie_and_the_old_one_is_dead(browser: Browser) -> None:
    browser.sign_in("ben")
    before, csrf = browser.cookies["ballast_session"], browser.me()["csrf"]
    browser.enrol()
    after = browser.cookies["ballast_session"]
    assert after != before
    assert browser.me()["csrf"] != csrf
    browser.cookies = httpx.Cookies({"ballast_session": before})
    assert browser.get("/me").status_code == 401


def test_changing_the_password_changes_the_cookie_and_ends_other_sign_ins(
    house: House, clock: Clock
) -> None:
    here, there = Browser(house.client, clock), Browser(house.client, clock)
    for each in (here, there):
        each.sign_in("ana")
    before = here.cookies["ballast_session"]
    wrong = here.post("/me/password", {"old": "not the old one", "new": NEXT})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_password")
    weak = here.post("/me/password", {"old": PASSWORD, "new": "password12345"})
    assert (weak.status_code, weak.json()["code"]) == (422, "password")
    done = here.post("/me/password", {"old": PASSWORD, "new": NEXT})
    assert (done.status_code, done.json()) == (200, {})
    assert here.cookies["ballast_session"] != before
    assert (here.get("/me").status_code, there.get("/me").status_code) == (200, 401)
    assert there.sign_in("ana").status_code == 401
    assert there.sign_in("ana", NEXT).status_code == 201


def test_a_program_gets_its_new_token_in_the_answer(house: House) -> None:
    answer = house.post("/me/password", {"old": PASSWORD, "new": NEXT}, "ana")
    headers = {"authorization": f"Bearer {answer.json()['token']}"}
    assert "set-cookie" not in answer.headers
    assert house.client.get("/api/v1/me", headers=headers).status_code == 200
    assert house.get("/me", "ana").status_code == 401


def test_ones_sign_ins_are_listed_and_ended(house: House, clock: Clock) -> None:
    here, there = Browser(house.client, clock), Browser(house.client, clock)
    there.sign_in("ana")
    here.sign_in("ana")
    mine, other = here.get("/me/sessions").json()["items"]
    assert (mine["current"], other["current"]) == (True, False)
    assert (mine["carrier"], mine["address"]) == ("cookie", "testclient")
    assert here.send("DELETE", f"/me/sessions/{other['id']}").status_code == 204
    assert there.get("/me").status_code == 401
    assert here.send("DELETE", f"/me/sessions/{other['id']}").status_code == 404
    there.sign_in("ana")
    assert here.post("/me/sessions/end-others").status_code == 204
    assert (here.get("/me").status_code, there.get("/me").status_code) == (200, 401)


def test_the_picture_may_be_shown_and_the_secret_typed(browser: Browser) -> None:
    browser.sign_in("ben")
    proposal = browser.post("/me/second-factor", {"password": PASSWORD}).json()
    assert proposal["picture"].startswith("data:image/svg+xml")
    assert pyotp.parse_uri(proposal["uri"]).secret == proposal["secret"]


def test_rate_limits_hold_over_two_workers(build: Callable[..., Runtime], clock: Clock) -> None:
    first, second = build(), build()
    furnish(first, clock)
    statuses: list[int] = []
    with TestClient(create_app(first)) as one, TestClient(create_app(second)) as two:
        for number in range(32):
            body = {"name": f"nobody{number}", "password": PASSWORD}
            statuses.append((one, two)[number % 2].post("/api/v1/sessions", json=body).status_code)
        body = {"name": "ana", "password": PASSWORD}
        told = two.post("/api/v1/sessions", json=body)
    assert statuses == [401] * 30 + [429] * 2
    assert (told.status_code, told.json()["code"]) == (429, "too_many_sign_ins")
    assert told.headers["retry-after"] == str(told.json()["retry_after"])
    for runtime in (first, second):
        runtime.stop()
