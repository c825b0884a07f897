"""工作日历：某日上不上班、几个工作日之后是哪天。 The calendar: is it a working day, when is T+n."""

from __future__ import annotations

from datetime import datetime

import click
from rich.console import Console

from ballast.app.calendar import open_calendar
from ballast.app.content import load_content
from ballast.cli.main import language
from ballast.infra.settings import load_settings

_DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command(help="某日是否工作日；--plus N 为 N 个工作日之后。 Working days; --plus N for T+N.")
@click.argument("day", type=_DATE)
@click.option("--plus", type=int, help="几个工作日之后 / working days later")
def calendar(day: datetime, plus: int | None) -> None:
    """工作日历。 The working-day calendar."""
    settings = load_settings()
    known = open_calendar(load_content(settings).packs, settings)
    console = Console(highlight=False)
    today = day.date()
    if plus is None:
        at_work = known.is_workday(today)
        console.print(f"{today} {'工作日 working day' if at_work else '非工作日 day off'}")
        warning = known.warning(today, today)
    else:
        found = known.plus_workdays(today, plus)
        console.print(f"{found.day}")
        warning = found.warning
    if warning is not None:
        console.print(f"[yellow]{warning.in_(language())}[/yellow]")
