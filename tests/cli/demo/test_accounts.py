"""Accounts are made once, written privately, and found again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ballast.cli.demo.accounts import ROLES, NotADemoError, ready_accounts
from ballast.infra.access import open_access
from ballast.infra.db import Database
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "var")


def written(settings: Settings) -> Path:
    return settings.data_dir / "demo" / "credentials.json"


def test_the_first_time_creates_and_the_next_time_finds(settings: Settings) -> None:
    path = written(settings)
    first = ready_accounts(settings, "http://127.0.0.1:8000", path)
    assert {account.name: account.role for account in first.accounts} == ROLES
    assert len({account.password for account in first.accounts}) == len(ROLES)
    again = ready_accounts(settings, "http://127.0.0.1:8001", path)
    assert (again.api_key, again.accounts) == (first.api_key, first.accounts)
    assert json.loads(path.read_bytes())["url"] == "http://127.0.0.1:8001"


def test_the_file_is_private_and_says_what_the_console_needs(settings: Settings) -> None:
    path = written(settings)
    ready_accounts(settings, "http://127.0.0.1:8000", path)
    assert path.stat().st_mode & 0o777 == 0o600
    body = json.loads(path.read_bytes())
    assert set(body) == {"url", "api_key", "accounts"}
    assert set(body["accounts"][0]) == {"name", "password", "role"}


def test_the_accounts_and_the_key_work(settings: Settings) -> None:
    found = ready_accounts(settings, "http://127.0.0.1:8000", written(settings))
    database = Database(settings.database_url)
    access = open_access(database, chosen_packs(settings.packs), settings)
    analyst = found.account("analyst")
    assert access.sign_in.sign_in(analyst.name, analyst.password, 1).token
    principal = access.authenticator.authenticate(found.api_key, "127.0.0.1", 1)
    assert principal.may("decision.create", "sba_loan_application")
    assert not principal.may("policy.approve")
    database.close()


def test_another_database_is_left_alone(settings: Settings) -> None:
    path = written(settings)
    ready_accounts(settings, "http://127.0.0.1:8000", path)
    path.unlink()
    with pytest.raises(NotADemoError) as caught:
        ready_accounts(settings, "http://127.0.0.1:8000", path)
    assert "BALLAST_DATA_DIR" in caught.value.detail.en
    assert not path.exists()


def test_secrets_do_not_show_in_a_representation(settings: Settings) -> None:
    found = ready_accounts(settings, "http://127.0.0.1:8000", written(settings))
    shown = repr(found) + repr(found.accounts)
    assert found.api_key not in shown
    assert all(account.password not in shown for account in found.accounts)
