"""导入事件文件：逐行送到服务，被拒的行按行号与原因列出。

Import a file of events: line by line to the service; refused lines are listed by number and reason.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from ballast.app.content import load_content
from ballast.cli.main import language
from ballast.cli.remote import FileError, connected, talking
from ballast.client import Client
from ballast.events.adapters.columns import columns_of
from ballast.events.adapters.lines import Line
from ballast.events.adapters.reading import read_file
from ballast.events.problem import Refusal
from ballast.infra.settings import load_settings
from ballast.kit.text import Text

_BATCH = 1_000
_SHOWN = 20
_console = Console(highlight=False)


@dataclass
class _Outcome:
    accepted: int = 0
    duplicates: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


@click.command(help="导入 CSV、NDJSON 或 Parquet。 Import CSV, NDJSON or Parquet.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scene", required=True, help="场景 / scene")
@click.option("--map", "mapping", multiple=True, help="列=字段；字段为空则丢弃该列 / column=field")
@click.option("--set", "constants", multiple=True, help="字段=值，每行相同 / field=value")
@click.option("--zone", help="没写时区的时刻按此时区 / zone of times without an offset")
@click.option(
    "--refused", type=click.Path(path_type=Path), help="被拒的行写到此 CSV / refused lines"
)
@talking
def import_(  # noqa: PLR0913 - one parameter per option
    *,
    file: Path,
    scene: str,
    mapping: tuple[str, ...],
    constants: tuple[str, ...],
    zone: str | None,
    refused: Path | None,
    url: str,
    name: str | None,
) -> None:
    """导入。 Import."""
    scenes = load_content(load_settings()).scenes
    if scene not in scenes:
        known = ", ".join(sorted(scenes))
        raise FileError(
            Text(f"没有场景 {scene}；有：{known}", f"No scene {scene}; there are {known}")
        )
    options = {"columns": _pairs(mapping), "constants": _pairs(constants)}
    columns = columns_of(scenes[scene], options, ZoneInfo(zone) if zone else None)
    outcome = _Outcome()
    with connected(url, name) as client, _progress() as progress:
        task = progress.add_task("导入 Import", total=_lines_in(file))
        for batch in _batches(read_file(file, columns)):
            _send(client, scene, batch, outcome)
            progress.advance(task, len(batch))
    _report(outcome, refused)


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    return {left: right for left, _, right in (text.partition("=") for text in texts)}


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=_console)


def _lines_in(file: Path) -> int | None:
    if file.suffix.lower() == ".parquet":
        return None
    with file.open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _send(client: Client, scene: str, batch: list[Line], outcome: _Outcome) -> None:
    words = language()
    good: list[tuple[int, dict[str, Any]]] = []
    for number, event in batch:
        if isinstance(event, Refusal):
            outcome.refused.append((number, event.error().detail.in_(words)))
        else:
            good.append((number, {"scene": scene, **event}))
    report = client.report_many(event for _, event in good)
    outcome.accepted += report.accepted
    outcome.duplicates += report.duplicates
    for each in report.refused:
        reasons = "；".join(f"{e['field']} {e['problem'][words]}".strip() for e in each.errors)
        outcome.refused.append((good[each.line - 1][0], reasons))


def _report(outcome: _Outcome, file: Path | None) -> None:
    refused = sorted(outcome.refused)
    _console.print(
        f"受理 {outcome.accepted}，重复 {outcome.duplicates}，拒绝 {len(refused)}。"
        f" {outcome.accepted} accepted, {outcome.duplicates} duplicates, {len(refused)} refused."
    )
    if refused:
        table = Table("行 Line", "原因 Reason")
        for number, reason in refused[:_SHOWN]:
            table.add_row(str(number), reason)
        _console.print(table)
    if file is not None:
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows([("line", "reason"), *refused])
