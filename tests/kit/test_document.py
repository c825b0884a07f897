from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from ballast.kit.document import Document, DocumentError
from ballast.kit.text import Text


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


WHOLE = Document(
    {
        "code": "a",
        "title": {"zh": "甲", "en": "A"},
        "count": 3,
        "ratio": 0.03,
        "written": "0.030",
        "day": date(2026, 1, 31),
        "colour": "red",
        "parts": [{"code": "x"}, {"code": "y"}],
        "days": [date(2026, 1, 1)],
        "empty": None,
        "map": {"k": 1},
    },
    "pack",
)


def test_values_are_read_as_written() -> None:
    assert WHOLE.string("code") == "a"
    assert WHOLE.text("title") == Text("甲", "A")
    assert WHOLE.integer("count") == 3
    assert WHOLE.number("ratio") == Decimal("0.03")
    assert WHOLE.number("written") == Decimal("0.03")
    assert WHOLE.day("day") == date(2026, 1, 31)
    assert Document({"day": "2026-01-31"}).day("day") == date(2026, 1, 31)
    assert WHOLE.choice("colour", Colour) is Colour.RED
    assert [part.string("code") for part in WHOLE.sections("parts")] == ["x", "y"]
    assert WHOLE.days("days") == [date(2026, 1, 1)]
    assert WHOLE.days("absent") == []
    assert WHOLE.mapping("map") == {"k": 1}
    assert WHOLE.mapping("absent") == {}
    assert not WHOLE.has("empty")


@pytest.mark.parametrize(
    ("read", "place"),
    [
        (lambda: Document([], "pack"), "pack"),
        (lambda: WHOLE.string("count"), "pack.count"),
        (lambda: WHOLE.string("absent"), "pack.absent"),
        (lambda: WHOLE.text("code"), "pack.code"),
        (lambda: Document({"t": {"zh": "甲"}}, "p").text("t"), "p.t"),
        (lambda: Document({"t": {"zh": "甲", "en": ""}}, "p").text("t"), "p.t"),
        (lambda: WHOLE.integer("ratio"), "pack.ratio"),
        (lambda: Document({"n": True}, "p").integer("n"), "p.n"),
        (lambda: Document({"n": True}, "p").number("n"), "p.n"),
        (lambda: Document({"n": float("nan")}, "p").number("n"), "p.n"),
        (lambda: Document({"n": "three"}, "p").number("n"), "p.n"),
        (lambda: WHOLE.day("code"), "pack.code"),
        (lambda: Document({"d": "2026-02-30"}, "p").day("d"), "p.d"),
        (lambda: Document({"d": datetime(2026, 1, 1)}, "p").day("d"), "p.d"),  # noqa: DTZ001  YAML gives it so
        (lambda: WHOLE.choice("code", Colour), "pack.code"),
        (lambda: WHOLE.section("code"), "pack.code"),
        (lambda: Document({"s": [{}, 1]}, "p").sections("s"), "p.s[1]"),
        (lambda: WHOLE.items("code"), "pack.code"),
        (lambda: WHOLE.mapping("code"), "pack.code"),
        (lambda: Document({"d": ["x"]}, "p").days("d"), "p.d[0].date"),
        (lambda: Document({"codee": 1}, "p").allow("code"), "p.codee"),
    ],
)
def test_a_wrong_entry_names_its_place(read, place: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DocumentError) as refused:
        read()
    assert refused.value.extra == {"place": place}
    assert place in refused.value.detail.zh
    assert place in refused.value.detail.en


def test_the_remedy_lists_the_choices() -> None:
    with pytest.raises(DocumentError, match="red, blue"):
        WHOLE.choice("code", Colour)
