"""The recipe page works as it stands: its files are taken from the page, and from nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.infra.access.model import NewKey, Principal, PrincipalKind
from ballast.infra.journal import Journal
from ballast.infra.settings import load_settings
from ballast.kit.text import Text
from ballast.policies.model import Approval, Draft, VersionRef
from ballast.policies.service import PolicyService

PAGE = Path(__file__).parents[2] / "docs/contribute/add-a-field-an-indicator-and-a-rule.md"
FILE = re.compile(r"^`(my-pack/[^`]+)`\n```[a-z]+\n(.*?)^```", re.DOTALL | re.MULTILINE)
POLICY = "my-pack/policies/loan_referral.json"
INSTANT = "2026-01-05T10:0{}:00+08:00"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return dict(FILE.findall(PAGE.read_text(encoding="utf-8")))


@pytest.fixture
def runtime(files: dict[str, str], tmp_path: Path) -> Iterator[Runtime]:
    """A service that has the page's pack, started as anyone would."""
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    environ = {
        "BALLAST_DATA_DIR": str(tmp_path / "var"),
        "BALLAST_PACKS": str(tmp_path / "my-pack"),
    }
    made = Runtime(load_settings(environ, tmp_path))
    made.start()
    yield made
    made.stop()


def test_the_page_holds_the_four_files(files: dict[str, str]) -> None:
    assert sorted(files) == [
        "my-pack/indicators.yaml",
        "my-pack/pack.yaml",
        POLICY,
        "my-pack/scenes/referral.yaml",
    ]


def test_the_fourth_application_under_one_code_goes_to_a_person(
    runtime: Runtime, files: dict[str, str]
) -> None:
    approve(runtime, files[POLICY])
    key = new_key(runtime)
    with TestClient(create_app(runtime)) as client:
        answers = [ask(client, key, number, "FRIEND") for number in range(4)]
        other = ask(client, key, 4, "SOMEBODY")
        without = ask(client, key, 5, None)
    assert [answer["outcome"] for answer in answers] == ["pass", "pass", "pass", "review"]
    (reason,) = answers[3]["reasons"]
    assert reason["code"] == "REF01"
    assert (reason["value"], reason["operator"], reason["threshold"]) == (4, ">", 3)
    assert answers[3]["indicators"] == {"referral_applications_1d": 4}
    assert other["outcome"] == "pass"
    assert other["unknown_fields"] == []
    assert without["outcome"] == "pass"


def approve(runtime: Runtime, document: str) -> None:
    """Save, submit and approve, by two people."""
    author, approver = (person("analyst", "write", "submit"), person("approver", "approve"))
    service = PolicyService(Journal(), runtime.policies.check, runtime.policies.reload)
    title = Text("推荐码", "Referral code")
    draft = Draft("loan_referral", title, "loan_application", document.encode())
    now_us = runtime.now_us()
    with runtime.database.transaction() as session:
        number = service.save(session, author, draft, now_us).version.number
        ref = VersionRef("loan_referral", number)
        service.submit(session, author, ref, now_us)
        token = service.review(session, approver, ref).token
        service.approve(session, approver, Approval(ref, token), now_us)


def person(name: str, *actions: str) -> Principal:
    permissions = {f"policy.{action}" for action in ("read", *actions)}
    return Principal(PrincipalKind.USER, name, name, frozenset(permissions))


def new_key(runtime: Runtime) -> str:
    manager = Principal(PrincipalKind.USER, "admin", "admin", frozenset({"key.manage"}))
    wanted = NewKey(name="test", permissions=frozenset({"decision.create"}))
    with runtime.database.transaction() as session:
        return runtime.access.keys.create(session, manager, wanted, runtime.now_us()).token


def ask(client: TestClient[Any], key: str, number: int, code: str | None) -> dict[str, Any]:
    data: dict[str, object] = {"customer_id": f"c{number}", "amount": 10_000}
    if code is not None:
        data["referral_code"] = code
    body = {
        "scene": "loan_application",
        "id": f"a{number}",
        "occurred_at": INSTANT.format(number),
        "data": data,
    }
    headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
    response = client.post("/api/v1/decisions", content=json.dumps(body), headers=headers)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found
