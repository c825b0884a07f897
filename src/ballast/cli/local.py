"""本机命令的开场：读设置，开数据库，以系统身份做事。 What local commands start with.

Whoever runs them holds the machine and its database; the journal names the operating system's user
id, so that it shows which account did it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import inspect

from ballast.infra.access import Access, Principal, open_access
from ballast.infra.db import Database
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings, load_settings
from ballast.kit.errors import UnavailableError
from ballast.kit.text import Text


class NotSetUpError(UnavailableError):
    """数据库还没建好。 The database is not set up."""

    code = "not_set_up"

    def __init__(self) -> None:
        super().__init__(
            Text("数据库还没建好，请先执行 ballast migrate。", "Run `ballast migrate` first.")
        )


@dataclass(frozen=True, slots=True)
class Local:
    """一条本机命令所用的一切。 All that a local command needs."""

    settings: Settings
    database: Database
    access: Access
    principal: Principal

    def shown(self, at_us: int | None) -> str:
        """给人看的时间。 A time as a person reads it, in the configured zone."""
        if at_us is None:
            return "-"
        at = datetime.fromtimestamp(at_us // 1_000_000, UTC)
        return at.astimezone(ZoneInfo(self.settings.timezone)).isoformat(" ", "minutes")

    def end_of_us(self, day: date) -> int:
        """一天的结束，按设置的时区。 When a day ends in the configured zone, microseconds."""
        zone = ZoneInfo(self.settings.timezone)
        end = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
        return int(end.timestamp()) * 1_000_000


@contextmanager
def opened() -> Iterator[Local]:
    """按设置打开，用毕关闭。 Open as the settings say; close afterwards.

    Raises:
        NotSetUpError: 数据库还没建好。 The database is not set up.
    """
    settings = load_settings()
    with database_of(settings) as database:
        access = open_access(database, chosen_packs(settings.packs), settings)
        principal = access.roles.system(f"cli:{os.getuid()}")
        yield Local(settings, database, access, principal)


@contextmanager
def database_of(settings: Settings) -> Iterator[Database]:
    """设置里的数据库，用毕关闭。 The database that the settings name."""
    database = Database(settings.database_url)
    try:
        # Looking at a SQLite file that is not there would create it.
        path = database.engine.url.database
        if database.is_sqlite and not (path and os.path.exists(path)):  # noqa: PTH110 -- a URL part
            raise NotSetUpError
        if not inspect(database.engine).has_table("journal_head"):
            raise NotSetUpError
        yield database
    finally:
        database.close()


def now_us() -> int:
    """现在，微秒。 Now, in microseconds."""
    return time.time_ns() // 1_000
