"""名单：看、加、导入、移除、确认。 Lists: look, add, import, remove, confirm."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ballast.cli.main import language
from ballast.cli.remote import connected, talking

_console = Console(highlight=False)
_CODE = click.argument("code")
_ENTRY = click.argument("entry")


@click.group("list", help="黑、灰、白名单。 Black, grey and white lists.")
def list_() -> None:
    """名单。 Lists."""


@list_.command(help="全部名单，或一个名单的条目。 Every list, or the entries of one.")
@click.argument("code", required=False)
@talking
def show(code: str | None, url: str, name: str | None) -> None:
    """看名单。 Look at lists."""
    with connected(url, name) as client:
        if code is None:
            table = Table("编码 Code", "名称 Title", "颜色 Colour", "双人 Two-person")
            for each in client.lists.list():
                two = "✓" if each["two_person"] else ""
                table.add_row(each["code"], each["title"][language()], each["colour"], two)
        else:
            table = Table("标识 Id", "值 Value", "原因 Reason", "状态 Status", "到期 Until")
            for entry in client.lists.entries(code):
                until = entry.expires_at or "-"
                shown = (entry.id, escape(entry.value), escape(entry.reason), entry.status, until)
                table.add_row(*shown)
    _console.print(table)


@list_.command(help="加一条。 Add an entry.")
@_CODE
@click.argument("value")
@click.option("--reason", required=True, help="原因 / reason")
@click.option("--until", help="到期，RFC 3339 / until")
@talking
def add(code: str, value: str, reason: str, until: str | None, url: str, name: str | None) -> None:
    """加一条。 Add an entry."""
    with connected(url, name) as client:
        entry = client.lists.add(code, value, reason, expires_at=until)
    _console.print(f"{entry.id} {escape(entry.value)} {entry.status}")


@list_.command("import", help="导入 CSV：value,reason,source,starts_at,expires_at。 Import CSV.")
@_CODE
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@talking
def import_(code: str, file: Path, url: str, name: str | None) -> None:
    """导入 CSV。 Import CSV."""
    with connected(url, name) as client:
        report = client.lists.import_csv(code, file.read_text(encoding="utf-8-sig"))
    _console.print(f"加入 {report.accepted} 条。 {report.accepted} entries added.")
    for refused in report.refused:
        problem = escape(refused["problem"][language()])
        _console.print(f"[yellow]行 line {refused['line']}[/yellow] {problem}")


@list_.command(help="移除一条。 Remove an entry.")
@_CODE
@_ENTRY
@talking
def remove(code: str, entry: str, url: str, name: str | None) -> None:
    """移除。 Remove."""
    with connected(url, name) as client:
        _console.print(f"{entry} {client.lists.remove(code, entry).status}")


@list_.command(help="由另一人确认增删。 Confirm a change of another person.")
@_CODE
@_ENTRY
@talking
def confirm(code: str, entry: str, url: str, name: str | None) -> None:
    """确认。 Confirm."""
    with connected(url, name) as client:
        _console.print(f"{entry} {client.lists.confirm(code, entry).status}")


@list_.command(help="不同意增删。 Refuse a change.")
@_CODE
@_ENTRY
@talking
def refuse(code: str, entry: str, url: str, name: str | None) -> None:
    """不同意。 Refuse."""
    with connected(url, name) as client:
        _console.print(f"{entry} {client.lists.refuse(code, entry).status}")
