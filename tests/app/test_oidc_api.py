"""Single sign-on against a provider of the test: the whole way, and every way it may be abused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from joserfc.jwk import RSAKey
from litestar.testing import TestClient
from tests.app.conftest import PASSWORD, Clock, furnish
from tests.app.identity_provider import CLIENT, Provider, providing

from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.infra.journal import Filters, entries

HOME = "http://testserver.local"
ROLES = "analysts=strategy_analyst,approvers=strategy_approver,staff=viewer,admins=administrator"


@pytest.fixture
def provider(clock: Clock) -> Iterator[Provider]:
    with providing(Provider(clock)) as started:
        started.claims = {"sub": "s-1", "preferred_username": "Olga", "groups": ["approvers", "x"]}
        yield started


@pytest.fixture
def runtime(build: Callable[..., Runtime], clock: Clock, provider: Provider) -> Iterator[Runtime]:
    opened = build(
        second_factor="required",
        public_url=HOME,
        oidc_issuer=provider.url,
        oidc_client_id=CLIENT[0],
        oidc_client_secret=CLIENT[1],
        oidc_roles=ROLES,
    )
    furnish(opened, clock)
    yield opened
    opened.stop()


@pytest.fixture
def client(runtime: Runtime) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(runtime), raise_server_exceptions=False) as opened:
        opened.follow_redirects = False
        yield opened


def depart(client: TestClient[Any], to: str = "/decisions") -> str:
    """Start, sign in at the provider; the address that the browser is sent back to."""
    started = client.get("/api/v1/oidc/start", params={"to": to})
    assert started.status_code == 302, started.text
    with httpx.Client(trust_env=False) as browser:
        return str(browser.get(started.headers["location"]).headers["location"])


def arrive(client: TestClient[Any], to: str = "/decisions") -> httpx.Response:
    return client.get(depart(client, to).removeprefix(HOME))


def refused(answer: httpx.Response, code: str) -> None:
    assert (answer.status_code, answer.headers["location"]) == (302, f"/sign-in?refused={code}")
    assert "ballast_session" not in answer.headers.get("set-cookie", "")


def test_who_the_provider_vouches_for_is_signed_in_with_mapped_roles(
    client: TestClient[Any], runtime: Runtime
) -> None:
    assert client.get("/api/v1/setup").json() == {"open": False, "oidc": True}
    back = arrive(client)
    assert (back.status_code, back.headers["location"]) == (302, "/decisions")
    me = client.get("/api/v1/me").json()
    assert (me["name"], me["roles"], me["must"]) == ("olga", ["strategy_approver"], [])
    with runtime.database.reading() as session:
        actions = {(row.action, row.actor_id) for row in entries(session, Filters()).rows}
    assert {("user.create", "oidc"), ("user.grant", "oidc")} <= actions


def test_roles_are_mapped_at_each_sign_in(client: TestClient[Any], provider: Provider) -> None:
    arrive(client)
    first = client.get("/api/v1/me").json()
    provider.claims["groups"] = ["analysts", "staff"]
    arrive(client)
    second = client.get("/api/v1/me").json()
    assert second["id"] == first["id"]
    assert second["roles"] == ["strategy_analyst", "viewer"]


def test_without_a_role_nobody_comes_in_and_former_roles_are_gone(
    client: TestClient[Any], provider: Provider, runtime: Runtime
) -> None:
    arrive(client)
    provider.claims["groups"] = []
    refused(arrive(client), "oidc_no_role")
    assert client.get("/api/v1/me").json()["roles"] == []
    provider.claims["groups"] = ["admins", "approvers"]
    refused(arrive(client), "role_conflict")


def test_a_name_proves_nothing(client: TestClient[Any], provider: Provider) -> None:
    provider.claims["preferred_username"] = "ana"
    arrive(client)
    me = client.get("/api/v1/me").json()
    assert me["name"].startswith("oidc-")
    assert me["roles"] == ["strategy_approver"]


def test_there_is_no_local_password(client: TestClient[Any]) -> None:
    arrive(client)
    csrf = {"x-csrf-token": client.get("/api/v1/me").json()["csrf"]}
    for password in ("", PASSWORD):
        body = {"name": "olga", "password": password or "x"}
        assert client.post("/api/v1/sessions", json=body).status_code == 401
        change = {"old": password or "x", "new": "a quite different phrase"}
        answer = client.post("/api/v1/me/password", json=change, headers=csrf)
        assert answer.json()["code"] == "wrong_password"


def test_who_is_switched_off_here_stays_out(
    client: TestClient[Any], runtime: Runtime, clock: Clock
) -> None:
    arrive(client)
    user_id = client.get("/api/v1/me").json()["id"]
    with runtime.database.transaction() as session:
        runtime.access.users.disable(session, runtime.access.roles.system("test"), user_id, clock())
    refused(arrive(client), "sign_in")


@pytest.mark.parametrize(
    "twisted",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another client"},
        {"nonce": "another nonce"},
        {"exp": 1_000_000_000},
        {"sub": None},
        {"aud": ["ballast", "another"], "azp": "another"},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    client: TestClient[Any], provider: Provider, twisted: dict[str, object]
) -> None:
    provider.twisted = twisted
    refused(arrive(client), "oidc_refused")


def test_a_token_that_somebody_else_signed_is_refused(
    client: TestClient[Any], provider: Provider
) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "k1"})
    refused(arrive(client), "oidc_refused")


def test_only_the_browser_that_set_out_arrives(client: TestClient[Any], provider: Provider) -> None:
    back = depart(client).removeprefix(HOME)
    kept = client.cookies["ballast_oidc"]
    client.cookies.clear()
    refused(client.get(back), "oidc_refused")
    client.cookies.set("ballast_oidc", kept[:-8] + "AAAAAAA=")
    refused(client.get(back), "oidc_refused")
    assert provider.exchanges == 0


def test_the_state_has_to_be_the_one_that_was_sent(
    client: TestClient[Any], provider: Provider
) -> None:
    back = httpx.URL(depart(client).removeprefix(HOME)).copy_set_param("state", "another")
    refused(client.get(str(back)), "oidc_refused")
    assert provider.exchanges == 0


def test_a_journey_ends_after_ten_minutes(
    client: TestClient[Any], clock: Clock, provider: Provider
) -> None:
    back = depart(client).removeprefix(HOME)
    clock.now_us += 601 * 1_000_000
    refused(client.get(back), "oidc_refused")
    assert provider.exchanges == 0


def test_a_code_works_once(client: TestClient[Any]) -> None:
    back = depart(client).removeprefix(HOME)
    kept = client.cookies["ballast_oidc"]
    assert client.get(back).headers["location"] == "/decisions"
    client.cookies.set("ballast_oidc", kept, domain="testserver.local")
    refused(client.get(back), "oidc_refused")


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere", "/\\elsewhere"])
def test_the_way_back_never_leads_elsewhere(client: TestClient[Any], to: str) -> None:
    assert arrive(client, to).headers["location"] == "/"


def test_a_provider_that_is_away_is_said_so(
    client: TestClient[Any], runtime: Runtime, provider: Provider
) -> None:
    provider.metadata = lambda: {"issuer": "https://elsewhere.example"}  # type: ignore[method-assign]
    refused(client.get("/api/v1/oidc/start"), "oidc_unavailable")


def test_without_a_provider_there_is_no_single_sign_on(
    build: Callable[..., Runtime],
) -> None:
    plain = build()
    with TestClient(create_app(plain)) as client:
        client.follow_redirects = False
        assert client.get("/api/v1/setup").json()["oidc"] is False
        refused(client.get("/api/v1/oidc/start"), "oidc_off")
    plain.stop()
