"""检查：每种问题指着字符，说明怎么办。 Checking: each problem points at the character."""

from __future__ import annotations

import pytest

from ballast.expressions import (
    ANY,
    BOOLEAN,
    NUMBER,
    STRING,
    TOKEN,
    ExpressionError,
    ListType,
    ObjectType,
    Severity,
    check,
    parse,
    parse_unary,
)
from ballast.expressions.functions import FUNCTIONS, REFUSED
from ballast.expressions.literals import CLOSURES

SCHEMA = {
    "amount": NUMBER,
    "name": STRING,
    "vip": BOOLEAN,
    "phone": TOKEN,
    "other": TOKEN,
    "phones": ListType(TOKEN),
    "tags": ListType(STRING),
    "person": ObjectType({"phone": TOKEN, "age": NUMBER}),
    "loose": ANY,
}

SYNTAX = [
    ("amount >", 8, "syntax"),
    ("", 0, "syntax"),
    ("1 2", 2, "syntax"),
    ("amount = 1", 7, "unknown_character"),
    ("vip && vip", 4, "unknown_character"),
    ("amount > 5，", 10, "full_width"),
    ("'abc", 0, "unclosed_text"),
    ("`a${amount", 0, "unclosed_text"),
    ("amount + `a", 9, "unclosed_text"),
    ("1.2.3", 3, "syntax"),
    ("12abc", 0, "bad_number"),
    ("1e999", 0, "bad_number"),
    ("[1..3[", 0, "mixed_interval"),
    ("name.upper()", 5, "no_methods"),
    ("`${`a`}`", 3, "nested_template"),
    ("and", 0, "syntax"),
    ("(1", 2, "syntax"),
    ("{a 1}", 3, "syntax"),
]


@pytest.mark.parametrize(("source", "start", "code"), SYNTAX)
def test_syntax_errors_point_at_the_character(source: str, start: int, code: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    problem = caught.value.problems[0]
    assert (problem.start, problem.code) == (start, code)
    assert problem.message.zh
    assert problem.message.en
    shown = problem.as_dict()
    assert caught.value.extra == {"problems": [shown]}
    assert shown["severity"] == "error"


ERRORS = [
    ("amont > 5", "amont", "unknown_name", "amount"),
    ("person.aeg", "person.aeg", "unknown_name", "age"),
    ("uper(name)", "uper(name)", "unknown_function", "upper"),
    ("rand(10)", "rand(10)", "unknown_function", "replay"),
    ("name > 5", "name", "type", "number("),
    ("name + 1", "name + 1", "", ""),
    ("vip + 1", "vip", "type", "a number"),
    ("amount == 'a'", "amount == 'a'", "type", "never equals"),
    ("amount and vip", "amount", "type", "condition"),
    ("not amount == 5", "amount", "type", "not (…)"),
    ("amount ? 1 : 2", "amount", "type", "condition"),
    ("amount in 5", "5", "type", "list"),
    ("amount in ['a']", "'a'", "type", "never equals"),
    ("amount in [3..1]", "[3..1]", "empty_interval", "starts above"),
    ("[1..3]", "[1..3]", "interval_value", "`in`"),
    ("len(amount)", "amount", "type", "text"),
    ("upper()", "upper()", "arguments", "takes 1"),
    ("round(1, 2, 3)", "round(1, 2, 3)", "arguments", "takes 1–2"),
    ("matches(name, name)", "name", "pattern", "literal"),
    ("matches(name, '(?=a)')", "'(?=a)'", "pattern", "(?:"),
    ("tags.first", "tags.first", "unknown_name", "[0]"),
    ("tags == tags", "tags == tags", "type", "inside them"),
    ("amount ?? 'a'", "amount ?? 'a'", "type", "one type"),
    ("filter(tags, #)", "#", "type", "condition"),
    ("map(amount, #)", "amount", "type", "list"),
    ("$ > 5", "$", "unknown_name", "decision-table"),
    ("# > 5", "#", "unknown_name", "some, filter"),
    ("amount < null", "null", "type", "== null"),
    ("amount[0]", "amount", "type", "items"),
]


@pytest.mark.parametrize(("source", "marked", "code", "remedy"), ERRORS)
def test_errors_mark_the_place_and_say_the_remedy(
    source: str, marked: str, code: str, remedy: str
) -> None:
    found = check(parse(source), SCHEMA)
    assert found.errors
    problem = next(item for item in found.errors if not code or item.code == code)
    if code:
        assert source[problem.start : problem.end] == marked
    assert remedy in problem.message.en
    with pytest.raises(ExpressionError):
        found.require()


ALLOWED_FOR_TOKENS = [
    "phone == other",
    "phone != other",
    "phone == null",
    "phone in phones",
    "phone not in [other, null]",
    "contains(phones, phone)",
    "some(phones, # == phone)",
    "vip ? phone : other",
    "phone ?? other",
    "len(phones) > 1",
    "phones[0] == phone",
]
FORBIDDEN_FOR_TOKENS = [
    "phone > other",
    "phone + 'a'",
    "`${phone}`",
    "len(phone)",
    "startsWith(phone, 'tk')",
    "phone[0]",
    "phone[0:1]",
    "string(phone)",
    "type(phone)",
    "upper(phone ?? 'a')",
    "upper([phone, 'a'][0])",
    "upper((vip ? phone : 'a'))",
    "contains(phone, 'a')",
    "upper(person['ph' + 'one'])",
    "values(person)",
    "map(phones, upper(#))",
    "number(phone)",
    "keys(person)",
    "-phone",
    "phone in [1..2]",
]


@pytest.mark.parametrize("source", ALLOWED_FOR_TOKENS)
def test_tokens_allow_equality_lists_and_null_tests(source: str) -> None:
    assert check(parse(source), SCHEMA).errors == ()


@pytest.mark.parametrize("source", FORBIDDEN_FOR_TOKENS)
def test_tokens_allow_nothing_else(source: str) -> None:
    found = check(parse(source), SCHEMA)
    assert {item.code for item in found.errors} == {"token"}


def test_a_token_is_neither_a_condition_nor_a_number() -> None:
    assert check(parse("phone"), SCHEMA, expected=BOOLEAN).errors[0].code == "type"
    assert check(parse("phone == 5"), SCHEMA).errors[0].code == "type"
    assert check(parse("phone and vip"), SCHEMA).errors[0].code == "token"


def test_a_token_against_clear_text_is_warned_about() -> None:
    found = check(parse("phone == '13800000000'"), SCHEMA)
    assert [item.code for item in found.problems] == ["token_literal"]
    assert found.problems[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    "source", ["amount / 3 == 1", "amount * 0.1 != 2", "avg([amount]) == 1", "2 ^ amount == 4"]
)
def test_equality_of_computed_fractions_is_warned_about(source: str) -> None:
    found = check(parse(source), SCHEMA)
    assert [item.code for item in found.problems] == ["fraction_equality"]
    assert found.require() is found


@pytest.mark.parametrize(
    "source", ["amount * 2 == 4", "round(amount / 3, 2) == 1", "amount == 0.5"]
)
def test_other_equalities_are_not(source: str) -> None:
    assert check(parse(source), SCHEMA).problems == ()


def test_references_are_the_paths_read_from_outside() -> None:
    source = "some(tags, # == name) and person.age > 1 and map([1] as q, q + amount) != null"
    found = check(parse(source), SCHEMA)
    assert found.references == {("tags",), ("name",), ("person", "age"), ("amount",)}
    assert check(parse_unary("> amount"), SCHEMA, NUMBER).references == {("$",), ("amount",)}


def test_the_expected_type_is_enforced() -> None:
    assert check(parse("amount"), SCHEMA, expected=BOOLEAN).errors
    assert not check(parse("amount > 1"), SCHEMA, expected=BOOLEAN).errors
    assert not check(parse("loose"), SCHEMA, expected=BOOLEAN).errors


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused_functions_say_why(name: str) -> None:
    assert name not in FUNCTIONS
    message = check(parse(f"{name}(1)"), {}).errors[0].message
    assert REFUSED[name].zh in message.zh
    assert REFUSED[name].en in message.en


def test_no_function_is_also_a_closure() -> None:
    assert not CLOSURES & set(FUNCTIONS)


def test_a_problem_is_shown_under_its_line() -> None:
    source = "amount > 1 and\n  vipp"
    problem = check(parse(source), SCHEMA).errors[0]
    assert problem.pointing(source).startswith("  vipp\n  ^^^^ ")
