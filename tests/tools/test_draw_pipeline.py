"""The picture in the README is the real one."""

from __future__ import annotations

import pytest
from tools.draw_pipeline import BEGIN, END, PAGE, imports, picture, reduced, replaced


def test_the_readme_shows_the_real_graph() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert replaced(page, (BEGIN, END), picture(imports())) == page, "run tools/draw_pipeline.py"


def test_an_arrow_that_follows_from_others_is_left_out() -> None:
    edges = {"app": {"events", "kit", "infra"}, "events": {"infra"}, "infra": {"kit"}, "kit": ()}
    assert reduced(edges) == {
        "app": ["events"],
        "events": ["infra"],
        "infra": ["kit"],
        "kit": [],
    }


def test_only_what_stands_between_the_marks_changes() -> None:
    assert (
        replaced(f"a\n{BEGIN}\nold\n{END}\nb", (BEGIN, END), "new") == f"a\n{BEGIN}\nnew\n{END}\nb"
    )


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="pipeline:begin"):
        replaced("a page", (BEGIN, END), "new")
