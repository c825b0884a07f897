"""Commands that talk to a service, run as processes would run them, against a real server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.app.conftest import LARGE, PASSWORD, payment
from tests.e2e.household import furnish
from tests.e2e.serving import Serving

from ballast.cli.main import cli
from ballast.infra.settings import Settings
from ballast.kit.errors import BallastError

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Serving, str]]:
    home = tmp_path_factory.mktemp("remote")
    database = f"sqlite:///{home / 'ballast.sqlite'}"
    # Of the tests, only those of signing in ask for a second factor.
    settings = Settings(data_dir=home / "var", database_url=database, second_factor="optional")
    key = furnish(settings)
    serving = Serving(settings, home / "serve.log")
    serving.start()
    yield serving, key
    serving.stop()


@pytest.fixture
def run(served: tuple[Serving, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    serving, key = served
    monkeypatch.setenv("BALLAST_URL", f"http://127.0.0.1:{serving.port}")
    monkeypatch.setenv("BALLAST_DATA_DIR", str(tmp_path / "unused"))
    monkeypatch.setenv("BALLAST_PASSWORD", PASSWORD)
    monkeypatch.setenv("COLUMNS", "200")

    def ran(*arguments: str, as_: str | None = None) -> Result:
        monkeypatch.setenv("BALLAST_API_KEY", "" if as_ else key)
        who = ("--as", as_) if as_ else ()
        return CliRunner().invoke(cli, [*arguments, *who])

    return ran


def _file(directory: Path, name: str, content: object) -> str:
    path = directory / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def test_a_policy_is_drafted_approved_used_and_rolled_back(run: Run, tmp_path: Path) -> None:
    document = _file(tmp_path, "policy.json", {**LARGE, "title": {"zh": "支付", "en": "Payment"}})
    saved = run("policy", "import", "payment", document, "--scene", "payment", as_="ana")
    assert saved.exit_code == 0, saved.output
    assert "v1" in saved.output
    assert run("policy", "submit", "payment", "1", as_="ana").exit_code == 0
    approved = run("policy", "approve", "payment", "1", "--yes", as_="ben")
    assert approved.exit_code == 0, approved.output
    assert "R1" in approved.output, "the difference is shown before approval"

    asked = run("decide", _file(tmp_path, "event.json", payment("CLI-1", {"amount": 5000})))
    assert asked.exit_code == 0, asked.output
    assert "拒绝" in asked.output
    assert "5000" in asked.output
    listed = run("decision", "list", "--event-id", "CLI-1")
    decision_id = next(word for word in listed.output.split() if word.startswith("dec_"))
    shown = run("decision", "show", decision_id)
    assert "hit" in shown.output
    assert "merchant_category" in shown.output, "what was missing is named"

    imagined = _file(tmp_path, "i.json", {"scene": "payment", "data": payment("x", {})["data"]})
    simulated = run("policy", "simulate", "payment", "1", imagined, as_="ana")
    assert simulated.exit_code == 0, simulated.output
    assert "pass" in simulated.output
    other = {**LARGE, "nodes": [*LARGE["nodes"]]}
    again = run("policy", "import", "payment", _file(tmp_path, "p2.json", other), as_="ana")
    assert "v2" in again.output
    assert run("policy", "diff", "payment", "2", "--against", "1", as_="ana").exit_code == 0
    run("policy", "submit", "payment", "2", as_="ana")
    assert run("policy", "approve", "payment", "2", "--yes", as_="ben").exit_code == 0
    back = run("policy", "rollback", "payment", "--comment", "back", as_="ben")
    assert "v1" in back.output
    versions = run("policy", "show", "payment", as_="ana").output
    assert "live" in versions
    assert "retired" in versions


def test_an_author_cannot_approve(run: Run, tmp_path: Path) -> None:
    document = _file(tmp_path, "p.json", {**LARGE, "title": {"zh": "转账", "en": "Transfer"}})
    assert run("policy", "import", "own", document, "--scene", "payment", as_="ana").exit_code == 0
    run("policy", "submit", "own", "1", as_="ana")
    refused = run("policy", "approve", "own", "1", "--yes", as_="ana")
    assert isinstance(refused.exception, BallastError)
    assert "policy.approve" in str(refused.exception)


def test_a_file_is_imported_and_refused_lines_are_listed_by_number(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "payments.csv"
    file.write_text(
        "id,occurred_at,customer_id,amount\n"
        "I1,2026-05-01T10:00:00+08:00,C1,10\n"
        "I2,2026-05-01T10:00:01+08:00,C2,many\n"
        "I3,2026-05-01T10:00:02+08:00,,30\n"
        "I1,2026-05-01T10:00:00+08:00,C1,10\n",
        encoding="utf-8",
    )
    refused = tmp_path / "refused.csv"
    done = run("import", str(file), "--scene", "payment", "--refused", str(refused))
    assert done.exit_code == 0, done.output
    assert "1 accepted, 1 duplicates, 2 refused" in done.output
    rows = refused.read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == ["line", "3", "4"]
    assert "many" not in done.output


def test_an_unknown_scene_is_named_with_those_there_are(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("id,occurred_at\n", encoding="utf-8")
    refused = run("import", str(file), "--scene", "nope")
    assert isinstance(refused.exception, BallastError)
    assert "payment" in str(refused.exception)


def test_without_an_identity_the_remedy_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BALLAST_API_KEY", raising=False)
    refused = CliRunner().invoke(cli, ["policy", "list"])
    assert isinstance(refused.exception, BallastError)
    assert "BALLAST_API_KEY" in str(refused.exception)


def test_lists_are_shown(run: Run) -> None:
    shown = run("list", "show", as_="ana")
    assert shown.exit_code == 0, shown.output
    assert "grey" in shown.output


def test_jobs_are_listed(run: Run) -> None:
    refused = run("jobs", "list")
    assert isinstance(refused.exception, BallastError)
    listed = run("jobs", "list", as_="ana")
    assert listed.exit_code == 0, listed.output
    assert "lake.seal" in listed.output


def test_an_indicator_is_checked_made_approved_and_read(run: Run, tmp_path: Path) -> None:
    definition = {
        "code": "pays_of_customer",
        "title": {"zh": "客户笔数", "en": "Payments of the customer"},
        "scene": "payment",
        "key": "customer_id",
        "aggregate": "count",
        "window": "30d",
    }
    wrong = _file(tmp_path, "wrong.json", {**definition, "key": "nobody", "window": "1y"})
    refused = run("indicator", "check", wrong, as_="ana")
    assert refused.exit_code == 1
    assert "window" in refused.output
    assert "key" in refused.output
    good = _file(tmp_path, "good.json", definition)
    assert "|H(e)|" in run("indicator", "check", good, as_="ana").output
    saved = run("indicator", "create", good, "--submit", as_="ana")
    assert saved.exit_code == 0, saved.output
    assert run("indicator", "approve", "pays_of_customer", "1", as_="ben").exit_code == 0
    listed = run("indicator", "list", "--own").output
    assert "pays_of_customer" in listed
    assert "industry_loss_365d" not in listed
    shown = run("indicator", "show", "pays_of_customer").output
    assert "v1 live ana" in shown
    assert "SELECT" in run("indicator", "show", "pays_of_customer", "--sql").output
    subject = _file(tmp_path, "who.json", {"scene": "payment", "data": {"customer_id": "C77"}})
    for _ in range(100):
        # The engine changes over in the background.
        read = run("indicator", "read", "pays_of_customer", subject)
        if read.exit_code == 0:
            break
        time.sleep(0.1)
    assert read.output.startswith("0"), read.output
    gone = run("indicator", "retire", "pays_of_customer", "--comment", "not needed", as_="ben")
    assert gone.exit_code == 0, gone.output
