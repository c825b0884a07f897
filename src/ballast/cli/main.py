"""总命令：子命令用到才装入，出错时只说一句话。

The main command. Subcommands load when used; an expected error prints one sentence, no traceback.
"""

from __future__ import annotations

import importlib
import os
import sys

import click
from rich.console import Console

from ballast import __version__
from ballast.kit.errors import BallastError

# name → (module, attribute, short help)
_COMMANDS: dict[str, tuple[str, str, str]] = {
    "serve": ("ballast.cli.serve", "serve", "启动服务 / Start the service"),
    "migrate": ("ballast.cli.serve", "migrate", "升级数据库 / Upgrade the database"),
    "demo": ("ballast.cli.demo", "demo", "用真实贷款演示 / Demonstrate on real loans"),
    "decide": ("ballast.cli.decisions", "decide", "请求一个决策 / Ask for a decision"),
    "decision": ("ballast.cli.decisions", "decision", "查看决策 / Look at decisions"),
    "import": ("ballast.cli.import_", "import_", "导入事件文件 / Import a file of events"),
    "policy": ("ballast.cli.policies", "policy", "策略与版本 / Policies and versions"),
    "indicator": ("ballast.cli.indicators", "indicator", "指标 / Indicators"),
    "list": ("ballast.cli.lists", "list_", "名单 / Lists"),
    "lake": ("ballast.cli.lake", "lake", "数据湖 / The lake"),
    "jobs": ("ballast.cli.jobs", "jobs", "后台任务 / Background jobs"),
    "users": ("ballast.cli.users", "users", "用户 / Users"),
    "keys": ("ballast.cli.keys", "keys", "接口密钥 / API keys"),
    "journal": ("ballast.cli.journal", "journal", "日志 / The journal"),
    "crypto": ("ballast.cli.crypto", "crypto", "加密密钥 / Encryption keys"),
    "calendar": ("ballast.cli.calendar", "calendar", "工作日历 / Working days"),
    "settings": ("ballast.cli.serve", "show_settings", "现行设置 / Settings in force"),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # Without loading every module only to print its help.
        with formatter.section("命令 Commands"):
            formatter.write_dl([(name, entry[2]) for name, entry in _COMMANDS.items()])


@click.group(
    cls=_Lazy,
    help="压舱石：互联网金融风控。 Ballast: risk control for internet finance.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="ballast")
def cli() -> None:
    """总命令。 The main command."""


def language() -> str:
    """终端用哪种语言：BALLAST_LANGUAGE，缺省中文。 The terminal's language; Chinese by default."""
    return "en" if os.environ.get("BALLAST_LANGUAGE", "zh") == "en" else "zh"


def main() -> None:
    """入口。 The entry point."""
    try:
        cli()
    except BallastError as error:
        words = language()
        Console(stderr=True).print(
            f"[red]{error.title.in_(words)}[/red]: {error.detail.in_(words)}", highlight=False
        )
        sys.exit(2 if error.status < 500 else 1)
