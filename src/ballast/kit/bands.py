"""分档：一个数落在哪一档，为什么。

Bands: ordered cut points over the whole real line, each bound saying whether it is included. A
number falls in exactly one band and the answer explains itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NoReturn

from ballast.kit.document import Document, DocumentError
from ballast.kit.errors import InvalidError
from ballast.kit.reference import Reference
from ballast.kit.result import Failure, Reason, Result, Success
from ballast.kit.text import Text

Number = int | float | Decimal


class BandsError(InvalidError):
    """分档有缝、重叠或乱序。 The bands leave a gap, overlap or are out of order."""

    code = "bands_invalid"
    title = Text("分档不成立", "Invalid bands")


class Direction(StrEnum):
    """数往哪边走更严重。 Which way is worse."""

    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class Bound:
    """一侧的界及是否含界。 One bound, and whether it belongs to the band."""

    value: Decimal
    inclusive: bool


@dataclass(frozen=True, slots=True)
class Band:
    """一档。 One band; a missing bound is open to infinity.

    Attributes:
        code: 稳定的 ASCII 代码。 Stable ASCII code.
        title: 名称。 What a person reads.
        lower: 下界。 Lower bound.
        upper: 上界。 Upper bound.
        attributes: 附带的内容（动作、额度……）。 What the band entails (action, limit, …).
    """

    code: str
    title: Text
    lower: Bound | None = None
    upper: Bound | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)

    def admits(self, value: Decimal) -> bool:
        """这个数是否在本档。 Whether the number is in this band."""
        return self._above_lower(value) and self._below_upper(value)

    def condition(self) -> Text:
        """本档的条件，如 `≥ 0.03 且 < 0.05`。 The condition of the band in words."""
        lower = [_lower_sign(self.lower)] if self.lower else []
        upper = [_upper_sign(self.upper)] if self.upper else []
        signs = lower + upper
        return Text(" 且 ".join(signs) or "任意", " and ".join(signs) or "any")

    def _above_lower(self, value: Decimal) -> bool:
        if self.lower is None:
            return True
        return value > self.lower.value or (self.lower.inclusive and value == self.lower.value)

    def _below_upper(self, value: Decimal) -> bool:
        if self.upper is None:
            return True
        return value < self.upper.value or (self.upper.inclusive and value == self.upper.value)


@dataclass(frozen=True, slots=True)
class Banding:
    """一个数落在哪一档，以及为什么。 The band of a number, and why."""

    value: Decimal
    band: Band
    rank: int
    explanation: Text


@dataclass(frozen=True, slots=True)
class Bands:
    """一套分档。 A set of bands, from the lowest numbers to the highest.

    Raises:
        BandsError: 有缝、重叠、乱序或代码重复。 On a gap, overlap, disorder or repeated code.
    """

    code: str
    title: Text
    unit: str
    direction: Direction
    bands: tuple[Band, ...]
    references: tuple[Reference, ...] = ()

    def __post_init__(self) -> None:
        if not self.bands:
            self._refuse("至少要有一档", "needs at least one band")
        codes = [band.code for band in self.bands]
        if len(set(codes)) < len(codes):
            self._refuse("各档的代码不能重复", "has a repeated band code")
        if self.bands[0].lower or self.bands[-1].upper:
            self._refuse(
                "首档不能有下界，末档不能有上界",
                "must leave the first band open below and the last open above",
            )
        for band in self.bands:
            self._require_not_empty(band)
        for left, right in pairwise(self.bands):
            self._require_touching(left, right)

    def band(self, value: Number | None) -> Result[Banding]:
        """这个数落在哪一档；缺数则说明。 Which band the number is in; missing is a failure.

        A float counts as the shortest decimal that denotes it, so 0.03 reaches the cut 0.03.
        """
        number = _decimal(value)
        if number is None:
            return Failure(
                Reason.MISSING_DATA,
                Text(f"没有数值，无法判断{self.title.zh}", f"No value: {self.title.en} is unknown"),
            )
        if not number.is_finite():
            return Failure(
                Reason.INVALID,
                Text(f"{self.title.zh}的数值不是有限的数", f"{self.title.en}: not a finite number"),
            )
        place = next(n for n, band in enumerate(self.bands) if band.admits(number))
        band = self.bands[place]
        return Success(Banding(number, band, self._rank(place), _explain(number, band)))

    def rank(self, code: str) -> int:
        """严重程度，最轻为 0。 Severity of a band, 0 being the mildest."""
        codes = [band.code for band in self.bands]
        if code not in codes:
            self._refuse(f"没有代码为“{code}”的档", f"has no band '{code}'")
        return self._rank(codes.index(code))

    @classmethod
    def from_document(cls, document: Document) -> Bands:
        """从内容包读取。 Read from a pack document."""
        document.allow("code", "title", "unit", "direction", "bands", "references")
        return cls(
            code=document.string("code"),
            title=document.text("title"),
            unit=document.string("unit"),
            direction=document.choice("direction", Direction),
            bands=tuple(_read_band(section) for section in document.sections("bands")),
            references=tuple(
                Reference.from_document(section) for section in document.sections("references")
            ),
        )

    def to_document(self) -> dict[str, object]:
        """写回内容包的形式。 As a pack document."""
        return {
            "code": self.code,
            "title": self.title.as_dict(),
            "unit": self.unit,
            "direction": self.direction.value,
            "bands": [_write_band(band) for band in self.bands],
            "references": [reference.to_document() for reference in self.references],
        }

    def _rank(self, place: int) -> int:
        return place if self.direction is Direction.RISING else len(self.bands) - 1 - place

    def _require_not_empty(self, band: Band) -> None:
        lower, upper = band.lower, band.upper
        if lower is None or upper is None or lower.value < upper.value:
            return
        if lower.value > upper.value or not (lower.inclusive and upper.inclusive):
            self._refuse(f"“{band.code}”里没有任何数", f"band '{band.code}' holds no number")

    def _require_touching(self, left: Band, right: Band) -> None:
        pair = f"“{left.code}”与“{right.code}”", f"bands '{left.code}' and '{right.code}'"
        upper, lower = left.upper, right.lower
        if upper is None or lower is None or upper.value > lower.value:
            self._refuse(f"{pair[0]}重叠或乱序", f"{pair[1]} overlap or are out of order")
        if upper.value < lower.value or not (upper.inclusive or lower.inclusive):
            self._refuse(f"{pair[0]}之间有缝", f"{pair[1]} leave a gap")
        if upper.inclusive and lower.inclusive:
            self._refuse(
                f"{pair[0]}都含 {plain(lower.value)}", f"{pair[1]} both hold {plain(lower.value)}"
            )

    def _refuse(self, zh: str, en: str) -> NoReturn:
        raise BandsError(
            Text(f"分档“{self.code}”：{zh}", f"Bands '{self.code}': {en}"), {"bands": self.code}
        )


def plain(value: Decimal) -> str:
    """不带指数、不带多余零的写法。 Without exponent or trailing zeros."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _decimal(value: Number | None) -> Decimal | None:
    if isinstance(value, float):
        return Decimal(repr(value))
    return None if value is None else Decimal(value)


def _explain(value: Decimal, band: Band) -> Text:
    condition = band.condition()
    shown = plain(value)
    return Text(
        f"{shown} {condition.zh} → {band.title.zh}", f"{shown} {condition.en} → {band.title.en}"
    )


def _lower_sign(bound: Bound) -> str:
    return f"{'≥' if bound.inclusive else '>'} {plain(bound.value)}"


def _upper_sign(bound: Bound) -> str:
    return f"{'≤' if bound.inclusive else '<'} {plain(bound.value)}"


def _read_band(document: Document) -> Band:
    document.allow("code", "title", "from", "above", "to", "below", "attributes")
    return Band(
        code=document.string("code"),
        title=document.text("title"),
        lower=_read_bound(document, "from", "above"),
        upper=_read_bound(document, "to", "below"),
        attributes=document.mapping("attributes"),
    )


def _read_bound(document: Document, inclusive: str, exclusive: str) -> Bound | None:
    if document.has(inclusive) and document.has(exclusive):
        expected = Text(f"省略，因为已有 {inclusive}", f"left out, as '{inclusive}' is given")
        raise DocumentError(f"{document.place}.{exclusive}", expected)
    if document.has(inclusive):
        return Bound(document.number(inclusive), inclusive=True)
    if document.has(exclusive):
        return Bound(document.number(exclusive), inclusive=False)
    return None


def _write_band(band: Band) -> dict[str, object]:
    written: dict[str, object] = {"code": band.code, "title": band.title.as_dict()}
    if band.lower:
        written["from" if band.lower.inclusive else "above"] = plain(band.lower.value)
    if band.upper:
        written["to" if band.upper.inclusive else "below"] = plain(band.upper.value)
    if band.attributes:
        written["attributes"] = dict(band.attributes)
    return written
