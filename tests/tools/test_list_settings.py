"""The operations page lists every setting as the program has it."""

from __future__ import annotations

from tools.draw_pipeline import replaced
from tools.list_settings import BEGIN, END, PAGE, table


def test_the_page_lists_the_settings_of_the_program() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert replaced(page, (BEGIN, END), table()) == page, "run python -m tools.list_settings"


def test_a_row_names_variable_default_and_values() -> None:
    rows = [row for row in table().splitlines() if "BALLAST_PORT" in row]
    assert len(rows) == 1
    assert "`8000`" in rows[0]
    assert "65535" in rows[0]
