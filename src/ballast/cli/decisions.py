"""请求决策，查看决策。 Ask for a decision; look at decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from ballast.cli.main import language
from ballast.cli.remote import connected, json_file, talking
from ballast.client.answers import Decision

_console = Console(highlight=False)
_COLOURS = {"pass": "green", "challenge": "cyan", "review": "yellow", "reject": "red"}
_WORDS = {
    "zh": {"pass": "通过", "challenge": "核身", "review": "复核", "reject": "拒绝"},
    "en": {"pass": "pass", "challenge": "challenge", "review": "review", "reject": "reject"},
}
_MARKS = {"hit": "red", "unknown": "yellow", "failed": "magenta"}


@click.command(help="请求一个决策；文件为 {scene,id,occurred_at,data}。 Ask for a decision.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@talking
def decide(file: Path, url: str, name: str | None) -> None:
    """请求一个决策。 Ask for a decision."""
    event = json_file(file)
    with connected(url, name) as client:
        found = client.decide(
            str(event.get("scene", "")),
            str(event.get("id", "")),
            str(event.get("occurred_at", "")),
            event.get("data", {}),
        )
    _answer(found)


@click.group(help="查看决策。 Look at decisions.")
def decision() -> None:
    """查看决策。 Look at decisions."""


@decision.command(help="一次决策：答复、输入、过程。 One decision: answer, input, trace.")
@click.argument("decision_id")
@talking
def show(decision_id: str, url: str, name: str | None) -> None:
    """一次决策。 One decision."""
    with connected(url, name) as client:
        found = client.decision(decision_id)
    _answer(found.answer)
    inputs = Table("字段 Field", "值 Value", title="输入 Input", title_justify="left")
    for field, value in sorted(found.input.items()):
        mark = " [dim](屏蔽 masked)[/dim]" if field in found.masked else ""
        inputs.add_row(field, escape(str(value)) + mark)
    _console.print(inputs)
    _console.print("[bold]过程 Trace[/bold]")
    for node in found.trace.get("nodes", []):
        _node(node)


@decision.command("list", help="最近的决策。 The latest decisions.")
@click.option("--scene", help="场景 / scene")
@click.option("--outcome", type=click.Choice(list(_COLOURS)), help="结论 / outcome")
@click.option("--policy", help="策略 / policy")
@click.option("--event-id", help="来源流水号 / the source's id")
@click.option("--limit", default=20, show_default=True, help="最多几条 / at most")
@talking
def list_(url: str, name: str | None, limit: int, **filters: str | None) -> None:
    """最近的决策。 The latest decisions."""
    table = Table(box=box.SIMPLE, padding=(0, 1))
    # An id must be whole to be of use; reasons are cut at the edge.
    for heading in ("标识 Id", "流水号 Event", "结论 Outcome"):
        table.add_column(heading, no_wrap=True)
    table.add_column("理由 Reasons", no_wrap=True, overflow="ellipsis")
    with connected(url, name) as client:
        found = client.decisions(**{k: v for k, v in filters.items() if v is not None})
        for _, each in zip(range(limit), found, strict=False):
            codes = " ".join(reason.code for reason in each.reasons)
            table.add_row(each.decision_id, each.id, _outcome(each.outcome), codes)
    _console.print(table)


def _answer(found: Decision) -> None:
    words = language()
    lines = [f"[bold]{_outcome(found.outcome)}[/bold]  {found.scene} {escape(found.id)}"]
    amounts = {"score": found.score, "limit": found.limit, "rate": found.rate, "term": found.term}
    lines += [f"{name}: {value:g}" for name, value in amounts.items() if value is not None]
    for reason in found.reasons:
        compared = ""
        if reason.operator:
            compared = f" ({reason.value} {reason.operator} {reason.threshold})"
        lines.append(f"• {reason.code} {escape(reason.title[words])}{escape(compared)}")
    if found.fallback:
        lines.append(f"[yellow]{found.fallback.title[words]}[/yellow]")
    if found.policy:
        lines.append(
            f"[dim]{found.policy.id} v{found.policy.version} {found.policy.hash[:12]}[/dim]"
        )
    _console.print(Panel("\n".join(lines), title=found.decision_id, title_align="left"))


def _node(node: dict[str, Any]) -> None:
    ran = "" if node["ran"] else " [dim](未执行 did not run)[/dim]"
    _console.print(f" [bold]{escape(node['name'])}[/bold] [dim]{node['kind']}[/dim]{ran}")
    for unit in node["units"]:
        colour = _MARKS.get(unit["status"], "dim")
        used = ", ".join(f"{name}={value}" for name, value in unit["values"].items())
        missing = f" 缺 missing: {', '.join(unit['missing'])}" if unit["missing"] else ""
        title = escape(unit["title"][language()])
        rest = escape(f"{unit['source']} {used}{missing}")
        _console.print(f"   [{colour}]{unit['status']:<8}[/{colour}] {title} [dim]{rest}[/dim]")
    for name, value in node["outputs"].items():
        _console.print(f"   → {name} = {escape(str(value))}")


def _outcome(code: str) -> str:
    return f"[{_COLOURS[code]}]{_WORDS[language()][code]}[/{_COLOURS[code]}]"
