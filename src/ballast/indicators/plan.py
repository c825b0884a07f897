"""一个场景的执行计划：计入哪些组、读哪些指标，键、条件、取数各一次。

The plan of one scene: which groups an event enters and which indicators are read for it. Keys,
conditions and numbers are taken from the event once, whatever the number of indicators.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeVar

from ballast.indicators.condition import Condition
from ballast.indicators.grid import Grid
from ballast.indicators.group import (
    Cell,
    Group,
    KeyState,
    Member,
    Read,
    counts_itself,
    empty_value,
)
from ballast.indicators.model import Window
from ballast.indicators.values import Data, Reader

T = TypeVar("T")
Reading = tuple[str, int, int, Read]
"""代码、组内第几格、第几个窗口、读法。 Code, cell, place of its window, how to read."""


@dataclass(frozen=True, slots=True)
class Use:
    """计划里的一组。 One group in a plan.

    Args:
        group: 组。 The group.
        members: 要读的指标。 Members to read.
        key: 怎样取键。 How the key is taken from this scene's data.
        amount: 怎样取数；只读的组为 None。 How a contribution is taken; None if only read.
        condition: 条件；没有为 None。 Condition of a contribution, if any.
    """

    group: Group
    members: tuple[Member, ...]
    key: Reader
    amount: Reader | None
    condition: Condition | None


Step = tuple[
    dict[object, KeyState],
    int,
    int | None,
    int | None,
    list[int],
    list[type[Cell]],
    list[Reading],
    list[Reading],
    dict[str, object],
]


class Plan:
    """一个场景与一组想读的指标。 What to do for events of one scene, reading certain indicators.

    Args:
        uses: 组的用法；同一取法应是同一对象。 The groups; equal readers must be the same object.
        codes: 要读的全部代码，没有键的读作缺失。 All codes to read; missing where there is no key.
    """

    def __init__(self, uses: Iterable[Use], codes: Iterable[str]) -> None:
        uses = list(uses)
        self._grid = Grid(_windows(uses))
        self._blank: dict[str, object] = dict.fromkeys(codes)
        self._keys, key_places = _unique([use.key for use in uses])
        self._amounts, amount_places = _unique([use.amount for use in uses])
        self._conditions, condition_places = _unique([use.condition for use in uses])
        self._steps: list[Step] = [
            (
                use.group.states,
                key_places[use.key],
                amount_places.get(use.amount),
                condition_places.get(use.condition),
                [self._grid.places[slot.window] for slot in use.group.slots] if use.amount else [],
                [slot.cell for slot in use.group.slots],
                self._readings(use, itself=False),
                self._readings(use, itself=True),
                {m.indicator.code: empty_value(m.indicator.aggregate) for m in use.members},
            )
            for use in uses
        ]

    def run(self, data: Data, at_us: int, accept: bool) -> dict[str, object]:
        """读，并在 `accept` 时计入。 Read, and if `accept` also contribute; values by code."""
        values = self._blank.copy()
        tiles = self._grid.tiles(at_us)
        edges = self._grid.edges(tiles)
        keys = [read(data) for read in self._keys]
        holds = [condition(data) for condition in self._conditions] if accept else []
        amounts = [read(data) for read in self._amounts] if accept else []
        for states, key_at, amount_at, holds_at, places, cells, before, after, empty in self._steps:
            key = keys[key_at]
            if key is None:
                continue
            enters = accept and amount_at is not None and (holds_at is None or holds[holds_at])
            amount = amounts[amount_at] if enters else None  # type: ignore[index]  # not None if it enters
            state = states.get(key)
            if state is not None:
                near = edges if at_us >= state.at_us else self._edges_at(state.at_us)
            elif amount is None:
                values.update(empty)
                continue
            else:
                made = [cell(tiles[place]) for cell, place in zip(cells, places, strict=True)]
                state = states[key] = KeyState(at_us, made)
                near = edges
            for code, slot, place, value in before:
                values[code] = value(state.cells[slot], near[place], at_us)
            if amount is not None:
                state.at_us = max(state.at_us, at_us)
                for cell, place in zip(state.cells, places, strict=True):
                    cell.push(tiles[place], near[place], amount, at_us)  # type: ignore[arg-type]  # by intake
            for code, slot, place, value in after:
                values[code] = value(state.cells[slot], near[place], at_us)
        return values

    def foresee(self, data: Data, at_us: int) -> dict[str, object]:
        """若计入会读到什么；状态照旧。 What `run` would read if it contributed; the state stays."""
        keys = [read(data) for read in self._keys]
        touched = [(step[0], keys[step[1]]) for step in self._steps]
        held = [(states, key, states.get(key)) for states, key in touched if key is not None]
        try:
            for states, key, state in held:
                if state is not None:
                    states[key] = deepcopy(state)
            return self.run(data, at_us, accept=True)
        finally:
            for states, key, state in held:
                if state is None:
                    states.pop(key, None)
                else:
                    states[key] = state

    def _edges_at(self, at_us: int) -> list[int]:
        return self._grid.edges(self._grid.tiles(at_us))

    def _readings(self, use: Use, itself: bool) -> list[Reading]:
        return [
            (
                member.indicator.code,
                member.slot,
                self._grid.places[member.indicator.window],
                member.read,
            )
            for member in use.members
            if counts_itself(member.indicator) is itself
        ]


def _windows(uses: list[Use]) -> Iterable[Window]:
    for use in uses:
        if use.amount is not None:
            yield from (slot.window for slot in use.group.slots)
        yield from (member.indicator.window for member in use.members)


def _unique(items: Iterable[T | None]) -> tuple[list[T], dict[T | None, int]]:
    found = list(dict.fromkeys(item for item in items if item is not None))
    return found, {item: place for place, item in enumerate(found)}
