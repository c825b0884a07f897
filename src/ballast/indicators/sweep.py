"""弃去死键：视界之后的任何事件都读不到它。

Dropping dead keys: those whose newest contribution is out of every window for any event at or after
the horizon. For such events an absent key and a dead key read the same and grow the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from ballast.indicators.group import Group
from ballast.indicators.model import WindowKind
from ballast.indicators.window import span, tiler


def sweep(groups: Iterable[Group], horizon_us: int) -> int:
    """弃去死键，返回个数。 Drop dead keys; returns how many."""
    return sum(_sweep(group, horizon_us) for group in groups)


def _sweep(group: Group, horizon_us: int) -> int:
    windows = {slot.window for slot in group.slots}
    if any(window.kind is WindowKind.EVER for window in windows):
        return 0
    limits = [(tiler(w), tiler(w)(horizon_us) - span(w)) for w in windows]
    dead = [
        key
        for key, state in group.states.items()
        if all(tile(state.at_us) <= edge for tile, edge in limits)
    ]
    for key in dead:
        del group.states[key]
    return len(dead)
