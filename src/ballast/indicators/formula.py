"""指标的公式：值、计入的集合、窗口的格，各一行。

The formula of an indicator line by line: its value, the set that counts, the tiles of its window.
`h` is a past event, `e` the event that reads; the contract behind it is `docs/indicators.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from ballast.indicators.distinct import CAP
from ballast.indicators.group import counts_itself
from ballast.indicators.model import Aggregate, Indicator, WindowKind
from ballast.indicators.typesetting import (
    Math,
    index,
    name,
    number,
    of,
    over,
    power,
    root,
    row,
    under,
    words,
)
from ballast.indicators.window import TILES, span

_H, _E, _SET = name("h"), name("e"), of("H", name("e"))
_EACH = row(_H, "∈", _SET)
_SIZE = row("|", _SET, "|")


class FormulaLine(Struct, frozen=True):
    """公式的一行：文字与 MathML。 One line of a formula, as text and as MathML."""

    text: str
    mathml: str


def formula_of(indicator: Indicator) -> list[FormulaLine]:
    """公式。 The formula of an indicator."""
    lines = [_value(indicator), *_counted(indicator), *_tile(indicator)]
    return [FormulaLine(_tidy(line.plain()), _math(line)) for line in lines]


def _math(line: Math) -> str:
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{line.mathml()}</math>'


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _x(indicator: Indicator) -> Math:
    return of(indicator.of or "", _H)


def _total(indicator: Indicator) -> Math:
    return row(under("Σ", _EACH), _x(indicator))


def _deviation(indicator: Indicator) -> Math:
    mean = name("μ")
    squares = row(under("Σ", _EACH), power(row("(", _x(indicator), " − ", mean, ")"), 2))
    return row(
        root(over(squares, row(_SIZE, " − ", number(1)))), ", ", mean, " = ", _mean(indicator)
    )


def _mean(indicator: Indicator) -> Math:
    return over(_total(indicator), _SIZE)


def _distinct(indicator: Indicator) -> Math:
    values = row("|{ ", _x(indicator), " : ", _EACH, " }|")
    return of("min", values, number(CAP))


def _at(pick: str) -> Callable[[Indicator], Math]:
    place = row(under(pick, _EACH), "(", name("t"), "(", _H, "), ", name("seq"), "(", _H, "))")
    return lambda indicator: row(name(indicator.of or "id"), "(", place, ")")


def _since(_indicator: Indicator) -> Math:
    latest = row(under("max", _EACH), of("t", _H))
    return row(of("max", row(of("t", _E), " − ", latest), number(0)), " ", words("s"))


_VALUES: Mapping[Aggregate, Callable[[Indicator], Math]] = {
    Aggregate.COUNT: lambda _indicator: _SIZE,
    Aggregate.SUM: _total,
    Aggregate.MEAN: _mean,
    Aggregate.MIN: lambda i: row(under("min", _EACH), _x(i)),
    Aggregate.MAX: lambda i: row(under("max", _EACH), _x(i)),
    Aggregate.STDDEV: _deviation,
    Aggregate.DISTINCT: _distinct,
    Aggregate.FIRST: _at("arg min"),
    Aggregate.LAST: _at("arg max"),
    Aggregate.TIME_SINCE_LAST: _since,
}


def _value(indicator: Indicator) -> Math:
    return row(of(indicator.code, _E), " = ", _VALUES[indicator.aggregate](indicator))


def _counted(indicator: Indicator) -> list[Math]:
    """计入的集合；有窗口时先写键的全部计入，再取窗口内的。 The set that counts, in steps."""
    everything = _contributions(indicator)
    if indicator.window.kind is WindowKind.EVER:
        return [row(_SET, " = ", everything)]
    own, newest = of("C", _E), index(name("τ"), name("e"))
    inside = row(of("τ", of("t", _H)), " > ", newest, " − ", number(span(indicator.window)))
    latest = row(under("max", row(_H, "∈", own)), of("τ", of("t", _H)))
    return [
        row(_SET, " = { ", _H, " ∈ ", own, " : ", inside, " }"),
        row(own, " = ", everything),
        row(newest, " = ", of("max", of("τ", of("t", _E)), latest)),
    ]


def _contributions(indicator: Indicator) -> Math:
    told: list[Math | str] = [" : "]
    for key in indicator.key:
        told += [of(key, _H), " = ", of(key, _E), " ∧ "]
    if indicator.where is not None:
        told += [words(f"({indicator.where})"), "(", _H, ") ∧ "]
    if indicator.of is not None:
        told += [_x(indicator), " ≠ ∅ ∧ "]
    order = " ≤ " if counts_itself(indicator) else " < "
    told += [of("seq", _H), order, of("seq", _E)]
    return row("{ ", _H, " ∈ ", words(indicator.scene), *told, " }")


def _tile(indicator: Indicator) -> list[Math]:
    window, at = indicator.window, name("t")
    tile = row(of("τ", at), " = ")
    match window.kind:
        case WindowKind.SLIDING:
            length = row(number(window.length), " ", words("s"))
            return [row(tile, "⌊ ", over(row(number(TILES), " · ", at), length), " ⌋")]
        case WindowKind.DAYS:
            return [row(tile, words(f"day[{window.zone}]"), "(", at, ")")]
        case WindowKind.MONTHS:
            return [row(tile, words(f"month[{window.zone}]"), "(", at, ")")]
        case WindowKind.EVER:
            return []
