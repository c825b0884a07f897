"""正则子集与 re 的结果相同。 The subset of patterns gives the results of `re`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.expressions.patterns import Pattern

GROUPS = [
    ("(a+)(b*)", "xaabb"),
    ("(a|ab)(c|bcd)(d*)", "abcd"),
    ("(?:x(y))?z", "z"),
    ("(\\d+)-(\\d+)", "tel 010-8888"),
    ("^(.)(.)$", "汉字"),
    ("(a{2,3})(a*)", "aaaaa"),
    ("([^,]*),([^,]*)", ",b,c"),
    ("x|(y)", "zy"),
    ("", "abc"),
    ("[a\\-z]+", "-a-z"),
    ("[-a]+", "b-a"),
    ("\\.\\*", "a.*"),
]


@pytest.mark.parametrize(("pattern", "text"), GROUPS)
def test_groups_are_those_of_re_without_the_absent_ones(pattern: str, text: str) -> None:
    found = re.search(pattern.replace("$", r"\Z"), text, re.ASCII)
    assert found is not None
    wanted = [item for item in (found.group(), *found.groups()) if item is not None]
    assert Pattern.of(pattern).groups_of(text) == wanted


def test_no_match_is_an_empty_list() -> None:
    assert Pattern.of("z").groups_of("abc") == []


def test_the_end_is_the_end_not_a_final_line_break() -> None:
    assert not Pattern.of("a$").found_in("a\n")
    assert not Pattern.of("a.b").found_in("a\nb")


@given(st.text("ab", max_size=30), st.integers(0, 5), st.integers(0, 5))
def test_counted_repetition_equals_re(text: str, low: int, more: int) -> None:
    pattern = f"^(?:ab?){{{low},{low + more}}}$"
    wanted = re.search(pattern.replace("$", r"\Z"), text) is not None
    assert Pattern.of(pattern).found_in(text) is wanted
