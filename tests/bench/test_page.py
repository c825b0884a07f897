"""What is printed, stored and published is what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.measure import Row, Table

from bench import page

TABLE = Table(
    "Speed", (Row("ours", 4.256, "µs", "ours", 1.0), Row("theirs", 12_345.6, "1/s")), ("a note",)
)


def test_results_have_name_value_unit_peer_and_ratio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "RESULTS", tmp_path / "deep" / "results.json")
    stored = json.loads(page.write_results([TABLE]).read_text(encoding="utf-8"))
    assert stored == [
        {"name": "Speed: ours", "value": 4.256, "unit": "µs", "peer": "ours", "ratio": 1.0},
        {"name": "Speed: theirs", "value": 12345.6, "unit": "1/s", "peer": None, "ratio": None},
    ]


def test_the_page_has_the_table_the_notes_and_the_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "PAGE", tmp_path / "performance.md")
    text = page.write_page([TABLE]).read_text(encoding="utf-8")
    assert "| ours | 4.26 µs | ours | 1.00× |" in text
    assert "| theirs | 12,346 1/s |  |  |" in text
    assert "- a note" in text
    assert "zen-engine 2." in text


def test_the_screen_shows_every_row_and_note() -> None:
    shown = page.shown(TABLE)
    assert all(part in shown for part in ("Speed", "ours", "4.26 µs", "theirs", "a note"))
