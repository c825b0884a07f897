"""The OpenAPI document is the contract: complete, in two languages; no request breaks the server.

Requests are drawn from the document, by it and against it, and sent as one person of many roles, as
an administrator and as an integration. `BALLAST_FUZZ=more` draws many more.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from litestar.routes import HTTPRoute
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation
from tests.app.conftest import LARGE, PASSWORD, House, payment

from ballast.infra.access import NewUser

MORE = os.environ.get("BALLAST_FUZZ") == "more"
EXAMPLES = 300 if MORE else 3
MANY = (
    "strategy_analyst",
    "strategy_approver",
    "investigator",
    "risk_manager",
    "compliance_officer",
    "viewer",
)
DEFINITION: dict[str, Any] = {
    "code": "fuzzed",
    "title": {"zh": "笔数", "en": "Count"},
    "scene": "payment",
    "key": "customer_id",
    "aggregate": "sum",
    "of": "amount",
    "where": "amount > 1",
    "window": {"days": 1},
    "current": "excluded",
    "unit": {"zh": "元", "en": "CNY"},
    "match": {"login": ["customer_id"]},
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
UNDOCUMENTED = {"/metrics", "/", "/{page}", "/assets/{name}"}
DOCUMENT = "/api/v1/openapi"
BYTES = [b"%00", b"%FF", b"%ED%A0%80", b"%2F..%2F", b"%E4%B8%AD", b"%22", b"%27%3B--", b"9" * 30]
WORDS = ["\0", "中", "-1", "9" * 30, "x" * 5_000, "'; --", "\u202e", "1e400", "１２", "²"]
VALUES: list[Any] = [None, True, -1, 10**30, 10**400, 1.5e308, "", "\0", "a\0b", "x" * 100_000]
VALUES += ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-30T00:00:00Z"]
VALUES += ["\\ud800", [], {}, ["\0"], {"\0": "\0"}, {"zh": "\0", "en": "\0"}, [[[[]]]] * 9]
BODIES = [b"", b"\xff\xfe", b"null", b"[]", b"{", b'"\xed\xa0\x80"', b"[" * 50_000, b"\0", b"{}"]


@pytest.fixture
def tokens(house: House) -> dict[str, str]:
    """Principals to ask as."""
    access = house.runtime.access
    with house.runtime.database.transaction() as session:
        new = NewUser(name="many", password=PASSWORD, roles=MANY)
        access.users.create(session, access.roles.system("test"), new, house.clock())
    found = {"key": house.key}
    for name in ("many", "admin"):
        found[name] = access.sign_in.sign_in(name, PASSWORD, house.clock()).token
    return found


@pytest.fixture
def document(house: House) -> dict[str, Any]:
    answer = house.client.get(f"{DOCUMENT}/openapi.json", headers=house.as_("vic"))
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def samples(house: House) -> dict[str, dict[str, Any]]:
    """A good body for each operation that takes one, where something can be about it."""
    house.go_live(LARGE)
    house.ask("P1", {})
    entry = {"value": "1", "reason": "r", "source": "s", "starts_at": None, "expires_at": None}
    assert house.post("/lists/grey_industry/entries", entry, "ana").status_code == 201
    title = {"zh": "支付", "en": "Payment"}
    draft = {"document": LARGE, "scene": "payment", "title": title, "number": None}
    return {
        "decide": payment("F1", {"method": "pos", "phone": "13800138000"}),
        "reportEvents": payment("F2", {"method": "pos", "mood": "x"}),
        "simulatePolicyVersion": payment("F3", {}),
        "readIndicator": {"scene": "payment", "data": {"customer_id": "C1"}},
        "showIndicatorEvidence": {"scene": "loan_outcome", "data": {"industry": "1"}},
        "showIndicatorLineOfSubject": {
            "scene": "loan_outcome",
            "data": {"industry": "1"},
            "days": 2,
        },
        "checkIndicator": {"definition": DEFINITION, "number": 1},
        "saveIndicatorDraft": {"definition": DEFINITION, "number": None},
        "approveIndicator": {"comment": "x"},
        "returnIndicator": {"comment": "x"},
        "retireIndicator": {"comment": "x"},
        "savePolicyDraft": draft,
        "approvePolicyVersion": {"review": "x", "comment": "x"},
        "returnPolicyVersion": {"comment": "x"},
        "rollBackPolicy": {"comment": "x"},
        "addEntry": entry,
        "lookUpValue": {"value": "1"},
        "searchEvents": {"value": "C1", "scene": "payment", "limit": 5},
        "confirmEntries": {"entries": ["x"]},
        "refuseEntries": {"entries": ["x"]},
        "signIn": {"name": "many", "password": "wrong password"},
        "checkPolicy": {"document": LARGE, "code": "payment", "scene": "payment"},
        "searchDecisions": {"kind": "phone", "value": "13800138000", "cursor": None, "limit": 5},
        "rerunDecision": {"policy": "payment", "version": 1},
        "simulatePolicyDraft": {"document": LARGE, "code": "payment", **payment("F4", {})},
        "searchByProtectedValue": {"value": "13800138000"},
        "verifyJournal": {"head": {"seq": 1, "hash": "x"}},
        **OF_ACCOUNTS,
    }


OF_ACCOUNTS: dict[str, dict[str, Any]] = {
    "setPreferences": {"language": "zh", "theme": "dark"},
    "changeMyPassword": {"old": "wrong password", "new": "another long password"},
    "enrolSecondFactor": {"password": "wrong password"},
    "confirmSecondFactor": {"code": "1"},
    "renewRecoveryCodes": {"code": "1"},
    "disableSecondFactor": {"code": "1"},
    "setUp": {"token": "x", "name": "eve", "password": "another long password"},
    "createUser": {"name": "eve", "grants": [{"role": "viewer", "scope": None}]},
    "grantRole": {"role": "viewer", "scope": None, "expires_at": "2031-01-01T00:00:00Z"},
    "createScope": {"kind": "unit", "title": {"zh": "甲", "en": "A"}, "parent": None, "code": "a"},
    "changeScope": {"kind": "unit", "title": {"zh": "甲", "en": "A"}, "parent": None},
    "issueKey": {
        "name": "x",
        "permissions": ["decision.read"],
        "scenes": ["payment"],
        "networks": ["10.0.0.0/8"],
        "expires_at": "2031-01-01T00:00:00Z",
    },
}
ADMINISTRATION = {"createUser", "grantRole", "createScope", "changeScope", "issueKey"}


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_every_route_is_documented_or_deliberately_not(
    house: House, document: dict[str, Any]
) -> None:
    served = {
        route.path_format
        for route in house.client.app.routes
        if isinstance(route, HTTPRoute) and not route.path_format.startswith(DOCUMENT)
    }
    assert served == document["paths"].keys() | UNDOCUMENTED


def test_every_operation_has_a_name_and_a_summary_in_both_languages(
    document: dict[str, Any],
) -> None:
    found = list(operations(document))
    names = [operation["operationId"] for _, _, operation in found]
    assert len(names) == len(set(names)) > 30
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", name) for name in names)
    for _, _, operation in found:
        chinese, _, english = operation["summary"].partition(" / ")
        assert CHINESE.search(chinese), operation["operationId"]
        assert re.search(r"[A-Za-z]", english), operation["operationId"]
        assert not CHINESE.search(english), operation["operationId"]


def test_drawn_requests_meet_no_server_error(
    house: House, document: dict[str, Any], tokens: dict[str, str]
) -> None:
    schema = schemathesis.openapi.from_dict(document)
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.definition.raw["operationId"] != "signOut":
            for mode in GenerationMode:
                draw(house, operation, mode, tokens)


def draw(
    house: House, operation: APIOperation, mode: GenerationMode, tokens: dict[str, str]
) -> None:
    """Requests of one operation, good or bad ones."""

    @settings(
        max_examples=EXAMPLES,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy(mode))
    def send(case: Case) -> None:
        given_ = case.as_transport_kwargs("http://testserver.local")
        for name, token in tokens.items():
            headers = {str(k): v for k, v in given_.get("headers", {}).items()}
            headers |= language_of(name, token)
            body = {"content": given_["data"]} if "data" in given_ else {}
            body |= {"json": given_["json"]} if "json" in given_ else {}
            method, url, params = given_["method"], given_["url"], given_.get("params")
            answer = house.client.request(
                method, url, params=params, headers=headers, follow_redirects=False, **body
            )
            check(answer, name)

    try:
        send()
    except Unsatisfiable:
        # A public route without parameters has nothing that could be wrong.
        assert mode is GenerationMode.NEGATIVE
        assert not operation.definition.raw.get("parameters")
        assert "requestBody" not in operation.definition.raw


def test_odd_parameters_meet_no_server_error(
    house: House,
    document: dict[str, Any],
    tokens: dict[str, str],
    samples: dict[str, dict[str, Any]],
) -> None:
    token = tokens["many"]
    for method, path, operation in operations(document):
        body = samples.get(operation["operationId"])
        given_ = {} if body is None else {"json": body}
        for url in odd_urls(path, operation.get("parameters", [])):
            headers = language_of("many", token)
            answer = house.client.request(
                method, url, headers=headers, follow_redirects=False, **given_
            )
            check(answer, "many")


def odd_urls(path: str, parameters: list[dict[str, Any]]) -> Iterator[str]:
    """Addresses in which one parameter is odd and the others are good."""
    words = [*(word.decode() for word in BYTES), *(quote(word) for word in WORDS)]
    for parameter in parameters:
        name, where = parameter["name"], parameter["in"]
        for word in words:
            if where == "path":
                yield filled(path.replace(f"{{{name}}}", word))
            elif where == "query":
                yield f"{filled(path)}?{name}={word}"


def filled(path: str) -> str:
    kinds = {
        "/policies": "payment",
        "/scenes": "payment",
        "/lists": "grey_industry",
        "/jobs": "journal.verify",
    }
    code = next((code for kind, code in kinds.items() if kind in path), "industry_loss_365d")
    good = {"code": code, "number": "1", "scene": "payment", "event_id": "P1"}
    return re.sub(r"\{(\w+)\}", lambda found: good.get(found[1], "x"), path)


def test_odd_bodies_meet_no_server_error(
    house: House,
    document: dict[str, Any],
    tokens: dict[str, str],
    samples: dict[str, dict[str, Any]],
) -> None:
    with_body = {o["operationId"] for _, _, o in operations(document) if "requestBody" in o}
    assert with_body == samples.keys() | _SHEETS
    for method, path, operation in operations(document):
        name = asker(operation["operationId"])
        headers = language_of(name, tokens[name])
        for content in odd_bodies(samples.get(operation["operationId"])):
            for kind in ("application/json", "application/x-ndjson", "text/csv"):
                if kind == "application/json" or operation["operationId"] in _OTHER.get(kind, ()):
                    sent = {**headers, "content-type": kind}
                    url = filled(path)
                    answer = house.client.request(
                        method, url, headers=sent, content=content, follow_redirects=False
                    )
                    check(answer, name)


def asker(operation: str) -> str:
    """Who may do it, so that more than the refusal is tried."""
    if operation in ADMINISTRATION:
        return "admin"
    return "key" if operation in {"decide", "reportEvents"} else "many"


_SHEETS = {"importEntries", "previewImport"}
_OTHER = {"application/x-ndjson": {"reportEvents"}, "text/csv": _SHEETS}


def odd_bodies(sample: dict[str, Any] | None) -> Iterator[bytes]:
    """Bodies that are no JSON, and good ones in which one thing is odd."""
    yield from BODIES
    header = b"value,reason,source,starts_at,expires_at\n"
    yield header + b"Z,r,s,0001-01-01T00:00:00+14:00,\n\0,\0,\0,\0,\0\n1,r,s,9999-99-99,\n\x80"
    yield header + b"Z,r,s,0001-01-01T00:00:00+14:00,\n\0a,\0,s,,\n"
    yield header + b"x" * 200_000 + b",r,s,,\n"
    for changed in odd_versions(sample or {}):
        text = json.dumps(changed)
        yield text.replace("\\\\ud800", "\\ud800").encode()


def odd_versions(sample: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, value in sample.items():
        yield from ({**sample, name: odd} for odd in VALUES)
        yield {key: kept for key, kept in sample.items() if key != name}
        if isinstance(value, dict) and name != "document":
            yield from ({**sample, name: inner} for inner in odd_versions(value))
    yield {**sample, "\0": "\0"}


def language_of(name: str, token: str) -> dict[str, str]:
    """Headers of a principal; each asks in a language of its own."""
    language = "zh" if name == "key" else "en"
    return {"authorization": f"Bearer {token}", "accept-language": language}


def check(answer: httpx.Response, name: str) -> None:
    """No server error, and every error is a problem document in the language asked for."""
    request = f"{answer.request.method} {answer.request.url} {answer.request.content[:300]!r}"
    assert answer.status_code < 500, f"{request}: {answer.status_code} {answer.text}"
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", request
        body = answer.json()
        assert body["status"] == answer.status_code, request
        assert body["type"].startswith("urn:ballast:problem:"), request
        english = not CHINESE.search(body["title"])
        assert english is (name != "key"), f"{request}: {body['title']}"
