"""数据湖：封存、查验、现状。 The lake: seal, verify, status."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table

from ballast.app.lake import open_lake
from ballast.infra.settings import load_settings

_console = Console()


@click.group(help="数据湖：按日与场景封存的 Parquet。 The lake: Parquet sealed by day and scene.")
def lake() -> None:
    """数据湖。 The lake."""


@lake.command(help="封存还没封存的事件。 Seal the events that are not sealed yet.")
def seal() -> None:
    """封存。 Seal."""
    with open_lake(load_settings()) as keeper:
        sealed = keeper.seal()
    rows, files = sealed.rows, sealed.files
    _console.print(f"封存 {rows} 件、{files} 个文件。 Sealed {rows} events in {files} files.")


@lake.command(help="清单与文件是否一致；不一致以 1 退出。 Check files against the manifest.")
def verify() -> None:
    """查验。 Verify."""
    with open_lake(load_settings()) as keeper:
        faults = keeper.faults()
    for fault in faults:
        _console.print(f"[red]{fault.path}[/red] {fault.problem}")
    if faults:
        sys.exit(1)
    _console.print("一致。 Intact.")


@lake.command(help="各场景封存到哪里。 What is sealed, by scene.")
def status() -> None:
    """现状。 Status."""
    table = Table("场景 Scene", "日 Days", "文件 Files", "行 Rows", "字节 Bytes")
    with open_lake(load_settings()) as keeper:
        for each in keeper.summary():
            table.add_row(*(str(cell) for cell in each))
        _console.print(table)
        _console.print(f"未封存 {keeper.unsealed()} 件。 {keeper.unsealed()} events not sealed.")
