"""Who may do what: a table of routes and roles held against the running application.

A route without a line in the table, a permission nobody declared, or a role that may do more or
less than the table says fails here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog.testing
from litestar import Litestar
from litestar.routes import HTTPRoute
from tests.app.conftest import LARGE, PASSWORD, Clock, House, payment, rule, rules

import ballast
from ballast.app.runtime import Runtime
from ballast.infra import journal
from ballast.infra.access import NewKey, NewUser

ROLES = {
    "adm": "administrator",
    "ana": "strategy_analyst",
    "app": "strategy_approver",
    "inv": "investigator",
    "mgr": "risk_manager",
    "cmp": "compliance_officer",
    "aud": "auditor",
    "vic": "viewer",
    "key": "integration",
}
ALL = "adm ana app inv mgr cmp aud vic key"
PEOPLE = "adm ana app inv mgr cmp aud vic"
COMMENT = {"comment": "no"}
DRAFT = {"document": LARGE, "scene": "payment", "title": {"zh": "支付", "en": "Payment"}}
FACT = payment("FACT", {})
LISTED = {"value": "722511", "reason": "test", "source": "test"}
AGAIN = {"policy": "payment", "version": 1}
SOUGHT = {"kind": "phone", "value": "13800138000"}
OF_LOSS = {"scene": "loan_outcome", "data": {"industry": "722511"}}
IMPORT = b"value,reason,source,starts_at,expires_at\n"
WALLET = {"code": "wallet", "kind": "product", "title": {"zh": "钱包", "en": "Wallet"}}

PERSONAL = {
    "phone": "13800138000",
    "bank_card": "6222020000000000",
    "payee_name": "王小明明",
    "id_card": "11010519491231002X",
}
LARGE_RULES = LARGE["nodes"][1]["content"]["rules"]
# Refused for who one is or where, not for one's role.
NOT_OF_ROLES = {"list_same_person", "policy_same_person", "policy_not_author", "wrong_password"}

PUBLIC = {
    "GET /",
    "GET /{page}",
    "GET /assets/{name}",
    "POST /api/v1/sessions",
    "GET /api/v1/setup",
    "POST /api/v1/setup",
    "GET /api/v1/oidc/start",
    "GET /api/v1/oidc/callback",
    "GET /health/live",
    "GET /health/ready",
}
# What a route asks of its caller; `{…}` are filled in from the fixture.
TABLE: dict[str, tuple[str, object]] = {
    "GET /metrics": ("adm", None),
    "GET /api/v1/me": (ALL, None),
    "PUT /api/v1/me/preferences": (PEOPLE, {"language": "en"}),
    "GET /api/v1/me/sessions": (PEOPLE, None),
    "DELETE /api/v1/me/sessions/{session_id}": (PEOPLE, None),
    "POST /api/v1/me/sessions/end-others": (PEOPLE, None),
    "POST /api/v1/me/password": (PEOPLE, {"old": "no", "new": "no"}),
    "GET /api/v1/me/second-factor": (PEOPLE, None),
    "POST /api/v1/me/second-factor": (PEOPLE, {"password": "no"}),
    "POST /api/v1/me/second-factor/confirm": (PEOPLE, {"code": "no"}),
    "POST /api/v1/me/second-factor/recovery-codes": (PEOPLE, {"code": "no"}),
    "POST /api/v1/me/second-factor/disable": (PEOPLE, {"code": "no"}),
    "GET /api/v1/openapi": (ALL, None),
    "GET /api/v1/openapi/openapi.json": (ALL, None),
    "GET /api/v1/openapi/openapi.yml": (ALL, None),
    "GET /api/v1/openapi/openapi.yaml": (ALL, None),
    "GET /api/v1/openapi/{path}": (ALL, None),
    "GET /api/v1/events": ("ana app inv mgr cmp aud", None),
    "POST /api/v1/events": ("key", FACT),
    "GET /api/v1/events/{scene}/{event_id}": ("ana app inv mgr cmp aud", None),
    "POST /api/v1/events/{scene}/{event_id}/reveal": ("inv cmp", None),
    "POST /api/v1/events/search": ("ana app inv mgr cmp aud", {"value": "C1"}),
    "GET /api/v1/scenes": (ALL, None),
    "GET /api/v1/indicators": (ALL, None),
    "GET /api/v1/indicators/{code}": (ALL, None),
    "POST /api/v1/indicators/{code}/read": (ALL, {"scene": "payment", "data": {}}),
    "POST /api/v1/indicators/{code}/evidence": ("ana app inv mgr cmp aud", OF_LOSS),
    "GET /api/v1/indicators/{code}/line": (ALL, None),
    "POST /api/v1/indicators/{code}/line": (ALL, OF_LOSS),
    "GET /api/v1/indicators/offers": ("ana", None),
    "POST /api/v1/indicators/check": ("ana", {"definition": {}}),
    "POST /api/v1/indicators": ("ana", {"definition": {}}),
    "POST /api/v1/indicators/{code}/versions/{number}/submit": ("ana", None),
    "POST /api/v1/indicators/{code}/versions/{number}/approve": ("app", COMMENT),
    "POST /api/v1/indicators/{code}/versions/{number}/return": ("app", COMMENT),
    "POST /api/v1/indicators/{code}/retire": ("app", COMMENT),
    "GET /api/v1/policies": (PEOPLE, None),
    "GET /api/v1/policies/{code}": (PEOPLE, None),
    "POST /api/v1/policies/check": (PEOPLE, {"document": LARGE, "scene": "payment"}),
    "POST /api/v1/policies/{code}/versions": ("ana", DRAFT),
    "GET /api/v1/policies/{code}/versions/{number}": (PEOPLE, None),
    "GET /api/v1/policies/{code}/versions/{number}/difference": (PEOPLE, None),
    "GET /api/v1/policies/{code}/versions/{number}/effect": (PEOPLE, None),
    "GET /api/v1/policies/{code}/versions/{number}/review": (PEOPLE, None),
    "POST /api/v1/policies/{code}/versions/{number}/simulate": ("ana app mgr", FACT),
    "POST /api/v1/policies/simulate": ("ana app mgr", {"document": LARGE, **FACT}),
    "GET /api/v1/policies/{code}/samples": ("ana app mgr", None),
    "POST /api/v1/policies/{code}/versions/{number}/submit": ("ana", None),
    "POST /api/v1/policies/{code}/versions/{number}/approve": ("app", {"review": "x", **COMMENT}),
    "POST /api/v1/policies/{code}/versions/{number}/return": ("app", COMMENT),
    "POST /api/v1/policies/{code}/rollback": ("app mgr", COMMENT),
    "GET /api/v1/lists": (PEOPLE, None),
    "GET /api/v1/lists/{code}/entries": (PEOPLE, None),
    "GET /api/v1/lists/{code}/entries/{entry}": (PEOPLE, None),
    "GET /api/v1/lists/{code}/sources": (PEOPLE, None),
    "GET /api/v1/lists/{code}/entries/{entry}/hits": ("ana app inv mgr cmp aud vic", None),
    "POST /api/v1/lists/{code}/lookup": (PEOPLE, {"value": "1"}),
    "POST /api/v1/lists/{code}/import/preview": ("ana inv cmp", IMPORT),
    "POST /api/v1/lists/{code}/confirm": ("app mgr cmp", {"entries": []}),
    "POST /api/v1/lists/{code}/refuse": ("ana app inv mgr cmp", {"entries": []}),
    "POST /api/v1/lists/{code}/entries/{entry}/reveal": (PEOPLE, None),
    "POST /api/v1/lists/{code}/entries": ("ana inv cmp", LISTED),
    "POST /api/v1/lists/{code}/import": ("ana inv cmp", IMPORT),
    "GET /api/v1/lists/{code}/export": (PEOPLE, None),
    "POST /api/v1/lists/{code}/entries/{entry}/remove": ("ana inv cmp", None),
    "POST /api/v1/lists/{code}/entries/{entry}/confirm": ("app mgr cmp", None),
    "POST /api/v1/lists/{code}/entries/{entry}/refuse": ("ana app inv mgr cmp", None),
    "GET /api/v1/decisions": ("ana app inv mgr cmp aud vic key", None),
    "POST /api/v1/decisions": ("key", payment("ASKED", {})),
    "GET /api/v1/decisions/{decision_id}": ("ana app inv mgr cmp aud vic key", None),
    "POST /api/v1/decisions/search": ("ana app inv mgr cmp aud", SOUGHT),
    "GET /api/v1/decisions/{decision_id}/related": ("ana app inv mgr cmp aud vic key", None),
    "GET /api/v1/decisions/{decision_id}/indicators/{code}/events": (
        "ana app inv mgr cmp aud",
        None,
    ),
    "GET /api/v1/decisions/{decision_id}/flow": ("ana app inv mgr cmp aud vic", None),
    "POST /api/v1/decisions/{decision_id}/rerun": ("ana app mgr", AGAIN),
    "GET /api/v1/users": ("adm aud", None),
    "POST /api/v1/users": ("adm", {"name": "one-more"}),
    "GET /api/v1/users/{user_id}": ("adm aud", None),
    "GET /api/v1/users/{user_id}/open-work": ("adm aud", None),
    "POST /api/v1/users/{user_id}/disable": ("adm", None),
    "POST /api/v1/users/{user_id}/enable": ("adm", None),
    "POST /api/v1/users/{user_id}/grants": ("adm", {"role": "viewer"}),
    "DELETE /api/v1/users/{user_id}/grants/{role}": ("adm", None),
    "POST /api/v1/users/{user_id}/password": ("adm", None),
    "POST /api/v1/users/{user_id}/second-factor/reset": ("adm", None),
    "DELETE /api/v1/users/{user_id}/sessions": ("adm", None),
    "GET /api/v1/sessions": ("adm aud", None),
    "GET /api/v1/roles": ("adm aud", None),
    "GET /api/v1/scopes": ("adm aud", None),
    "POST /api/v1/scopes": ("adm", WALLET),
    "PUT /api/v1/scopes/{code}": ("adm", WALLET),
    "DELETE /api/v1/scopes/{code}": ("adm", None),
    "GET /api/v1/keys": ("adm aud", None),
    "POST /api/v1/keys": ("adm", {"name": "one", "permissions": ["scene.read"]}),
    "POST /api/v1/keys/{key_id}/revoke": ("adm", None),
    "GET /api/v1/journal": ("adm cmp aud", None),
    "GET /api/v1/journal/export": ("adm cmp aud", None),
    "POST /api/v1/journal/verify": ("adm cmp aud", {}),
    "GET /api/v1/journal/verify/{run}": ("adm cmp aud", None),
    "GET /api/v1/workbench": (ALL, None),
    "GET /api/v1/notices": (ALL, None),
    "GET /api/v1/search": (ALL, None),
    "POST /api/v1/search": ("ana app inv mgr cmp aud", {"value": "13800138000"}),
    "GET /api/v1/lake": ("adm ana app mgr cmp aud", None),
    "GET /api/v1/settings": ("adm aud", None),
    "GET /api/v1/health/detail": ("adm aud", None),
    "GET /api/v1/scenes/{code}": (ALL, None),
    "GET /api/v1/scenes/{code}/versions/{number}/difference": (ALL, None),
    "GET /api/v1/jobs": ("adm ana app mgr aud", None),
    "GET /api/v1/jobs/runs": ("adm ana app mgr aud", None),
    "GET /api/v1/jobs/runs/{run}": ("adm ana app mgr aud", None),
    "POST /api/v1/jobs/{code}/run": ("adm ana", None),
    "POST /api/v1/jobs/runs/{run}/cancel": ("adm ana", None),
    "POST /api/v1/jobs/runs/{run}/retry": ("adm ana", None),
    "DELETE /api/v1/sessions/current": (PEOPLE, None),
}


def test_every_route_is_in_the_table(house: House) -> None:
    assert routes(house.client.app) == TABLE.keys() | PUBLIC


def routes(app: Litestar) -> set[str]:
    """Every route of the application, as `METHOD path`."""
    return {
        f"{method} {route.path_format}"
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods
        if method != "OPTIONS"
    }


def test_without_credentials_only_public_routes_answer(house: House) -> None:
    for line in sorted(TABLE.keys() | PUBLIC):
        method, path = line.split()
        answer = house.client.request(method, filled(path, {}))
        assert (answer.status_code == 401) is (line not in PUBLIC), line


@pytest.fixture
def everyone(house: House, clock: Clock) -> dict[str, str]:
    """Somebody of each role, and the bearer token of each; no one holds two roles."""
    access = house.runtime.access
    system = access.roles.system("test")
    tokens = {"key": house.key}
    with house.runtime.database.transaction() as session:
        for name, role in ROLES.items():
            if name != "key":
                new = NewUser(name=f"one-{name}", password=PASSWORD, roles=(role,))
                access.users.create(session, system, new, clock())
    for name in ROLES:
        if name != "key":
            tokens[name] = access.sign_in.sign_in(f"one-{name}", PASSWORD, clock()).token
    return tokens


@pytest.fixture
def subjects(house: House) -> dict[str, str]:
    """Something for each route to be about."""
    house.go_live(LARGE)
    asked = house.ask("P1", {}).json()
    added = house.post("/lists/grey_industry/entries", {**LISTED, "value": "1"}, "ana")
    assert added.status_code == 201, added.text
    return {
        "scene": "payment",
        "event_id": "P1",
        "decision_id": asked["decision_id"],
        "number": "1",
        "entry": added.json()["id"],
        "path": "openapi.json",
        "run": "job_none",
        "role": "viewer",
    }


def test_each_role_may_do_what_the_table_says_and_nothing_else(
    house: House, everyone: dict[str, str], subjects: dict[str, str]
) -> None:
    wrong = []
    for line, (allowed, body) in TABLE.items():
        for name, token in everyone.items():
            answer = call(house, line, body, token, subjects)
            assert answer.status_code < 500, (line, name, answer.text)
            refused = answer.status_code in {401, 403}
            may = not refused or answer.json()["code"] in NOT_OF_ROLES
            if may is not (name in allowed.split()):
                wrong.append((line, name, answer.status_code))
    assert wrong == []


def call(
    house: House, line: str, body: object, token: str, subjects: dict[str, str]
) -> httpx.Response:
    """One request of somebody."""
    method, path = line.split()
    subject = {**subjects, "code": code_of(path)}
    content = {"content": body} if isinstance(body, bytes) else {"json": body}
    given = {} if body is None else content
    query = {"against": 1, "q": "payment"} if path.endswith(("difference", "search")) else {}
    headers = {"authorization": f"Bearer {token}", "accept-language": "en"}
    return house.client.request(
        method, filled(path, subject), headers=headers, params=query, **given
    )


def code_of(path: str) -> str:
    """What `{code}` stands for."""
    kinds = {
        "/policies": "payment",
        "/scenes": "payment",
        "/lists": "grey_industry",
        "/jobs": "journal.verify",
    }
    return next((code for kind, code in kinds.items() if kind in path), "industry_loss_365d")


def filled(path: str, subjects: dict[str, str]) -> str:
    """A path with its parameters filled in."""
    return re.sub(r"\{(\w+)\}", lambda found: subjects.get(found[1], "1"), path)


def test_every_permission_that_is_asked_for_is_declared(house: House) -> None:
    source = Path(ballast.__file__).parent
    asked = re.compile(r"(?:require|may)\(\s*\"([a-z0-9.]+)\"")
    found = {code for file in source.rglob("*.py") for code in asked.findall(file.read_text())}
    assert len(found) > 15
    assert found <= set(house.runtime.access.roles.permissions)


def test_lists_ask_where_a_permission_is_held_not_where_the_principal_is() -> None:
    # `scenes` alone may be wider than the scenes of one permission.
    source = Path(ballast.__file__).parent
    asked = re.compile(r"\b(?:principal|user|who|by)\.scenes\b")
    files = [file for file in source.rglob("*.py") if asked.search(file.read_text("utf-8"))]
    assert [file.relative_to(source).as_posix() for file in files] == ["infra/access/routes.py"]


@pytest.fixture
def scoped(house: House, clock: Clock) -> dict[str, str]:
    """A key for payments only, and how to use it."""
    house.ask("P1", {})
    transfer = {"customer_id": "C1", "amount": 5, "direction": "out"}
    for path in ("/events", "/decisions"):
        body = {**payment(f"T-{path[1]}", {}), "scene": "transfer", "data": transfer}
        answer = house.post(path, body)
        assert answer.status_code < 300, answer.text
    held = frozenset({"event.write", "event.read", "decision.create", "decision.read"})
    return bearer(issued(house, clock, permissions=held, scenes=frozenset({"payment"})))


def test_a_key_of_one_scene_sees_and_does_nothing_in_another(
    house: House, scoped: dict[str, str]
) -> None:
    def get(path: str, **params: str) -> httpx.Response:
        return house.client.get(f"/api/v1{path}", headers=scoped, params=params)

    def post(path: str, body: object) -> httpx.Response:
        return house.client.post(f"/api/v1{path}", headers=scoped, json=body)

    assert {item["scene"] for item in get("/decisions").json()["items"]} == {"payment"}
    assert {item["scene"] for item in get("/events").json()["items"]} == {"payment"}
    (theirs,) = house.get("/decisions", scene="transfer").json()["items"]
    assert get(f"/decisions/{theirs['decision_id']}").status_code == 404
    transfer = {**payment("T9", {}), "scene": "transfer"}
    refused = [
        get("/decisions", scene="transfer"),
        get("/events", scene="transfer"),
        get("/events/transfer/T-e"),
        post("/decisions", transfer),
        post("/events", transfer),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)
    assert {answer.json()["code"] for answer in refused} == {"scene_forbidden"}
    assert post("/decisions", payment("P9", {})).status_code == 200


def test_pages_of_a_scoped_key_are_as_full_as_any(house: House, scoped: dict[str, str]) -> None:
    page = house.client.get("/api/v1/events", headers=scoped, params={"limit": 1}).json()
    assert [item["id"] for item in page["items"]] == ["P1"]
    assert page["next"] is None


def test_a_key_that_expired_was_revoked_or_comes_from_elsewhere_is_no_credential(
    house: House, clock: Clock
) -> None:
    expiring = bearer(issued(house, clock, expires_us=clock() + 60_000_000))
    far = bearer(issued(house, clock, networks=("203.0.113.0/24",)))
    revoked = bearer(issued(house, clock))

    def status(headers: dict[str, str]) -> int:
        return house.client.get("/api/v1/me", headers=headers).status_code

    assert (status(expiring), status(far), status(revoked)) == (200, 401, 200)
    key_id = house.client.get("/api/v1/me", headers=revoked).json()["id"]
    system = house.runtime.access.roles.system("test")
    with house.runtime.database.transaction() as session:
        house.runtime.access.keys.revoke(session, system, key_id, clock())
    assert status(revoked) == 401
    clock.now_us += 61_000_000
    assert status(expiring) == 401
    for broken in ("", "x", "blk_" + "A" * 40, house.key[:-1], house.key + "A", "é" * 10):
        headers = {"authorization": f"Bearer {broken}".encode()}
        assert house.client.get("/api/v1/me", headers=headers).status_code == 401, broken


def test_every_look_at_clear_values_is_journalled(house: House) -> None:
    house.post("/events", payment("P1", PERSONAL))
    for _ in range(2):
        assert house.post("/events/payment/P1/reveal", None, "ivy").status_code == 200
    with house.runtime.database.reading() as session:
        rows = journal.entries(session, journal.Filters(action="event.reveal")).rows
    assert len(rows) == 2


def test_nothing_personal_reaches_problems_or_logs(
    build: Callable[..., Runtime], house: House
) -> None:
    house.go_live(rules(rule("BAD", "number(order_id) > 1", outcome="review"), *LARGE_RULES))
    heard = io.StringIO()
    with redirect_stdout(heard), redirect_stderr(heard), capturing() as logged:
        answers = [
            house.ask("P1", PERSONAL),
            house.ask("P1", {**PERSONAL, "phone": "13900139000"}),
            house.ask("P2", {**PERSONAL, "phone": 13800138000, "amount": PERSONAL["id_card"]}),
            house.post("/events", {**payment("P3", PERSONAL), "id": PERSONAL["phone"] * 12}),
            house.post("/events", {**payment("P4", PERSONAL), PERSONAL["id_card"]: 1}),
            house.post("/events", payment("P5", {**PERSONAL, PERSONAL["payee_name"]: 1})),
            house.post("/lists/grey_industry/entries", {"value": PERSONAL["id_card"]}, "ana"),
            house.get("/decisions", subject=PERSONAL["phone"] + "\0"),
            house.get("/decisions", since=PERSONAL["phone"]),
            house.get("/decisions", cursor=PERSONAL["id_card"]),
        ]
    decided = house.get(f"/decisions/{answers[0].json()['decision_id']}")
    texts = [answer.text for answer in (*answers, decided)]
    texts += [heard.getvalue(), repr(logged)]
    assert [a.status_code for a in answers[:4]] == [200, 409, 422, 422]
    for value in (*PERSONAL.values(), "13900139000"):
        assert [text for text in texts if value in text] == []


@contextmanager
def capturing() -> Iterator[list[dict[str, Any]]]:
    """Everything logged meanwhile, before it is scrubbed."""
    with structlog.testing.capture_logs() as logged:
        yield logged


def issued(house: House, clock: Clock, **more: Any) -> str:
    """A new key's token."""
    new = NewKey(name="test", **{"permissions": frozenset({"scene.read"}), **more})
    access = house.runtime.access
    with house.runtime.database.transaction() as session:
        return access.keys.create(session, access.roles.system("test"), new, clock()).token


def bearer(token: str) -> dict[str, str]:
    """Headers of a token."""
    return {"authorization": f"Bearer {token}", "accept-language": "en"}
