"""加密密钥：现状、轮换。 Encryption keys: status, rotate."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from ballast.app.resealing import reseal as seal_anew
from ballast.cli.local import now_us, opened
from ballast.infra.crypto import Keyring
from ballast.infra.journal import Entry, Journal
from ballast.infra.settings import load_settings

_console = Console()


@click.group(help="加密密钥。 Encryption keys.")
def crypto() -> None:
    """加密密钥。 Encryption keys."""


@crypto.command(help="有哪些密钥、用的是哪一把；不显示密钥。 Which keys there are; shows no key.")
def status() -> None:
    """现状。 Status."""
    ring = Keyring.of(load_settings())
    table = Table("密钥 Key", "状态 State")
    for key_id in ring.ids:
        active = key_id == ring.active
        table.add_row(key_id, "加密 seals" if active else "只用于打开 opens only")
    _console.print(table)
    _console.print(f"{ring.path or 'BALLAST_MASTER_KEY'}", highlight=False)


@crypto.command(help="启用新密钥；旧的仍能打开。 Seal with a new key; older ones still open.")
def rotate() -> None:
    """轮换。 Rotate."""
    with opened() as local:
        local.principal.require("crypto.rotate")
        ring = Keyring.of(local.settings)
        before = ring.active
        after = ring.rotate()
        entry = Entry(
            actor=local.principal.actor,
            action="crypto.rotate",
            subject_kind="keyring",
            subject_id="data",
            before=before,
            after=after,
            at_us=now_us(),
        )
        with local.database.transaction() as session:
            Journal().append(session, entry)
    _console.print(f"{before} → {after}。请备份 Back up {ring.path}.", highlight=False)
    _console.print(
        "运行中的服务几秒内改用新密钥；旧记录用 ballast crypto reseal 重封。"
        " Running services use it within seconds; `ballast crypto reseal` renews old records."
    )


@crypto.command(help="把旧记录改用现用密钥重封，可重复执行。 Seal old records with the active key.")
def reseal() -> None:
    """重封。 Reseal."""
    with opened() as local:
        local.principal.require("crypto.rotate")
        ring = Keyring.of(local.settings)
        events, entries = seal_anew(local.database, ring, local.principal.actor, now_us)
    _console.print(
        f"重封 {events} 件事件、{entries} 条名单。 Resealed {events} events, {entries} entries."
    )
