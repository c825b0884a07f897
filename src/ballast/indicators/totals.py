"""个数、和与平方和的窗口：读是两个累计之差。

Windows of counts, sums and squares. Totals only grow; a closed tile remembers the totals at its
end, so reading a window is one subtraction, whatever the number of events in it.

Every cell of this package has `push(tile, edge, value, at_us)`, where `edge` is the newest tile
that is out of the window, and reading methods of `(edge, at_us)`, which change nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, ClassVar

from ballast.indicators.numbers import mean, stddev, unscaled

Row = Sequence[int]
_NONE: list[int] = []  # shared by all cells without closed tiles, never written to
_NO_ROWS: list[Row] = []


class Totals:
    """累计与各格末的累计。 Running totals, and those at the end of each closed tile.

    Attributes:
        tile: 最新的格。 The newest tile.
        totals: 累计。 Running totals.
        base: 出窗部分的累计。 Totals at the end of what has left the window for good.
        tiles: 已关闭的格，升序。 Closed tiles, ascending.
        ends: 各格末的累计。 Totals at the end of each closed tile.
    """

    __slots__ = ("base", "ends", "tile", "tiles", "totals")
    ZERO: ClassVar[tuple[int, ...]] = (0,)
    tile: int
    totals: list[int]
    base: Row
    tiles: list[int]
    ends: list[Row]

    def __init__(self, tile: int) -> None:
        self.tile = tile
        self._restart()

    def size(self) -> tuple[int, int]:
        """格数与值数。 Number of tiles and of distinct values held."""
        return len(self.tiles) + 1, 0

    def dump(self) -> list[object]:
        """状态，写入快照。 The state, for a snapshot."""
        return [self.tile, self.totals, self.base, self.tiles, self.ends]

    def load(self, state: Sequence[Any]) -> None:
        """从快照恢复。 Restore what `dump` gave."""
        self.tile, self.totals, self.base, self.tiles, self.ends = state

    def _left(self, edge: int) -> Row:
        """读时已出窗的累计。 Totals of what is out of the window for this reader."""
        if self.tile <= edge:
            return self.totals
        tiles = self.tiles
        if tiles and tiles[0] <= edge:
            return self.ends[bisect_right(tiles, edge) - 1]
        return self.base

    def _restart(self) -> None:
        self.totals = list(self.ZERO)
        self.base = self.ZERO
        self.tiles, self.ends = _NONE, _NO_ROWS

    def _advance(self, tile: int, edge: int) -> None:
        if self.tile <= edge:
            self._restart()
        else:
            tiles = self.tiles
            if not tiles:
                tiles = self.tiles = []
                self.ends = []
            tiles.append(self.tile)
            self.ends.append(tuple(self.totals))
            if tiles[0] <= edge:
                self._evict(bisect_right(tiles, edge))
        self.tile = tile

    def _evict(self, leaving: int) -> None:
        self.base = self.ends[leaving - 1]
        del self.tiles[:leaving], self.ends[:leaving]

    def _insert(self, tile: int, edge: int, amounts: Row) -> None:
        """迟到的补进已关闭的格。 A late contribution enters its tile, if that is in the window."""
        if tile <= edge:
            return
        if not self.tiles:
            self.tiles, self.ends = [], []
        place = bisect_left(self.tiles, tile)
        if place == len(self.tiles) or self.tiles[place] != tile:
            self.tiles.insert(place, tile)
            self.ends.insert(place, self.ends[place - 1] if place else self.base)
        for later in range(place, len(self.ends)):
            self.ends[later] = _plus(self.ends[later], amounts)
        self.totals = list(_plus(self.totals, amounts))


def _plus(row: Row, amounts: Row) -> Row:
    return tuple([a + b for a, b in zip(row, amounts, strict=True)])


class Count(Totals):
    """窗口内的个数。 How many contributions are in the window."""

    __slots__ = ()

    def push(self, tile: int, edge: int, value: Any, at_us: int) -> None:
        """计入一次。 Count one contribution."""
        if tile > self.tile:
            self._advance(tile, edge)
        elif tile < self.tile:
            self._insert(tile, edge, (1,))
            return
        self.totals[0] += 1

    def read_count(self, edge: int, at_us: int) -> int:
        """个数。 The count."""
        return self.totals[0] - self._left(edge)[0]


class Sums(Count):
    """窗口内的个数与和。 Count and sum of the numbers in the window."""

    __slots__ = ()
    ZERO: ClassVar[tuple[int, ...]] = (0, 0)

    def push(self, tile: int, edge: int, value: int, at_us: int) -> None:
        """计入一个数（万分之一）。 Add a number, in 1/10000."""
        if tile > self.tile:
            self._advance(tile, edge)
        elif tile < self.tile:
            self._insert(tile, edge, (1, value))
            return
        totals = self.totals
        totals[0] += 1
        totals[1] += value

    def read_sum(self, edge: int, at_us: int) -> float:
        """和。 The sum."""
        return unscaled(self.totals[1] - self._left(edge)[1])

    def read_mean(self, edge: int, at_us: int) -> float | None:
        """平均数。 The mean."""
        left = self._left(edge)
        return mean(self.totals[1] - left[1], self.totals[0] - left[0])


class Moments(Sums):
    """窗口内的个数、和与平方和。 Count, sum and sum of squares of the numbers in the window."""

    __slots__ = ()
    ZERO: ClassVar[tuple[int, ...]] = (0, 0, 0)

    def push(self, tile: int, edge: int, value: int, at_us: int) -> None:
        """计入一个数（万分之一）。 Add a number, in 1/10000."""
        if tile > self.tile:
            self._advance(tile, edge)
        elif tile < self.tile:
            self._insert(tile, edge, (1, value, value * value))
            return
        totals = self.totals
        totals[0] += 1
        totals[1] += value
        totals[2] += value * value

    def read_stddev(self, edge: int, at_us: int) -> float | None:
        """样本标准差。 The sample standard deviation."""
        totals, left = self.totals, self._left(edge)
        return stddev(totals[1] - left[1], totals[2] - left[2], totals[0] - left[0])
