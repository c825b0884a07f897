"""A definition written out is read back as it was."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from tests.indicators.worlds import T, indicators

from ballast.indicators.definition import load_indicator
from ballast.indicators.model import Aggregate, Indicator, Window, WindowKind
from ballast.indicators.notation import document_of
from ballast.kit.document import Document
from ballast.kit.reference import Evidence, Reference
from ballast.kit.text import Text


@given(indicators())
def test_every_definition_survives_being_written(indicator: Indicator) -> None:
    document = Document(document_of(indicator))
    assert load_indicator(document, indicator.window.zone) == indicator


def test_unit_source_and_match_are_written_too() -> None:
    source = Reference(Text("办法", "Rules"), "5.3", Evidence.ORIGINAL, date(2024, 1, 1))
    indicator = Indicator(
        *("x", T, "payment", ("card", "user"), Aggregate.COUNT, Window(WindowKind.EVER)),
        unit=Text("笔", "events"),
        source=source,
        match={"bind": ("bank_card", "user")},
    )
    assert load_indicator(Document(document_of(indicator))) == indicator
