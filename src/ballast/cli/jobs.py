"""后台任务：有哪些、最近的执行、执行一次。 Background jobs: kinds, recent runs, run one."""

from __future__ import annotations

from typing import Any

import click
from rich.console import Console
from rich.table import Table

from ballast.cli.main import language
from ballast.cli.remote import connected, talking

_console = Console(highlight=False)


@click.group(help="后台任务。 Background jobs.")
def jobs() -> None:
    """后台任务。 Background jobs."""


@jobs.command("list", help="任务种类与最近的执行。 Kinds of job and recent runs.")
@talking
def list_(url: str, name: str | None) -> None:
    """任务种类与最近的执行。 Kinds and recent runs."""
    kinds = Table("代码 Code", "名称 Title", "定时 Schedule")
    runs = Table("执行 Run", "任务 Job", "状态 State", "进度 Progress")
    with connected(url, name) as client:
        for kind in client.jobs.list():
            kinds.add_row(kind["code"], kind["title"][language()], kind["schedule"] or "-")
        for run in client.jobs.runs():
            runs.add_row(run["id"], run["title"][language()], run["state"], _progress(run))
    _console.print(kinds)
    _console.print(runs)


@jobs.command(help="执行一次。 Run one now.")
@click.argument("code")
@talking
def run(code: str, url: str, name: str | None) -> None:
    """执行一次。 Run one now."""
    with connected(url, name) as client:
        queued = client.jobs.run(code)
    _console.print(f"{queued['id']} {queued['state']}")


def _progress(run: dict[str, Any]) -> str:
    progress = run["progress"]
    return "-" if progress is None else f"{progress['done']}/{progress['total']}"
