"""同源的指标合为一组：键、条件与取数只做一次，状态只存一份。

Indicators with the same scene, key, condition and field form a group: one key look-up, one
condition, one conversion and one clock for all of its windows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ballast.indicators.distinct import Distinct
from ballast.indicators.extremes import First, Highest, Last, Lowest
from ballast.indicators.model import NUMERIC, Aggregate, Current, Indicator, Window
from ballast.indicators.totals import Count, Moments, Sums

Cell = Count | Lowest | First | Last | Distinct
Read = Callable[[Any, int, int], object]
"""格子、窗口边、读者时刻 → 值。 Cell, edge and instant of the reader to a value."""


class Intake(StrEnum):
    """一次计入带来什么。 What a contribution brings along."""

    EVENT = "event"
    VALUE = "value"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Signature:
    """决定谁与谁同组。 What members of a group have in common."""

    scene: str
    key: tuple[str, ...]
    where: str | None
    of: str | None
    intake: Intake


class KeyState:
    """一个键的状态：时钟与各窗口。 State of one key: its clock and its cells.

    Attributes:
        at_us: 已计入的最新时刻，只进不退。 Newest instant that contributed; never goes back.
        cells: 各窗口。 The cells of the group's windows.
    """

    __slots__ = ("at_us", "cells")

    def __init__(self, at_us: int, cells: list[Cell]) -> None:
        self.at_us = at_us
        self.cells = cells


@dataclass(frozen=True, slots=True)
class Slot:
    """组内的一个窗口。 One windowed cell of a group."""

    window: Window
    cell: type[Cell]


@dataclass(frozen=True, slots=True)
class Member:
    """组内的一个指标。 One indicator of a group: where its value is and how it is read."""

    indicator: Indicator
    slot: int
    read: Read


@dataclass(slots=True)
class Group:
    """一组指标及其全部键的状态。 A group of indicators with the states of all keys."""

    signature: Signature
    slots: list[Slot] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    states: dict[object, KeyState] = field(default_factory=dict)


_CELLS: Mapping[Aggregate, type[Cell]] = {
    Aggregate.COUNT: Count,
    Aggregate.SUM: Sums,
    Aggregate.MEAN: Sums,
    Aggregate.STDDEV: Moments,
    Aggregate.MIN: Lowest,
    Aggregate.MAX: Highest,
    Aggregate.DISTINCT: Distinct,
    Aggregate.FIRST: First,
    Aggregate.LAST: Last,
    Aggregate.TIME_SINCE_LAST: Last,
}
_READS: Mapping[Aggregate, Read] = {
    Aggregate.COUNT: Count.read_count,
    Aggregate.SUM: Sums.read_sum,
    Aggregate.MEAN: Sums.read_mean,
    Aggregate.STDDEV: Moments.read_stddev,
    Aggregate.MIN: Lowest.read_min,
    Aggregate.MAX: Highest.read_max,
    Aggregate.DISTINCT: Distinct.read_distinct,
    Aggregate.FIRST: First.read_first,
    Aggregate.LAST: Last.read_last,
    Aggregate.TIME_SINCE_LAST: Last.read_since,
}


def signature(indicator: Indicator) -> Signature:
    """一个指标属于哪组。 The group of an indicator."""
    if indicator.aggregate in NUMERIC:
        intake = Intake.NUMBER
    elif indicator.of is not None:
        intake = Intake.VALUE
    else:
        intake = Intake.EVENT
    return Signature(indicator.scene, indicator.key, indicator.where, indicator.of, intake)


def empty_value(aggregate: Aggregate) -> object:
    """空窗口的值。 The value of an empty window: nothing counted is 0, anything else is missing."""
    if aggregate in (Aggregate.COUNT, Aggregate.DISTINCT):
        return 0
    return 0.0 if aggregate is Aggregate.SUM else None


def counts_itself(indicator: Indicator) -> bool:
    """读的事件自己算不算。 Whether the reading event counts itself."""
    return (
        indicator.current is Current.INCLUDED
        and indicator.aggregate is not Aggregate.TIME_SINCE_LAST
    )


def groups_of(indicators: Iterable[Indicator]) -> list[Group]:
    """分组，次序只由定义决定。 Group indicators; the order depends on the definitions only."""
    groups: dict[Signature, Group] = {}
    for indicator in sorted(indicators, key=lambda i: i.code):
        mark = signature(indicator)
        _join(groups.setdefault(mark, Group(mark)), indicator)
    return list(groups.values())


def _join(group: Group, indicator: Indicator) -> None:
    wanted = _CELLS[indicator.aggregate]
    place = _place(group, indicator.window, wanted)
    if place == len(group.slots):
        group.slots.append(Slot(indicator.window, wanted))
    elif wanted is Moments:
        group.slots[place] = Slot(indicator.window, Moments)
    group.members.append(Member(indicator, place, _READS[indicator.aggregate]))


def _place(group: Group, window: Window, wanted: type[Cell]) -> int:
    """已有的同类窗口，没有则排在最后；和与平方和可同存一处。

    The cell to share, or the next free place. Sums and squares live in one cell.
    """
    shared = (Sums, Moments) if wanted in (Sums, Moments) else (wanted,)
    for place, slot in enumerate(group.slots):
        if slot.window == window and slot.cell in shared:
            return place
    return len(group.slots)
