"""演示账号：建好、记下、下次照用。 The demo's accounts: created, written down, used again."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

import msgspec
from msgspec import Struct

from ballast.infra.access import Access, NewKey, NewUser, open_access
from ballast.infra.db import Database
from ballast.infra.migrate import upgrade
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings
from ballast.kit.errors import ConflictError
from ballast.kit.text import Text

ROLES = {
    "admin": "administrator",
    "analyst": "strategy_analyst",
    "approver": "strategy_approver",
    "investigator": "investigator",
    "riskmanager": "risk_manager",
    "compliance": "compliance_officer",
    "auditor": "auditor",
    "viewer": "viewer",
}
"""账号名 → 角色。 Name of the account to its role."""


class Account(Struct, frozen=True):
    """一个账号。 One account."""

    name: str
    password: str
    role: str

    def __repr__(self) -> str:
        return f"Account({self.name!r}, {self.role!r})"


class Credentials(Struct, frozen=True):
    """演示的地址、密钥与账号。 Address, key and accounts of the demo."""

    url: str
    api_key: str
    accounts: tuple[Account, ...]

    def account(self, name: str) -> Account:
        """按名称取账号。 The account of this name."""
        return next(account for account in self.accounts if account.name == name)

    def __repr__(self) -> str:
        return f"Credentials({self.url!r})"


class NotADemoError(ConflictError):
    """这个数据目录里已有别的用户。 The data directory already has users that are not the demo's."""

    code = "not_a_demo"

    def __init__(self, directory: Path) -> None:
        super().__init__(
            Text(
                f"{directory} 里已有用户，但没有演示账号的记录；演示要用空目录，"
                "请用 BALLAST_DATA_DIR 另指一个。",
                f"{directory} has users but no record of the demo's accounts; the demo needs an "
                "empty directory: name another one with BALLAST_DATA_DIR.",
            ),
            {"directory": str(directory)},
        )


def ready_accounts(settings: Settings, url: str, path: Path) -> Credentials:
    """上次的账号；没有则建立并记到 `path`（权限 600）。

    The accounts of the last time; if there are none, create them and write `path` (mode 600).

    Raises:
        NotADemoError: 数据库里有别的用户。 The database has other users.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    try:
        upgrade(database)
        access = open_access(database, chosen_packs(settings.packs), settings)
        return _ready(settings, (database, access), url, path)
    finally:
        database.close()


def _ready(
    settings: Settings, opened: tuple[Database, Access], url: str, path: Path
) -> Credentials:
    database, access = opened
    with database.reading() as session:
        known = {u.name for u in access.users.list(session, access.roles.system("demo"))}
    if not known:
        return _create(database, access, url, path)
    if not path.is_file() or not set(ROLES) <= known:
        raise NotADemoError(settings.data_dir)
    former = msgspec.json.decode(path.read_bytes(), type=Credentials)
    credentials = Credentials(url, former.api_key, former.accounts)
    _write(path, credentials)
    return credentials


def _create(database: Database, access: Access, url: str, path: Path) -> Credentials:
    principal, now_us = access.roles.system("demo"), time.time_ns() // 1_000
    accounts = tuple(Account(n, secrets.token_urlsafe(12), role) for n, role in ROLES.items())
    key = NewKey(name="demo", permissions=access.roles.role("integration").permissions)
    with database.transaction() as session:
        for account in accounts:
            new = NewUser(name=account.name, password=account.password, roles=(account.role,))
            access.users.create(session, principal, new, now_us)
        issued = access.keys.create(session, principal, key, now_us)
        credentials = Credentials(url, issued.token, accounts)
        # Before the commit: accounts that exist are always written down.
        _write(path, credentials)
    return credentials


def _write(path: Path, credentials: Credentials) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    # Private from its first byte on, and never half a file.
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(credentials), indent=1) + b"\n")
    fresh.replace(path)
