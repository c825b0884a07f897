"""最大、最小与最早的窗口。 Windows of minima, maxima and first values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from ballast.indicators.numbers import unscaled


class Lowest:
    """窗口内的最小数。 The smallest number in the window.

    A value matters only until a value as small comes in the same or a later tile, so the values
    that remain rise from the oldest tile to the newest; the first one in the window is the answer.
    """

    __slots__ = ("tiles", "values")

    def __init__(self, tile: int) -> None:
        self.tiles: list[int] = []
        self.values: list[int] = []

    def size(self) -> tuple[int, int]:
        """格数与值数。 Number of tiles and of distinct values held."""
        return len(self.tiles), 0

    def push(self, tile: int, edge: int, value: int, at_us: int) -> None:
        """计入一个数（万分之一）。 Add a number, in 1/10000."""
        tiles, values = self.tiles, self.values
        if tiles and tiles[0] <= edge:
            leaving = bisect_right(tiles, edge)
            del tiles[:leaving], values[:leaving]
        place = bisect_left(tiles, tile)
        if tile <= edge or (place < len(tiles) and values[place] <= value):
            return
        keep = place + (place < len(tiles) and tiles[place] == tile)
        while place and values[place - 1] >= value:
            place -= 1
        tiles[place:keep], values[place:keep] = [tile], [value]

    def lowest(self, edge: int) -> int | None:
        """最小数（万分之一）；没有数为 None。 The smallest, in 1/10000; None of nothing."""
        place = bisect_right(self.tiles, edge)
        return self.values[place] if place < len(self.values) else None

    def read_min(self, edge: int, at_us: int) -> float | None:
        """最小数。 The minimum."""
        value = self.lowest(edge)
        return None if value is None else unscaled(value)

    def dump(self) -> list[object]:
        """状态，写入快照。 The state, for a snapshot."""
        return [self.tiles, self.values]

    def load(self, state: Sequence[Any]) -> None:
        """从快照恢复。 Restore what `dump` gave."""
        self.tiles, self.values = state


class Highest(Lowest):
    """窗口内的最大数：相反数中最小的。 The largest number: the smallest of the negatives."""

    __slots__ = ()

    def push(self, tile: int, edge: int, value: int, at_us: int) -> None:
        """计入一个数（万分之一）。 Add a number, in 1/10000."""
        super().push(tile, edge, -value, at_us)

    def read_max(self, edge: int, at_us: int) -> float | None:
        """最大数。 The maximum."""
        value = self.lowest(edge)
        return None if value is None else unscaled(-value)


class First:
    """窗口内最早的值；同刻取先受理的。 The earliest value; of equals, the first accepted."""

    __slots__ = ("instants", "tiles", "values")

    def __init__(self, tile: int) -> None:
        self.tiles: list[int] = []
        self.instants: list[int] = []
        self.values: list[object] = []

    def size(self) -> tuple[int, int]:
        """格数与值数。 Number of tiles and of distinct values held."""
        return len(self.tiles), 0

    def push(self, tile: int, edge: int, value: object, at_us: int) -> None:
        """计入一个值。 Add a value."""
        tiles = self.tiles
        if tiles and tiles[0] <= edge:
            leaving = bisect_right(tiles, edge)
            del tiles[:leaving], self.instants[:leaving], self.values[:leaving]
        place = bisect_left(tiles, tile)
        if tile <= edge:
            return
        if place == len(tiles) or tiles[place] != tile:
            tiles.insert(place, tile)
            self.instants.insert(place, at_us)
            self.values.insert(place, value)
        elif at_us < self.instants[place]:
            self.instants[place], self.values[place] = at_us, value

    def read_first(self, edge: int, at_us: int) -> object:
        """最早的值。 The earliest value."""
        place = bisect_right(self.tiles, edge)
        return self.values[place] if place < len(self.values) else None

    def dump(self) -> list[object]:
        """状态，写入快照。 The state, for a snapshot."""
        return [self.tiles, self.instants, self.values]

    def load(self, state: Sequence[Any]) -> None:
        """从快照恢复。 Restore what `dump` gave."""
        self.tiles, self.instants, self.values = state


class Last:
    """最近的值；同刻取后受理的。 The latest value; of equals, the last accepted."""

    __slots__ = ("instant", "tile", "value")

    def __init__(self, tile: int) -> None:
        self.tile = tile
        self.instant: int | None = None
        self.value: object = None

    def size(self) -> tuple[int, int]:
        """格数与值数。 Number of tiles and of distinct values held."""
        return 1, 0

    def push(self, tile: int, edge: int, value: object, at_us: int) -> None:
        """计入一个值。 Add a value."""
        if self.instant is None or at_us >= self.instant:
            self.tile, self.instant, self.value = tile, at_us, value

    def read_last(self, edge: int, at_us: int) -> object:
        """最近的值。 The latest value."""
        return self.value if self.tile > edge else None

    def read_since(self, edge: int, at_us: int) -> float | None:
        """距最近一次的秒数；迟到的读者为 0。 Seconds since the latest; zero for a late reader."""
        if self.tile <= edge or self.instant is None:
            return None
        return max(at_us - self.instant, 0) / 1_000_000

    def dump(self) -> list[object]:
        """状态，写入快照。 The state, for a snapshot."""
        return [self.tile, self.instant, self.value]

    def load(self, state: Sequence[Any]) -> None:
        """从快照恢复。 Restore what `dump` gave."""
        self.tile, self.instant, self.value = state
