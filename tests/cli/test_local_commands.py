from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner, Result

from ballast.cli.crypto import crypto
from ballast.cli.journal import journal
from ballast.cli.keys import keys
from ballast.cli.users import users
from ballast.infra.access import NewKey, PrincipalKind, open_access
from ballast.infra.db import Database
from ballast.infra.journal import verify
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings
from ballast.kit.errors import BallastError

PASSWORD = "correct horse battery"


@pytest.fixture
def home(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BALLAST_DATABASE_URL", database.url)
    monkeypatch.setenv("BALLAST_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "400")
    return database


def run(command: Command, *arguments: str, words: str = "") -> Result:
    return CliRunner().invoke(command, list(arguments), input=words)


def done(command: Command, *arguments: str, words: str = "") -> str:
    result = run(command, *arguments, words=words)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def refused(command: Command, *arguments: str, words: str = "") -> BallastError:
    result = run(command, *arguments, words=words)
    assert isinstance(result.exception, BallastError), (result.output, result.exception)
    return result.exception


def test_a_user_from_first_to_last(home: Database) -> None:
    created = done(
        users, "create", "ann", "--role", "administrator", words=f"{PASSWORD}\n{PASSWORD}\n"
    )
    assert PASSWORD not in created
    stdin = ("create", "bob", "--password-stdin")
    done(users, *stdin, words=PASSWORD + "\n")
    done(users, "grant", "bob", "viewer")
    done(users, "grant", "bob", "auditor")
    done(users, "revoke", "bob", "viewer")
    listed = done(users, "list")
    assert re.search(r"bob\s+│ auditor ", listed)
    done(users, "disable", "bob")
    assert refused(users, "disable", "ann").code == "last_administrator"
    assert refused(users, "grant", "nobody", "viewer").code == "unknown_user"
    done(users, "enable", "bob")
    done(users, "password", "bob", "--password-stdin", words="another long one\n")
    signed = open_access(home, chosen_packs([]), Settings()).sign_in.sign_in(
        "bob", "another long one", 1
    )
    assert signed.principal.may("journal.read")
    shown = done(journal, "show", "--action", "user.grant")
    assert "system:cli:" in shown
    assert "bob" not in shown
    assert "strategy_approver" in done(users, "roles")


def test_a_key_is_shown_once_and_works(home: Database) -> None:
    output = done(
        keys, "create", "shop", "--scene", "payment", "--network", "10.0.0.0/8", "--days", "3"
    )
    token = output.strip().splitlines()[-1]
    access = open_access(home, chosen_packs([]), Settings())
    principal = access.authenticator.authenticate(token, "10.0.0.1", 1)
    assert principal.scenes == {"payment"}
    assert principal.may("decision.create", "payment")
    listed = done(keys, "list")
    assert "即将到期 ends soon" in listed
    assert token.rpartition("_")[2] not in listed
    done(keys, "revoke", principal.id)
    assert "已撤销 revoked" in done(keys, "list")
    assert refused(keys, "create", "x", "--permission", "policy.approve").code == "key_scope"
    assert refused(keys, "revoke", "key_none").code == "unknown_key"


def test_grants_in_scopes_and_with_an_end(home: Database) -> None:
    done(users, "create", "bob", "--password-stdin", words=PASSWORD + "\n")
    done(users, "grant", "bob", "viewer", "--scope", "lending", "--until", "2031-05-31")
    done(users, "grant", "bob", "viewer")
    listed = done(users, "list")
    assert "viewer, viewer@lending → 2031-06-01 00:00+08:00" in listed
    done(users, "revoke", "bob", "viewer")
    assert re.search(r"bob\s+│ viewer@lending ", done(users, "list"))
    assert refused(users, "grant", "bob", "viewer", "--scope", "moon").code == "unknown_scope"
    assert refused(users, "grant", "bob", "auditor", "--until", "2001-01-01").code == "grant_expiry"
    assert "网络借贷 Online lending" in done(users, "scopes")


def test_what_is_open_is_shown_before_somebody_is_disabled(home: Database) -> None:
    done(users, "create", "bob", "--password-stdin", words=PASSWORD + "\n")
    assert "Nothing is left open" in done(users, "open-work", "bob")
    access = open_access(home, chosen_packs([]), Settings())
    with home.transaction() as session:
        bob = access.users.find(session, access.roles.system("test"), "bob")
        by = replace(access.roles.system("test"), kind=PrincipalKind.USER, id=bob.id)
        access.keys.create(
            session, by, NewKey(name="shop", permissions=frozenset({"scene.read"})), 1
        )
    assert re.search(r"key\s+│ shop ", done(users, "open-work", "bob"))
    asked = run(users, "disable", "bob", words="n\n")
    assert asked.exit_code == 1
    assert "shop" in asked.output
    assert "issuer left" not in done(keys, "list")
    done(users, "disable", "bob", words="y\n")
    assert "issuer left" in done(keys, "list", "--left")
    done(users, "enable", "bob")
    done(users, "disable", "bob", "--yes")


def test_the_journal_is_searched(home: Database) -> None:
    done(users, "create", "bob", "--role", "viewer", "--password-stdin", words=PASSWORD + "\n")
    done(keys, "create", "shop")
    assert "user.create" in done(journal, "show", "--under", "user.")
    assert "key.create" not in done(journal, "show", "--under", "user.")
    assert "key.create" in done(journal, "show", "--text", "DECISION.CREATE")
    assert "user.create" in done(journal, "show", "--about", "user")
    assert "user.create" not in done(journal, "show", "--about", "user:none")


def test_the_journal_verifies_and_exports(home: Database, tmp_path: Path) -> None:
    done(keys, "create", "shop")
    head = done(journal, "verify").split("--head ")[1].strip()
    done(keys, "create", "shop2")
    assert "Intact, 2 rows" in done(journal, "verify", "--head", head)
    path = tmp_path / "out.ndjson"
    done(journal, "export", str(path))
    assert json.loads(path.read_text().splitlines()[-1])["head"]["count"] == 2
    other = run(journal, "verify", "--head", f"1:{'f' * 64}")
    assert other.exit_code == 1
    assert "rewritten" in other.output or "differs" in other.output
    assert run(journal, "verify", "--head", "nonsense").exit_code == 2


def test_rotation_is_recorded_and_shows_no_key(home: Database, tmp_path: Path) -> None:
    first = done(crypto, "status")
    done(crypto, "rotate")
    second = done(crypto, "status")
    assert second.count("opens only") == first.count("opens only") + 1 == 1
    document = json.loads((tmp_path / "var" / "keys.json").read_text())
    assert not any(value in second for value in [document["token_key"], *document["keys"].values()])
    assert "crypto.rotate" in done(journal, "show")
    assert verify(home).intact


def test_without_a_database_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BALLAST_DATABASE_URL", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert refused(users, "list").code == "not_set_up"
    assert refused(journal, "verify").code == "not_set_up"
    assert list(tmp_path.iterdir()) == []
