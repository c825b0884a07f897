"""`ballast demo`：建账号、起服务、导历史、上策略、重放一年、报告、继续服务。

`ballast demo`: accounts, service, history, policy, one year replayed, a report; then it serves.
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ballast.cli.demo.accounts import Credentials, ready_accounts
from ballast.cli.demo.loans import Loans
from ballast.cli.demo.publishing import publish
from ballast.cli.demo.replaying import replay, send
from ballast.cli.demo.serving import ServiceFailedError, address_of, serving
from ballast.cli.demo.summary import Summary, groups, show_accounts, show_summary
from ballast.client import Client
from ballast.domains.credit import LOANS
from ballast.infra.settings import Settings, load_settings

CONNECTIONS = 4
_INTERRUPTED = 130  # what a shell reports of a command ended by Ctrl-C


@click.command(help="用真实贷款演示，然后一直服务。 Demonstrate on real loans, then serve.")
@click.option("--loans", type=click.IntRange(min=1), help="只重放头几笔 / replay only the first")
@click.option("--serve/--no-serve", default=True, help="演示后继续服务 / go on serving")
def demo(loans: int | None, serve: bool) -> None:
    """演示。 The demo."""
    settings = load_settings()
    console = Console(highlight=False)
    with _interruptible():
        _run(settings, console, loans, serve)


def _run(settings: Settings, console: Console, loans: int | None, serve: bool) -> None:
    home = settings.data_dir / "demo"
    url = address_of(settings)
    console.print("[bold]压舱石演示 Ballast demo[/bold]")
    credentials = ready_accounts(settings, url, home / "credentials.json")
    console.print(
        f"启动服务 Starting the service: {url}，日志 log: {home / 'serve.log'}", soft_wrap=True
    )
    with serving(settings, home / "serve.log") as child:
        summary = _former(home) or _Show(credentials, console, loans).run()
        _keep(home, summary)
        show_summary(console, summary)
        show_accounts(console, credentials, str(home / "credentials.json"))
        _invite(console, credentials)
        if serve:
            _stay(console, url, child, home / "serve.log")


def _invite(console: Console, credentials: Credentials) -> None:
    console.print(
        f"试一试 Try: curl -H 'Authorization: Bearer {credentials.api_key}' "
        f"'{credentials.url}/api/v1/decisions?outcome=reject&limit=1'",
        soft_wrap=True,
    )


def _stay(console: Console, url: str, child: subprocess.Popen[bytes], log: Path) -> None:
    console.print(f"[bold]服务中 Serving[/bold] {url} — Ctrl-C 结束 to stop", soft_wrap=True)
    try:
        code = child.wait()
    except KeyboardInterrupt:
        console.print("正在收尾 Stopping…")
        return
    if code:
        raise ServiceFailedError(log)


@dataclass(frozen=True, slots=True)
class _Show:
    """第一次的全过程；中断后再来，已做的不重做。 The first run; what is done is not done again."""

    credentials: Credentials
    console: Console
    limit: int | None

    def run(self) -> Summary:
        started = time.perf_counter()
        loans = Loans(LOANS, self.limit)
        with self._person("analyst") as analyst, self._person("approver") as approver:
            version = publish(analyst, approver)
        history = list(loans.history())
        applications = sum(len(day.applications) for day in loans.replay())
        with self._client(self.credentials.api_key) as client, _progress(self.console) as bars:
            past = bars.add_task("历史 History", total=len(history))
            sent = send(client, history, lambda n: bars.advance(past, n))
            year = bars.add_task("重放 Replay", total=applications)
            done = replay(client, loans, CONNECTIONS, lambda n: bars.advance(year, n))
            later = loans.later()
            rest = bars.add_task("结局 Outcomes", total=len(later))
            ended = send(client, later, lambda n: bars.advance(rest, n))
        return Summary(
            history=sent.count,
            history_seconds=sent.seconds,
            decisions=len(done.decisions),
            deciding_seconds=done.deciding,
            outcomes=done.outcomes.count + ended.count,
            total_seconds=time.perf_counter() - started,
            policy_version=version,
            fallbacks=sum(d.fallback is not None for d in done.decisions.values()),
            groups=groups(done.decisions, loans.charged_off()),
        )

    @contextmanager
    def _person(self, name: str) -> Iterator[Client]:
        account = self.credentials.account(name)
        with self._client(None) as client:
            client.sign_in(account.name, account.password)
            yield client

    def _client(self, token: str | None) -> Client:
        return Client(self.credentials.url, token, proxies=False)


def _former(home: Path) -> Summary | None:
    path = home / "summary.json"
    return msgspec.json.decode(path.read_bytes(), type=Summary) if path.is_file() else None


def _keep(home: Path, summary: Summary) -> None:
    fresh = home / "summary.new"
    fresh.write_bytes(msgspec.json.encode(summary))
    fresh.replace(home / "summary.json")


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=console)


@contextmanager
def _interruptible() -> Iterator[None]:
    """SIGTERM 与断线同 Ctrl-C 一样收尾。 SIGTERM and a hang-up wind down as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    former = {n: signal.signal(n, interrupt) for n in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    except KeyboardInterrupt:
        click.echo("\n中断；再次运行会接着做。 Interrupted; run again to go on.", err=True)
        raise click.exceptions.Exit(_INTERRUPTED) from None
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
