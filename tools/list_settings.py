"""把设置表写进运维说明。 Write the table of settings into the operations page, between two marks.

`list_settings.py` writes; `--check` only says whether the table is up to date. Names, defaults and
accepted values and purposes come from the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from tools.draw_pipeline import replaced

from ballast.infra.setting_meanings import MEANINGS
from ballast.infra.settings import Settings, names

PAGE = Path(__file__).resolve().parents[1] / "docs" / "operations.md"
BEGIN, END = "<!-- settings:begin -->", "<!-- settings:end -->"


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
    rows = [_row(field) for field in shown if field.name in names()]
    head = ["| 变量 variable | 缺省 default | 取值 values | 用途 purpose |", "|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _row(field: msgspec.structs.FieldInfo) -> str:
    expected = field.type.__metadata__[0].extra
    default = {"database_url": "", "master_key_file": ""}.get(field.name, field.default)
    value = "" if default in (None, "", ()) else f"`{_plain(default)}`"
    meaning = MEANINGS[field.name]
    return (
        f"| `BALLAST_{field.name.upper()}` | {value} | {expected['zh']} {expected['en']} "
        f"| {meaning.zh} {meaning.en} |"
    )


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
