"""启动服务、升级数据库、看设置。 Serve, migrate, show settings."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from ballast.infra.access.setup.service import Setup
from ballast.infra.settings import Settings, load_settings


@click.command(help="启动服务，直到被中断。 Serve until interrupted.")
@click.option("--host", help="监听地址 / address")
@click.option("--port", type=int, help="端口 / port")
def serve(host: str | None, port: int | None) -> None:
    """启动服务。 Start the service."""
    from ballast.app.server import serve as run  # noqa: PLC0415 - slow to load

    settings = load_settings()
    run(settings.at(host, port), lambda runtime: _greet(runtime.access.setup, runtime.settings))


def _greet(setup: Setup, settings: Settings) -> None:
    token = setup.prepare()
    if token is None:
        return
    url = settings.public_url or f"http://{settings.host}:{settings.port}"
    click.echo(
        f"还没有管理员。请打开 {url}/setup，用这个令牌设立：{token}（也在 {setup.file.path}）\n"
        f"There is no administrator yet. Open {url}/setup and use this token: {token}"
        f" (also in {setup.file.path})"
    )


@click.command(help="把数据库升级到最新。 Upgrade the database to the newest revision.")
def migrate() -> None:
    """升级数据库。 Upgrade the database."""
    from ballast.infra.db import Database  # noqa: PLC0415 - slow to load
    from ballast.infra.migrate import upgrade  # noqa: PLC0415 - slow to load

    settings = load_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    upgrade(Database(settings.database_url))
    Console().print("数据库已是最新。 The database is up to date.")


@click.command(help="现行设置，密码与密钥已隐去。 Settings in force; secrets are hidden.")
def show_settings() -> None:
    """现行设置。 Settings in force."""
    table = Table("设置 Setting", "值 Value")
    for name, value in load_settings().describe().items():
        table.add_row(f"BALLAST_{name.upper()}", str(value))
    Console().print(table)
