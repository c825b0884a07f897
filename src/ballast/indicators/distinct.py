"""不同值个数的窗口。 Windows of distinct values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

CAP = 4_096
"""不同值最多数到几。 Distinct values are counted up to this number."""

_SMALL = 16


class Distinct:
    """窗口内有几个不同的值，最多数到 `CAP`。 The number of distinct values, up to `CAP`.

    A value belongs to the newest tile it was seen in. Values out of the window stay until half of
    what is held is waste, so that forgetting costs O(1) amortised. Beyond twice the cap the values
    seen least recently are forgotten; `CAP` newer ones remain, so min(count, CAP) is exact.

    Attributes:
        seen: 值 → 最近一次所在的格。 Value to the newest tile it was seen in.
        tiles: 有值的格，升序。 Tiles with values, ascending.
        counts: 各格的值数。 Number of values of each tile.
        live: 在窗的值数。 Number of values in the window at the last push.
        edge: 最后一次计入时的窗口边。 Edge of the window at the last push.
    """

    __slots__ = ("counts", "edge", "live", "seen", "tiles")

    def __init__(self, tile: int) -> None:
        self.seen: dict[object, int] = {}
        self.tiles: list[int] = []
        self.counts: list[int] = []
        self.live = 0
        self.edge: int | None = None

    def size(self) -> tuple[int, int]:
        """格数与值数。 Number of tiles and of distinct values held."""
        return len(self.tiles), len(self.seen)

    def push(self, tile: int, edge: int, value: object, at_us: int) -> None:
        """计入一个值。 Add a value."""
        if edge != self.edge:
            self._evict(edge)
        if tile <= edge:
            return
        before = self.seen.get(value)
        if before is None or before <= edge:
            self.live += 1
        elif before < tile:
            self._add(before, -1)
        else:
            return
        self.seen[value] = tile
        self._add(tile, 1)
        if len(self.seen) > _SMALL + 2 * min(self.live, CAP):
            self._forget(edge)

    def read_distinct(self, edge: int, at_us: int) -> int:
        """不同值的个数。 The number of distinct values."""
        live = self.live
        if self.tiles and self.tiles[0] <= edge:
            live -= sum(self.counts[: bisect_right(self.tiles, edge)])
        return live if live < CAP else CAP

    def _add(self, tile: int, amount: int) -> None:
        place = bisect_left(self.tiles, tile)
        if place == len(self.tiles) or self.tiles[place] != tile:
            self.tiles.insert(place, tile)
            self.counts.insert(place, 0)
        self.counts[place] += amount

    def _evict(self, edge: int) -> None:
        self.edge = edge
        leaving = bisect_right(self.tiles, edge)
        if leaving:
            self.live -= sum(self.counts[:leaving])
            del self.tiles[:leaving], self.counts[:leaving]

    def _forget(self, edge: int) -> None:
        """弃去已出窗的，再弃去最久未见的。 Drop what has left, then the least recent."""
        kept = [(tile, value) for value, tile in self.seen.items() if tile > edge]
        if len(kept) > CAP:
            kept.sort(key=lambda item: item[0], reverse=True)
            for tile, _ in kept[CAP:]:
                self._add(tile, -1)
            del kept[CAP:]
        self.seen = {value: tile for tile, value in kept}
        self.live = len(kept)

    def dump(self) -> list[object]:
        """状态，写入快照。 The state, for a snapshot."""
        return [list(self.seen.items()), self.tiles, self.counts, self.live, self.edge]

    def load(self, state: Sequence[Any]) -> None:
        """从快照恢复。 Restore what `dump` gave."""
        seen, self.tiles, self.counts, self.live, self.edge = state
        self.seen = dict(seen)
