"""Definitions that people write: every problem at once, and never an exception."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.worlds import SCENES, indicators

from ballast.indicators.draft_rules import LONGEST, read_draft
from ballast.indicators.model import Indicator
from ballast.indicators.notation import document_of

ZONE = "Asia/Shanghai"
GOOD: dict[str, Any] = {
    "code": "n",
    "title": {"zh": "笔数", "en": "Count"},
    "scene": "payment",
    "key": "user",
    "aggregate": "count",
    "window": "1h",
}
KEYS = ("code", "title", "scene", "key", "aggregate", "of", "where", "window", "unit", "source")
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def fields(definition: dict[str, Any]) -> list[str]:
    return [problem.field for problem in read_draft(definition, SCENES, ZONE).problems]


@given(st.dictionaries(st.sampled_from([*KEYS, "current", "match", "odd"]), junk))
def test_anything_is_judged_and_nothing_raises(changes: dict[str, Any]) -> None:
    given_ = {**GOOD, **changes}
    before = repr(given_)
    read = read_draft(given_, SCENES, ZONE)
    assert (read.indicator is None) <= bool(read.problems)
    assert repr(given_) == before
    for problem in read.problems:
        assert problem.field
        assert problem.remedy.zh
        assert problem.remedy.en


@given(indicators())
def test_what_the_engine_can_count_is_accepted(indicator: Indicator) -> None:
    read = read_draft(document_of(indicator), SCENES, indicator.window.zone)
    assert (read.indicator, read.problems) == (indicator, ())


def test_all_problems_come_at_once() -> None:
    wrong = {**GOOD, "title": {"zh": "x"}, "window": "1y", "key": "nobody", "where": "amount >"}
    assert sorted(fields(wrong)) == ["key", "title", "where", "window"]
    assert "scene" in fields({})
    assert fields({**GOOD, "colour": 1}) == ["colour"]
    assert fields({**GOOD, "unit": "元"}) == ["unit"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "new"}, "code"),
        ({"key": ["user"] * 6}, "key"),
        ({"title": {"zh": "长" * (LONGEST["title"] + 1), "en": "x"}}, "title"),
        ({"title": {"zh": "a\x07", "en": "x"}}, "title"),
        ({"unit": {"zh": "元", "en": "C" * (LONGEST["unit"] + 1)}}, "unit"),
        ({"where": "ok or " * 400 + "ok"}, "where"),
        ({"scene": "nowhere"}, "scene"),
        ({"aggregate": "sum"}, "of"),
    ],
)
def test_a_problem_names_its_field(change: dict[str, Any], field: str) -> None:
    assert fields({**GOOD, **change}) == [field]
