from __future__ import annotations

from pathlib import Path

from ballast.events.derived import ATTRIBUTES
from ballast.events.scene_table import START, markdown, replaced
from ballast.events.scenes import scenes_of
from ballast.infra.packs import chosen_packs

PAGE = Path(__file__).parents[2] / "docs" / "scenes.md"


def test_the_page_shows_the_shipped_scenes() -> None:
    page = PAGE.read_text("utf-8")
    table = markdown(scenes_of(chosen_packs([])).values())
    assert replaced(page, table) == page, "docs/scenes.md is out of date: write `replaced` to it"


def test_the_page_names_every_derived_attribute() -> None:
    page = PAGE.read_text("utf-8").partition(START)[0]
    for kind, attributes in ATTRIBUTES.items():
        (line,) = [found for found in page.splitlines() if found.startswith(f"| `{kind}` |")]
        for attribute in attributes:
            assert f"`_{attribute.suffix}`" in line
