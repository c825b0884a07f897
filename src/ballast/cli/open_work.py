"""在终端列出一个人未尽的事。 Prints what a person leaves open."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from ballast.app.content import load_content
from ballast.app.open_work import OpenWork, OpenWorkDesk
from ballast.cli.local import Local, now_us

_console = Console()


def print_open_work(local: Local, name: str) -> bool:
    """列出；没有则说没有。 Print it; says whether there is anything."""
    lists = load_content(local.settings).lists
    with local.database.reading() as session:
        user = local.access.users.find(session, local.principal, name)
    desk = OpenWorkDesk(local.database, local.access, lists, now_us)
    work = desk.of(local.principal, user.id)
    rows = _rows(work)
    if not rows:
        _console.print(f"{name} 没有未尽的事。 Nothing is left open.", highlight=False)
        return False
    table = Table("种类 Kind", "是什么 What", "状态 State", "自 Since")
    for row in rows:
        table.add_row(*row)
    _console.print(table)
    return True


def _rows(work: OpenWork) -> list[tuple[str, str, str, str]]:
    versions = [(v.kind, f"{v.code}/{v.number}", v.status, v.since) for v in work.versions]
    proposals = [("list", f"{p.list} {p.id}", p.change, p.since) for p in work.proposals]
    keys = [("key", f"{k.name} {k.id}", "live", k.expires_at or "-") for k in work.keys]
    return [*versions, *proposals, *keys]
