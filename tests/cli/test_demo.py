"""The demo from end to end, as a person runs it, on the first loans of the year."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.demo.test_serving import free_port

from ballast.client import ApiForbiddenError, Client, Decision

LOANS = 40
PRIME: dict[str, Any] = {
    "scene": "sba_loan_application",
    "at": "2007-10-09T12:00:00Z",
    "data": {
        "portfolio": "sba",
        "industry": "62",
        "state": "MN",
        "lender_state": "MN",
        "amount": 600_000,
        "guaranteed_amount": 450_000,
        "employees": 20,
        "jobs_created": 8,
        "jobs_retained": 20,
        "new_business": False,
        "rural": True,
    },
}


@dataclass
class Demo:
    """A data directory, and the command that runs in it."""

    data: Path
    port: int

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("BALLAST_")}
        own = {"BALLAST_DATA_DIR": str(self.data), "BALLAST_PORT": str(self.port)}
        return {**kept, **own, "PYTHONUTF8": "1", "COLUMNS": "200"}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "ballast", "demo", "--loans", str(LOANS), *arguments]

    def run(self) -> str:
        done = subprocess.run(
            self.command("--no-serve"),
            env=self.environment(),
            cwd=self.data.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def credentials(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.data / "demo/credentials.json").read_bytes())
        return found

    @contextmanager
    def person(self, name: str) -> Iterator[Client]:
        found = self.credentials()
        account = next(a for a in found["accounts"] if a["name"] == name)
        with Client(found["url"], proxies=False) as client:
            client.sign_in(account["name"], account["password"])
            yield client

    def ask(self, id_: str) -> Decision:
        with self.client() as client:
            return client.decide(PRIME["scene"], id_, PRIME["at"], PRIME["data"])

    def client(self) -> Client:
        found = self.credentials()
        return Client(found["url"], found["api_key"], proxies=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("demo") / "var", free_port())


@pytest.fixture(scope="module")
def first(demo: Demo) -> str:
    return demo.run()


@pytest.fixture(scope="module")
def served(demo: Demo, first: str) -> Iterator[subprocess.Popen[str]]:
    running = subprocess.Popen(
        demo.command(), env=demo.environment(), stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    for line in running.stdout:
        if "Serving" in line:
            break
    yield running
    if running.poll() is None:
        running.send_signal(signal.SIGTERM)
    running.wait()
    running.stdout.close()


def test_the_first_run_says_what_it_did(first: str) -> None:
    assert "13,232 件 events" in first
    assert f"{LOANS} 个决策 decisions" in first
    assert "兜底 fallbacks 0" in first
    assert "核销率 Rate" in first
    assert "analyst" in first


def test_the_next_run_starts_at_once_from_what_is_there(
    demo: Demo, first: str, served: subprocess.Popen[str]
) -> None:
    log = (demo.data / "demo/serve.log").read_text("utf-8")
    assert served.poll() is None
    assert log.count("service.ready") == 2
    with demo.client() as client:
        assert len(list(client.decisions(scene="sba_loan_application"))) == LOANS


def test_a_decision_explains_itself(demo: Demo, served: subprocess.Popen[str]) -> None:
    assert served.poll() is None
    with demo.client() as client:
        found = next(client.decisions(limit=1))
        detail = client.decision(found.decision_id)
    assert detail.answer == found
    assert found.score is not None
    assert found.policy is not None
    assert len(found.indicators) >= 20
    assert "points" in json.dumps(detail.trace)


def test_every_account_signs_in(demo: Demo, served: subprocess.Popen[str]) -> None:
    assert served.poll() is None
    for account in demo.credentials()["accounts"]:
        with Client(demo.credentials()["url"], proxies=False) as client:
            assert client.sign_in(account["name"], account["password"]).token


def test_the_policy_was_approved_by_another_person(
    demo: Demo, served: subprocess.Popen[str]
) -> None:
    assert served.poll() is None
    with demo.person("analyst") as client:
        (version,) = client.policies.show("sba_lending").versions
        entries = [*client.lists.entries("grey_industry")]
    assert version.status == "live"
    assert version.approver not in (None, version.author, version.submitter)
    assert {entry.status for entry in entries} == {"active"}


def test_a_colleague_approves_a_change_and_the_next_decision_follows_it(
    demo: Demo, served: subprocess.Popen[str]
) -> None:
    assert served.poll() is None
    with demo.person("analyst") as analyst, demo.person("approver") as approver:
        document = analyst.policies.version("sba_lending", 1).document
        bands = next(node for node in document["nodes"] if node["id"] == "bands")["content"]
        bands["rules"][0]["limit"] = "min(amount, 77)"
        draft = analyst.policies.import_("sba_lending", document)
        assert analyst.policies.difference("sba_lending", draft.number, 1)
        event = {"scene": PRIME["scene"], "data": PRIME["data"], "occurred_at": PRIME["at"]}
        assert "77" in json.dumps(analyst.policies.simulate("sba_lending", draft.number, event))
        assert analyst.policies.effect("sba_lending", draft.number, last=10)
        analyst.policies.submit("sba_lending", draft.number)
        with pytest.raises(ApiForbiddenError):
            analyst.policies.approve("sba_lending", 2, analyst.policies.review("sba_lending", 2))
        review = approver.policies.review("sba_lending", draft.number)
        approver.policies.approve("sba_lending", draft.number, review, "试 Try")
        assert demo.ask("changed").limit == 77
        approver.policies.rollback("sba_lending", "退 Back")
    back = demo.ask("back")
    assert back.policy is not None
    assert (back.policy.version, back.limit) == (1, 600_000)


def test_a_signal_ends_the_service_too(demo: Demo, served: subprocess.Popen[str]) -> None:
    served.send_signal(signal.SIGTERM)
    assert served.wait(60) == 0
    with demo.client() as client, pytest.raises(Exception, match="连不上"):
        client.decisions().__next__()


def test_an_interrupted_run_goes_on_where_it_stopped(
    demo: Demo, first: str, served: subprocess.Popen[str]
) -> None:
    served.send_signal(signal.SIGTERM)
    served.wait(60)
    (demo.data / "demo/summary.json").unlink()
    again = demo.run()
    assert _table(again) == _table(first)
    assert "第 1 版 version 1" in again


def _table(shown: str) -> list[str]:
    return [line for line in shown.splitlines() if "%" in line]
