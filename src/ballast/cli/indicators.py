"""指标：看、检查、自建、审批、读数。 Indicators: look, check, make, decide, read values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ballast.cli.main import language
from ballast.cli.remote import connected, json_file, talking
from ballast.client.indicators import IndicatorProblem
from ballast.infra.packs import parse_yaml

_console = Console(highlight=False)
_CODE = click.argument("code")
_NUMBER = click.argument("number", type=int)
_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(help="指标与自建指标。 Indicators, and those of one's own.")
def indicator() -> None:
    """指标。 Indicators."""


@indicator.command("list", help="全部指标。 Every indicator.")
@click.option("--scene", help="只看此场景的 / of this scene only")
@click.option("--own", is_flag=True, help="只看自建的 / one's own only")
@talking
def list_(scene: str | None, own: bool, url: str, name: str | None) -> None:
    """全部指标。 Every indicator."""
    table = Table(
        "代码 Code", "名称 Title", "场景 Scene", "汇总 Aggregate", "状态 Status", "在用 Uses"
    )
    with connected(url, name) as client:
        for each in client.indicators.list():
            if (scene and each.scene != scene) or (own and each.origin != "own"):
                continue
            title = escape(each.title[language()])
            row = (each.code, title, each.scene, each.aggregate, each.status, str(each.uses))
            table.add_row(*row)
    _console.print(table)


@indicator.command(help="一个指标：文字、公式、谁在用、版本。 One indicator in words and formula.")
@_CODE
@click.option("--sql", is_flag=True, help="只输出 SQL / print the SQL only")
@talking
def show(code: str, sql: bool, url: str, name: str | None) -> None:
    """一个指标。 One indicator."""
    with connected(url, name) as client:
        found = client.indicators.show(code)
    if sql:
        click.echo(found.sql)
        return
    _console.print(f"[bold]{escape(found.title[language()])}[/bold] {found.code} · {found.status}")
    _console.print(escape(found.description[language()]))
    for line in found.formula:
        _console.print(f"  {escape(line['text'])}")
    for use in found.uses:
        _console.print(f"• {use['policy']} v{use['number']} {use['status']}")
    for version in found.versions:
        comment = escape(version.comment)
        _console.print(f"v{version.number} {version.status} {version.author_name} {comment}")


@indicator.command(help="检查一份定义（YAML 或 JSON）。 Check a definition in YAML or JSON.")
@_FILE
@talking
def check(file: Path, url: str, name: str | None) -> None:
    """检查。 Check."""
    with connected(url, name) as client:
        found = client.indicators.check(_definition(file))
    _problems(found.problems)
    if found.description is not None:
        _console.print(escape(found.description[language()]))
    for line in found.formula:
        _console.print(f"  {escape(line['text'])}")
    if found.problems:
        raise SystemExit(1)


@indicator.command(help="把定义（YAML 或 JSON）存为草稿。 Save a definition as a draft.")
@_FILE
@click.option("--submit", is_flag=True, help="并提交审批 / and submit it for approval")
@talking
def create(file: Path, submit: bool, url: str, name: str | None) -> None:
    """存为草稿。 Save as a draft."""
    with connected(url, name) as client:
        saved = client.indicators.create(_definition(file))
        if submit:
            client.indicators.submit(saved.code, saved.number)
    done = "待审批。 Waits for approval." if submit else "草稿已存。 Draft saved."
    _console.print(f"{saved.code} v{saved.number} {done}")


@indicator.command("submit", help="提交审批。 Submit for approval.")
@_CODE
@_NUMBER
@talking
def submit_(code: str, number: int, url: str, name: str | None) -> None:
    """提交审批。 Submit for approval."""
    with connected(url, name) as client:
        client.indicators.submit(code, number)
    _console.print(f"{code} v{number} 待审批。 Waits for approval.")


@indicator.command(help="批准；引擎随后从历史重建。 Approve; the engine is rebuilt with history.")
@_CODE
@_NUMBER
@click.option("--comment", default="", help="意见 / comment")
@talking
def approve(code: str, number: int, comment: str, url: str, name: str | None) -> None:
    """批准。 Approve."""
    with connected(url, name) as client:
        client.indicators.approve(code, number, comment)
    _console.print(f"{code} v{number} 已批准。 Approved.")


@indicator.command("return", help="退回，附意见。 Return with a comment.")
@_CODE
@_NUMBER
@click.option("--comment", required=True, help="意见 / comment")
@talking
def return_(code: str, number: int, comment: str, url: str, name: str | None) -> None:
    """退回。 Return."""
    with connected(url, name) as client:
        client.indicators.return_(code, number, comment)
    _console.print(f"{code} v{number} 已退回。 Returned.")


@indicator.command(help="退役；现行策略在读则拒绝。 Retire; refused while a live policy reads it.")
@_CODE
@click.option("--comment", required=True, help="理由 / why")
@talking
def retire(code: str, comment: str, url: str, name: str | None) -> None:
    """退役。 Retire."""
    with connected(url, name) as client:
        client.indicators.retire(code, comment)
    _console.print(f"{code} 已退役。 Retired.")


@indicator.command(help="现值：文件为 {scene,data}。 Present value; the file holds {scene,data}.")
@_CODE
@_FILE
@talking
def read(code: str, file: Path, url: str, name: str | None) -> None:
    """现值。 The present value."""
    subject = json_file(file)
    with connected(url, name) as client:
        found = client.indicators.read(code, subject.get("scene", ""), subject.get("data", {}))
    _console.print(escape(found.words[language()]))
    _console.print(escape(found.window[language()]))


def _definition(file: Path) -> dict[str, Any]:
    if file.suffix in {".yaml", ".yml"}:
        content = parse_yaml(file.read_text(encoding="utf-8"), file.name)[0]
        return dict(content) if isinstance(content, dict) else {"definition": content}
    return json_file(file)


def _problems(problems: list[IndicatorProblem]) -> None:
    for each in problems:
        words = f"{each.problem[language()]} — {each.remedy[language()]}"
        _console.print(f"• [bold]{escape(each.field)}[/bold] {escape(words)}")
