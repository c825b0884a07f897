"""Formulas: one line of text and well-formed MathML for every definition."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from tests.indicators.worlds import T, indicators

from ballast.indicators.formula import formula_of
from ballast.indicators.model import Aggregate, Current, Indicator, Window, WindowKind

HOUR = Window(WindowKind.SLIDING, 3_600)


def made(aggregate: Aggregate, **more: object) -> Indicator:
    of = None if aggregate in (Aggregate.COUNT, Aggregate.TIME_SINCE_LAST) else "amount"
    given_ = {"window": HOUR, "of": of, **more}
    return Indicator("x", T, "payment", ("user",), aggregate, **given_)  # type: ignore[arg-type]


@given(indicators())
def test_every_formula_is_well_formed_and_says_the_same_twice(indicator: Indicator) -> None:
    for line in formula_of(indicator):
        tree = ET.fromstring(line.mathml)  # noqa: S314 - our own text
        assert tree.tag.endswith("}math")
        assert line.text
        # The words of the text are those of the tree.
        for letter in set("".join(tree.itertext())) - set(" "):
            assert letter in line.text.replace("²", "²2"), (letter, line)


@pytest.mark.parametrize(
    ("aggregate", "text"),
    [
        (Aggregate.COUNT, "x(e) = |H(e)|"),
        (Aggregate.SUM, "x(e) = Σ[h∈H(e)] amount(h)"),
        (Aggregate.MEAN, "x(e) = (Σ[h∈H(e)] amount(h)) ÷ (|H(e)|)"),
        (Aggregate.MAX, "x(e) = max[h∈H(e)] amount(h)"),
        (Aggregate.DISTINCT, "x(e) = min(|{ amount(h) : h∈H(e) }|, 4096)"),
        (Aggregate.LAST, "x(e) = amount(arg max[h∈H(e)] (t(h), seq(h)))"),
        (Aggregate.TIME_SINCE_LAST, "x(e) = max(t(e) − max[h∈H(e)] t(h), 0) s"),
    ],
)
def test_the_value_is_the_first_line(aggregate: Aggregate, text: str) -> None:
    assert formula_of(made(aggregate))[0].text == text


def test_the_window_the_condition_and_the_order_are_said() -> None:
    told = [line.text for line in formula_of(made(Aggregate.COUNT, where="amount < 5"))]
    assert told[1:] == [
        "H(e) = { h ∈ C(e) : τ(t(h)) > τ_e − 60 }",
        "C(e) = { h ∈ payment : user(h) = user(e) ∧ (amount < 5)(h) ∧ seq(h) ≤ seq(e) }",
        "τ_e = max(τ(t(e)), max[h∈C(e)] τ(t(h)))",
        "τ(t) = ⌊ (60 · t) ÷ (3600 s) ⌋",
    ]
    ever = made(Aggregate.COUNT, window=Window(WindowKind.EVER), current=Current.EXCLUDED)
    assert [line.text for line in formula_of(ever)] == [
        "x(e) = |H(e)|",
        "H(e) = { h ∈ payment : user(h) = user(e) ∧ seq(h) < seq(e) }",
    ]


def test_what_people_write_cannot_leave_its_element() -> None:
    wild = made(Aggregate.COUNT, where="amount < 5 and city != '</mtext><script>'")
    assert all("<script" not in line.mathml for line in formula_of(wild))
