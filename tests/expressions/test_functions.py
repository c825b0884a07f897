"""文档与代码一致，且不同之处确实不同。 The page agrees with the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.expressions.material import in_zen

from ballast.expressions import NUMBER, STRING, ExpressionError, check, limits, parse, parse_unary
from ballast.expressions.functions import FUNCTIONS, REFUSED
from ballast.expressions.literals import CLOSURES

PAGE = Path(__file__).parents[2].joinpath("docs", "expressions.md").read_text("utf-8")
CHINESE, ENGLISH = PAGE.split("\n# The expression language\n")


@pytest.mark.parametrize("part", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_every_function_and_limit_is_documented(part: str) -> None:
    words = set(
        part.replace("`", " ").replace("(", " ").replace("、", " ").replace(",", " ").split()
    )
    assert set(FUNCTIONS) | CLOSURES | set(REFUSED) <= words
    for limit in (
        limits.SOURCE_LENGTH, limits.DEPTH, limits.HEIGHT, limits.NODES, limits.NUMBER_DIGITS,
        limits.PATTERN_LENGTH, limits.TEXT_LENGTH, limits.LIST_LENGTH, limits.CLOSURE_STEPS,
        limits.PATTERN_SUBJECT, limits.EXPONENT,
    ):  # fmt: skip
        assert f"{limit:,}" in part


def test_both_languages_list_the_same_differences() -> None:
    for number in range(1, 21):
        assert CHINESE.count(f"\n| {number} |") == ENGLISH.count(f"\n| {number} |") == 1


REFUSED_HERE = [
    ("1 == 'a'", False),  # 17
    ("1 in ]1..3]", True),  # 18
    ("rand(1) >= 0", True),  # 20
    ("d('2022-01-15').month()", 1),
    ("[1] == [1]", False),
    ("'b' != 1", True),
    ("merge([{a: 1}])", {"a": 1}),
]


@pytest.mark.parametrize(("source", "zen"), REFUSED_HERE)
def test_what_is_refused_here_works_in_zen(source: str, zen: object) -> None:
    assert in_zen(source, {}) == zen
    try:
        found = check(parse(source), {}).errors
    except ExpressionError as error:
        found = error.problems
    assert found


def test_text_has_no_order_in_either() -> None:
    assert check(parse("'a' < 'b'"), {}).errors
    assert in_zen("'a' < 'b'", {}) == "error"


def test_assignment_is_not_part_of_the_language() -> None:
    assert in_zen("a = 1; a + 1", {}) == 2
    with pytest.raises(ExpressionError):
        parse("a = 1; a + 1")


def test_cells_without_a_subject_type_still_know_their_subject() -> None:
    assert check(parse_unary("> 5"), {}, STRING).errors
    assert not check(parse_unary("> 5"), {}, NUMBER).errors
