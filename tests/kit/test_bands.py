from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import ballast
from ballast.infra.packs import parse_yaml
from ballast.kit.bands import Band, Bands, BandsError, Bound, Direction
from ballast.kit.document import Document, DocumentError
from ballast.kit.result import Failure, Reason, Success
from ballast.kit.text import Text

PACK = Path(ballast.__file__).parent / "packs" / "core" / "bands.yaml"
CONTENT, _ = parse_yaml(PACK.read_text("utf-8"), "core/bands.yaml")
SHIPPED = {
    section.string("code"): Bands.from_document(section)
    for section in Document({"bands": CONTENT}).sections("bands")
}


def band_of(bands: Bands, value: float | Decimal) -> str:
    answer = bands.band(value)
    assert isinstance(answer, Success)
    return answer.value.band.code


# Each number of the sources just below, at and just above its boundary.
@pytest.mark.parametrize(
    ("code", "value", "band"),
    [
        ("risk_level", -1, "low"),
        ("risk_level", 49, "low"),
        ("risk_level", 49.5, "low"),
        ("risk_level", 50, "mid"),
        ("risk_level", 79, "mid"),
        ("risk_level", 79.5, "mid"),
        ("risk_level", 80, "high"),
        ("risk_level", 100, "high"),
        ("credit_score", 599.99, "refused"),
        ("credit_score", 600, "standard"),
        ("credit_score", 799.99, "standard"),
        ("credit_score", 800, "prime"),
        ("collection", 0, "none"),
        ("collection", 1, "message"),
        ("collection", 3, "message"),
        ("collection", 4, "call"),
        ("collection", 7, "call"),
        ("collection", 8, "visit"),
        ("collection", 30, "visit"),
        ("collection", 31, "legal"),
        ("net_asset_value", 0.9499, "liquidate"),
        ("net_asset_value", 0.95, "liquidate"),
        ("net_asset_value", 0.9501, "hold"),
        ("overdue_rate", 0.0099, "normal"),
        ("overdue_rate", 0.01, "yellow"),
        ("overdue_rate", 0.0299, "yellow"),
        ("overdue_rate", 0.03, "orange"),
        ("overdue_rate", 0.0301, "orange"),
        ("overdue_rate", 0.0499, "orange"),
        ("overdue_rate", 0.05, "red"),
        ("downtime", 10, "normal"),
        ("downtime", 10.01, "yellow"),
        ("downtime", 30, "yellow"),
        ("downtime", 30.01, "red"),
        ("overdue_bonus", 0.0199, "reward"),
        ("overdue_bonus", 0.02, "neutral"),
        ("overdue_bonus", 0.05, "neutral"),
        ("overdue_bonus", 0.0501, "deduct"),
    ],
)
def test_a_number_of_the_sources_at_its_boundary(code: str, value: float, band: str) -> None:
    assert band_of(SHIPPED[code], value) == band
    assert band_of(SHIPPED[code], Decimal(str(value))) == band


def test_what_the_shipped_bands_entail() -> None:
    def entailed(code: str) -> list[dict[str, object]]:
        return [dict(band.attributes) for band in SHIPPED[code].bands]

    assert entailed("credit_score") == [
        {"action": "reject"},
        {"limit_cny": 50000},
        {"limit_cny": 100000},
    ]
    assert entailed("overdue_bonus") == [
        {"action": "reward", "bonus_cny": 100000},
        {},
        {"action": "deduct"},
    ]
    assert [a.get("action") for a in entailed("collection")] == [
        None,
        "message",
        "call",
        "visit",
        "legal",
    ]


def test_every_shipped_number_has_its_reference() -> None:
    assert len(SHIPPED) == 7
    assert all(bands.references for bands in SHIPPED.values())


def test_the_answer_says_which_band_and_why() -> None:
    answer = SHIPPED["overdue_rate"].band(0.03)
    assert isinstance(answer, Success)
    assert answer.value.explanation == Text(
        "0.03 ≥ 0.03 且 < 0.05 → 橙色", "0.03 ≥ 0.03 and < 0.05 → Orange"
    )
    assert answer.value.rank == 2
    outer = SHIPPED["downtime"].band(Decimal("1E+3"))
    assert isinstance(outer, Success)
    assert outer.value.explanation.zh == "1000 > 30 → 红色"


def test_a_missing_number_is_a_failure_and_not_a_mild_band() -> None:
    answer = SHIPPED["overdue_rate"].band(None)
    assert isinstance(answer, Failure)
    assert answer.reason is Reason.MISSING_DATA
    assert "逾期率" in answer.detail.zh


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_what_is_no_finite_number_is_a_failure(value: float) -> None:
    answer = SHIPPED["overdue_rate"].band(value)
    assert isinstance(answer, Failure)
    assert answer.reason is Reason.INVALID


def test_rank_follows_the_direction() -> None:
    assert [SHIPPED["risk_level"].rank(c) for c in ("low", "mid", "high")] == [0, 1, 2]
    assert [SHIPPED["credit_score"].rank(c) for c in ("refused", "standard", "prime")] == [2, 1, 0]
    with pytest.raises(BandsError, match="purple"):
        SHIPPED["risk_level"].rank("purple")


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_a_document_survives_a_round_trip(code: str) -> None:
    written = yaml.safe_dump(SHIPPED[code].to_document(), allow_unicode=True)
    assert Bands.from_document(Document(yaml.safe_load(written))) == SHIPPED[code]


def document(*bands: dict[str, Any]) -> Document:
    named = [
        {"code": f"b{n}", "title": {"zh": "档", "en": "Band"}, **b} for n, b in enumerate(bands)
    ]
    return Document(
        {
            "code": "sample",
            "title": {"zh": "样例", "en": "Sample"},
            "unit": "score",
            "direction": "rising",
            "bands": named,
            "references": [],
        }
    )


@pytest.mark.parametrize(
    ("bands", "message"),
    [
        ([], "at least one band"),
        ([{"below": 1}, {"above": 1}], "gap"),
        ([{"below": 1}, {"from": 2}], "gap"),
        ([{"to": 1}, {"from": 1}], "both hold 1"),
        ([{"below": 2}, {"from": 1}], "overlap"),
        ([{"below": 5}, {"from": 5, "below": 3}, {"from": 3}], "holds no number"),
        ([{"below": 5}, {"from": 5, "below": 5}, {"from": 5}], "holds no number"),
        ([{"below": 1}, {}], "overlap"),
        ([{"from": 1}], "first band open"),
        ([{"below": 1}, {"from": 1, "below": 2}], "first band open"),
        ([{"below": 1}, {"from": 1, "code": "b0"}], "repeated"),
    ],
)
def test_gaps_overlaps_and_disorder_are_refused(bands: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(BandsError, match=message):
        Bands.from_document(document(*bands))


def test_two_lower_bounds_are_refused() -> None:
    with pytest.raises(DocumentError, match="above"):
        Bands.from_document(document({"below": 1}, {"from": 1, "above": 1}))


def test_a_band_may_hold_a_single_number() -> None:
    bands = Bands.from_document(document({"below": 0}, {"from": 0, "to": 0}, {"above": 0}))
    assert [band_of(bands, v) for v in (-0.1, 0, -0.0, 0.1)] == ["b0", "b1", "b1", "b2"]


def test_one_band_takes_everything() -> None:
    answer = Bands.from_document(document({})).band(7)
    assert isinstance(answer, Success)
    assert answer.value.explanation.en == "7 any → Band"


@st.composite
def whole_bands(draw: st.DrawFn) -> Bands:
    finite = st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**6), max_value=10**6
    )
    cuts = sorted(draw(st.sets(finite, min_size=1, max_size=6)))
    held_below = draw(st.lists(st.booleans(), min_size=len(cuts), max_size=len(cuts)))
    uppers = [Bound(c, inclusive=held) for c, held in zip(cuts, held_below, strict=True)]
    lowers = [Bound(c, inclusive=not held) for c, held in zip(cuts, held_below, strict=True)]
    bands = tuple(
        Band(f"b{n}", Text("档", "Band"), lower, upper)
        for n, (lower, upper) in enumerate(zip([None, *lowers], [*uppers, None], strict=True))
    )
    return Bands("s", Text("样", "S"), "score", draw(st.sampled_from(Direction)), bands)


@given(whole_bands(), st.data())
def test_every_number_is_in_exactly_one_band(bands: Bands, data: st.DataObject) -> None:
    cuts = [band.lower.value for band in bands.bands if band.lower]
    anything = st.floats(allow_nan=False, allow_infinity=False)
    value = data.draw(st.sampled_from(cuts) | anything)
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    assert sum(band.admits(number) for band in bands.bands) == 1
    assert isinstance(bands.band(value), Success)


@given(whole_bands(), st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_a_worse_number_is_never_milder(bands: Bands, one: int, other: int) -> None:
    lower, higher = bands.band(min(one, other)), bands.band(max(one, other))
    assert isinstance(lower, Success)
    assert isinstance(higher, Success)
    rising = bands.direction is Direction.RISING
    milder, worse = (lower, higher) if rising else (higher, lower)
    assert milder.value.rank <= worse.value.rank


@given(whole_bands())
def test_any_bands_survive_a_round_trip(bands: Bands) -> None:
    assert Bands.from_document(Document(copy.deepcopy(bands.to_document()))) == bands
