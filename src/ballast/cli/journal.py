"""日志：查验、导出、查看。 The journal: verify, export, show."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from ballast.cli.local import database_of, opened
from ballast.infra.journal import Filters, Head, entries
from ballast.infra.journal import export as export_lines
from ballast.infra.journal import verify as verify_chain
from ballast.infra.settings import load_settings

_console = Console()


class _HeadType(click.ParamType[Head]):
    name = "COUNT:HASH"

    def convert(self, value: object, param: object, ctx: object) -> Head:
        count, _, digest = str(value).partition(":")
        if not count.isdigit() or len(digest) != 64:
            self.fail("应为 行数:哈希 / must be COUNT:HASH")
        return Head(int(count), digest)


@click.group(help="日志：只增不改的哈希链。 The journal: an append-only hash chain.")
def journal() -> None:
    """日志。 The journal."""


@journal.command(help="查验整条链；有问题以 1 退出。 Verify the chain; exit status 1 on any fault.")
@click.option("--head", type=_HeadType(), help="另处存下的链头 / a head noted elsewhere")
def verify(head: Head | None) -> None:
    """查验。 Verify."""
    with database_of(load_settings()) as database:
        result = verify_chain(database, head)
    _console.print(str(result.detail), highlight=False, style=None if result.intact else "red")
    if not result.intact:
        sys.exit(1)
    # Noted in another place, this finds a journal that was rewritten from end to end.
    click.echo(f"--head {result.count}:{result.hash}")


@journal.command(help="导出为 NDJSON；末行是链头。 Export as NDJSON; the last line is the head.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """导出。 Export."""
    count = 0
    with (
        database_of(load_settings()) as database,
        database.reading() as session,
        file.open("w", encoding="utf-8", newline="\n") as out,
    ):
        for line in export_lines(session):
            out.write(line + "\n")
            count += 1
    _console.print(f"{count} 行 lines → {file}", highlight=False)


@journal.command(help="最近的记录。 The latest rows.")
@click.option("--actor", help="谁 / who")
@click.option("--action", help="动作 / what")
@click.option("--under", help="动作的开头，如 policy. / how the action begins")
@click.option("--subject", help="对象的代号 / id of the subject")
@click.option("--about", metavar="KIND:ID", help="对象及其各部分的时间线 / time line of a subject")
@click.option("--text", help="出现的文字 / text that occurs")
@click.option("--limit", type=click.IntRange(1, 1000), default=30, show_default=True)
def show(limit: int, about: str | None, **wanted: str | None) -> None:
    """查看。 Show."""
    titles = ("#", "何时 When", "谁 Who", "动作 Action", "对象 Subject")
    table = Table(*titles, "前 Before", "后 After")
    kind, _, whole = (about or "").partition(":")
    filters = Filters(
        actor_id=wanted["actor"],
        action=wanted["action"],
        under=wanted["under"],
        subject_kind=kind or None,
        subject_id=wanted["subject"],
        about=whole or None,
        text=wanted["text"],
    )
    with opened() as local:
        local.principal.require("journal.read")
        with local.database.reading() as session:
            rows = entries(session, filters, limit=limit).rows
        for row in rows:
            who, what = f"{row.actor_kind}:{row.actor_id}", f"{row.subject_kind}:{row.subject_id}"
            cells = (who, row.action, what, row.before or "-", row.after or "-")
            table.add_row(str(row.seq), local.shown(row.at_us), *cells)
    _console.print(table)
