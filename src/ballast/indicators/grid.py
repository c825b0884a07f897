"""一个时刻在各窗口里的格号与窗口边，一次算完。 Tiles and edges of all windows for one instant."""

from __future__ import annotations

from collections.abc import Iterable

from ballast.indicators.model import Window, WindowKind
from ballast.indicators.window import divisor, span, tiler


class Grid:
    """若干窗口。 A set of windows, each with a place.

    Args:
        windows: 窗口，可重复。 Windows; repeated ones share a place.
    """

    def __init__(self, windows: Iterable[Window]) -> None:
        unique = sorted(set(windows), key=lambda w: w.kind is not WindowKind.SLIDING)
        self.places = {window: place for place, window in enumerate(unique)}
        sliding = [w for w in unique if w.kind is WindowKind.SLIDING]
        self._divisors = [divisor(window) for window in sliding]
        self._others = [tiler(window) for window in unique[len(sliding) :]]
        self._spans = [span(window) for window in unique]

    def tiles(self, at_us: int) -> list[int]:
        """各窗口里的格号。 The tile of an instant in each window."""
        tripled = at_us * 3
        tiles = [tripled // size for size in self._divisors]
        for tile in self._others:
            tiles.append(tile(at_us))
        return tiles

    def edges(self, tiles: list[int]) -> list[int]:
        """各窗口里最新的已出窗的格。 The newest tile out of each window, read at these tiles."""
        return [tile - span for tile, span in zip(tiles, self._spans, strict=True)]
