"""The demo from end to end, as a person runs it, on the first loans of the year."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.demo.test_serving import free_port

from ballast.client import Client

LOANS = 40


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
    analyst = next(a for a in demo.credentials()["accounts"] if a["name"] == "analyst")
    with Client(demo.credentials()["url"], proxies=False) as client:
        client.sign_in(analyst["name"], analyst["password"])
        (version,) = client.policies.show("sba_lending").versions
        entries = [*client.lists.entries("grey_industry")]
    assert version.status == "live"
    assert version.approver not in (None, version.author, version.submitter)
    assert {entry.status for entry in entries} == {"active"}


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
