"""Contributions in small tiles, many of them late, and the window they leave for every reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from hypothesis import strategies as st

SPAN = 5
contributions = st.lists(
    st.tuples(st.integers(0, 14), st.integers(-3, 3)), min_size=1, max_size=25
).map(lambda drawn: [(tile + n // 3, value) for n, (tile, value) in enumerate(drawn)])
"""Tiles and values; tiles drift upwards and jump back."""


class Cell(Protocol):
    def push(self, tile: int, edge: int, value: Any, at_us: int) -> None: ...


def agree(
    cell: Cell,
    rows: Sequence[tuple[int, int]],
    read: Callable[[int], object],
    expected: Callable[[list[tuple[int, int]]], object],
) -> None:
    """After every contribution, for the key's own edge and all later ones, read equals expected."""
    newest = rows[0][0]
    for seen, (tile, value) in enumerate(rows, 1):
        newest = max(newest, tile)
        cell.push(tile, newest - SPAN, value, tile)
        for edge in range(newest - SPAN, newest + 2):
            inside = [row for row in rows[:seen] if row[0] > edge]
            assert read(edge) == expected(inside), (seen, edge)
