"""读在线状态而不改变它。 Reading the online state without changing it."""

from __future__ import annotations

from collections.abc import Callable

from ballast.events.incoming import Incoming, Protector
from ballast.indicators.engine import Engine

Between = Callable[[Callable[[], dict[str, object]]], dict[str, object]]


class StateReading:
    """读在线状态。 Reads the online state.

    Args:
        engine: 取现用的引擎。 Gives the engine in use.
        between: 由写入道的线程读状态。 Reads the state on the lane's thread.
        protector: 令牌。 Tokens.
        now_us: 时钟。 The clock.
    """

    def __init__(
        self,
        engine: Callable[[], Engine],
        between: Between,
        protector: Protector,
        now_us: Callable[[], int],
    ) -> None:
        self._engine = engine
        self._between = between
        self.protector = protector
        self.now_us = now_us

    def values(self, incoming: Incoming, wanted: frozenset[str]) -> dict[str, object]:
        """若此事此刻到来会读到的值。 What would be read if this event came now."""
        return self._between(
            lambda: self._engine().foresee(incoming.scene, incoming.data, incoming.at_us, wanted)
        )
