"""The calendar in force: the shipped one, with an institution's file over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ballast.app.calendar import open_calendar
from ballast.infra.packs import PackError, chosen_packs
from ballast.infra.settings import Settings


def test_the_shipped_calendar_knows_make_up_days() -> None:
    calendar = open_calendar(chosen_packs([]), Settings())
    assert calendar.plus_workdays(date(2026, 9, 30), 3).day == date(2026, 10, 10)


def test_an_institutions_file_goes_over_it(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        "code: own\ntitle: {zh: 本行, en: Our bank}\nholidays:\n"
        "  - title: {zh: 行庆, en: Anniversary}\n    days: [2026-11-23]\n",
        encoding="utf-8",
    )
    calendar = open_calendar(chosen_packs([]), Settings(calendar_file=file))
    assert calendar.plus_workdays(date(2026, 11, 20), 1).day == date(2026, 11, 24)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="BALLAST_CALENDAR_FILE"):
        open_calendar(chosen_packs([]), Settings(calendar_file=tmp_path / "gone.yaml"))
