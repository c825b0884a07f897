"""策略：看、导入、提交、批准、退回、回退、试算。

Policies: look, import, submit, approve, return, roll back, simulate.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ballast.cli.main import language
from ballast.cli.remote import connected, json_file, talking

_console = Console(highlight=False)
_CODE = click.argument("code")
_NUMBER = click.argument("number", type=int)


@click.group(help="策略与版本。 Policies and their versions.")
def policy() -> None:
    """策略。 Policies."""


@policy.command("list", help="全部策略。 Every policy.")
@talking
def list_(url: str, name: str | None) -> None:
    """全部策略。 Every policy."""
    table = Table("编码 Code", "名称 Title", "场景 Scene", "线上版 Live")
    with connected(url, name) as client:
        for each in client.policies.list():
            live = "-" if each.live is None else str(each.live)
            table.add_row(each.code, each.title[language()], each.scene or "-", live)
    _console.print(table)


@policy.command(help="一个策略的全部版本，或一个版本的文档。 Versions, or one version's document.")
@_CODE
@click.argument("number", type=int, required=False)
@talking
def show(code: str, number: int | None, url: str, name: str | None) -> None:
    """版本。 Versions."""
    with connected(url, name) as client:
        if number is not None:
            _console.print_json(data=client.policies.version(code, number).document)
            return
        found = client.policies.show(code)
    table = Table(
        "版本 No", "状态 Status", "作者 Author", "审批 Approver", "指纹 Hash", "意见 Comment"
    )
    for each in found.versions:
        table.add_row(
            str(each.number),
            each.status,
            each.author,
            each.approver or "-",
            each.sha256[:12],
            escape(each.comment),
        )
    _console.print(table)


@policy.command("import", help="把 JDM 文件存为草稿。 Save a JDM file as a draft.")
@_CODE
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scene", help="场景，缺省取文件里的 / scene, by default the file's")
@talking
def import_(code: str, file: Path, scene: str | None, url: str, name: str | None) -> None:
    """存为草稿。 Save as a draft."""
    with connected(url, name) as client:
        saved = client.policies.import_(code, json_file(file), scene=scene)
    _console.print(f"草稿 {code} v{saved.number}，{saved.sha256[:12]}。 Draft saved.")


@policy.command(help="提交审批。 Submit for approval.")
@_CODE
@_NUMBER
@talking
def submit(code: str, number: int, url: str, name: str | None) -> None:
    """提交审批。 Submit for approval."""
    with connected(url, name) as client:
        client.policies.submit(code, number)
    _console.print(f"{code} v{number} 待审批。 Waits for approval.")


@policy.command(help="看差异与影响，确认后批准并上线。 See difference and effect, then approve.")
@_CODE
@_NUMBER
@click.option("--comment", default="", help="意见 / comment")
@click.option("--yes", is_flag=True, help="不再询问 / do not ask")
@talking
def approve(code: str, number: int, comment: str, yes: bool, url: str, name: str | None) -> None:
    """批准并上线。 Approve and put live."""
    with connected(url, name) as client:
        review = client.policies.review(code, number)
        _changes(review.changes)
        _effect(review.effect or {})
        if not yes:
            click.confirm(f"批准 {code} v{number} 并立即上线？ Approve and go live?", abort=True)
        client.policies.approve(code, number, review, comment)
    _console.print(f"{code} v{number} 已上线。 Is live.")


@policy.command("return", help="退回，附意见。 Return with a comment.")
@_CODE
@_NUMBER
@click.option("--comment", required=True, help="意见 / comment")
@talking
def return_(code: str, number: int, comment: str, url: str, name: str | None) -> None:
    """退回。 Return."""
    with connected(url, name) as client:
        client.policies.return_(code, number, comment)
    _console.print(f"{code} v{number} 已退回。 Returned.")


@policy.command(help="一步退回上一个线上版本。 Go back to the previous live version.")
@_CODE
@click.option("--comment", default="", help="意见 / comment")
@talking
def rollback(code: str, comment: str, url: str, name: str | None) -> None:
    """回退。 Roll back."""
    with connected(url, name) as client:
        live = client.policies.rollback(code, comment)
    _console.print(f"{code} v{live.number} 重新上线。 Is live again.")


@policy.command(help="两版的差异。 The difference of two versions.")
@_CODE
@_NUMBER
@click.option("--against", type=int, required=True, help="与哪一版比 / the version to compare with")
@talking
def diff(code: str, number: int, against: int, url: str, name: str | None) -> None:
    """两版的差异。 The difference of two versions."""
    with connected(url, name) as client:
        _changes(client.policies.difference(code, number, against))


@policy.command(help="试算：文件为 {scene,data,occurred_at?}。 Simulate an imagined event.")
@_CODE
@_NUMBER
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@talking
def simulate(code: str, number: int, file: Path, url: str, name: str | None) -> None:
    """试算。 Simulate."""
    with connected(url, name) as client:
        found = client.policies.simulate(code, number, json_file(file))
    _console.print(f"[bold]{found['outcome']}[/bold] score={found['score']} limit={found['limit']}")
    for line in found["text"][language()]:
        _console.print(escape(line))


def _changes(changes: Any) -> None:
    if not changes:
        _console.print("没有改动。 No changes.")
    for change in changes:
        _console.print(f"• {escape(change['text'][language()])}")


def _effect(effect: dict[str, Any]) -> None:
    for scene, found in effect.get("scenes", {}).items():
        _console.print(
            f"{scene}：最近 {found['compared']} 个决策中 {found['changed']} 个会变。"
            f" {found['changed']} of the last {found['compared']} decisions would change."
        )
        table = Table("当时 Was", "改为 Becomes", "个数 Count", "例 Example")
        for change in found["changes"]:
            example = change["examples"][0] if change["examples"] else "-"
            table.add_row(change["before"], change["after"], str(change["count"]), example)
        if found["changes"]:
            _console.print(table)
