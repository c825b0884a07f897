"""状态占多少内存。 How much memory the state takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ballast.indicators.group import Group

KEY_BYTES = 320
CELL_BYTES = 200
TILE_BYTES = 130
VALUE_BYTES = 160
"""一个键、一个窗口、一格、一个不同值约占多少字节：估计值，只供规划容量。

Bytes of a key, a cell, a tile and a distinct value on CPython: estimates, for planning only.
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """内存报告。 Report of the memory held.

    Args:
        keys: 键数（每组各计）。 Keys, counted per group.
        cells: 窗口数。 Windowed cells.
        tiles: 格数。 Tiles held.
        values: 保存的不同值数。 Distinct values held.
        bytes: 估计的字节数。 Estimated bytes.
        beyond_horizon: 早于清扫视界的事件数，其值可能少计。 Events before the sweeping horizon.
    """

    keys: int
    cells: int
    tiles: int
    values: int
    bytes: int
    beyond_horizon: int


def measure(groups: Iterable[Group], beyond_horizon: int) -> Memory:
    """数一遍全部状态。 Walk over the whole state."""
    keys = cells = tiles = values = 0
    for group in groups:
        keys += len(group.states)
        cells += len(group.states) * len(group.slots)
        for state in group.states.values():
            for cell in state.cells:
                held = cell.size()
                tiles += held[0]
                values += held[1]
    size = keys * KEY_BYTES + cells * CELL_BYTES + tiles * TILE_BYTES + values * VALUE_BYTES
    return Memory(keys, cells, tiles, values, size, beyond_horizon)
