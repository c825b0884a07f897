"""把设置表写进运维说明。 Write the table of settings into the operations page, between two marks.

`list_settings.py` writes; `--check` only says whether the table is up to date. Names, defaults and
accepted values come from the program; only what a setting is for is said here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from tools.draw_pipeline import replaced

from ballast.infra.settings import Settings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "operations.md"
BEGIN, END = "<!-- settings:begin -->", "<!-- settings:end -->"
MEANING = {
    "data_dir": "数据目录 data directory",
    "database_url": "数据库；缺省为数据目录里的 SQLite database; SQLite in the data directory",
    "host": "监听地址 address to listen on",
    "port": "端口 port",
    "timezone": "自然日、自然月的时区 zone of natural days and months",
    "language": "没有 Accept-Language 时的语言 language when a request names none",
    "packs": "另加的内容包目录，后者优先 further packs; later ones win",
    "calendar_file": "机构自己的工作日历 the institution's own working-day calendar",
    "master_key_file": "加密密钥文件 file of the encryption keys",
    "master_key": "直接给出的加密密钥，优先于文件 the keys themselves, before the file",
    "log_level": "日志级别 log level",
    "log_json": "日志写成 JSON log as JSON",
    "otel_endpoint": "OpenTelemetry 接收地址 where OpenTelemetry goes",
    "future_tolerance_seconds": "事件时刻可超前多少秒 how far in the future an event may be",
    "body_limit_bytes": "请求体上限（字节） largest request body, bytes",
    "commit_batch": "一次成组提交的请求数上限 most requests in one group commit",
    "import_batch": "批量导入一个事务的行数 rows in one transaction of an import",
    "seal_batch": "数据湖一个文件的事件数 events in one file of the lake",
    "session_hours": "登录有效小时数 hours that a sign-in lasts",
    "sign_in_attempts": "连续失败几次后锁定 failures in a row before an account is locked",
    "sign_in_lock_seconds": "锁定多少秒 seconds that a lock lasts",
    "principal_cache_seconds": "身份缓存秒数，即撤权最迟生效 seconds a principal is cached",
    "principal_cache_size": "身份缓存个数 how many principals are cached",
}


def main(arguments: list[str]) -> int:
    """入口。 Entry point; 1 when the table is out of date and only `--check` was asked."""
    page = PAGE.read_text(encoding="utf-8")
    written = replaced(page, (BEGIN, END), table())
    if written == page:
        return 0
    if "--check" in arguments:
        sys.stderr.write("设置表过时 out of date: python -m tools.list_settings\n")
        return 1
    PAGE.write_text(written, encoding="utf-8")
    return 0


def table() -> str:
    """全部设置。 Every setting: variable, default, accepted values, what it is for.

    Raises:
        KeyError: 有一个设置没有说明。 A setting is not described here.
    """
    shown = msgspec.structs.fields(Settings)
    rows = [_row(field) for field in shown if field.name != "notices"]
    head = ["| 变量 variable | 缺省 default | 取值 values | 用途 purpose |", "|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _row(field: msgspec.structs.FieldInfo) -> str:
    expected = field.type.__metadata__[0].extra
    default = {"database_url": "", "master_key_file": ""}.get(field.name, field.default)
    value = "" if default in (None, "", ()) else f"`{_plain(default)}`"
    meaning = MEANING[field.name]
    return (
        f"| `BALLAST_{field.name.upper()}` | {value} | {expected['zh']} {expected['en']} "
        f"| {meaning} |"
    )


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
