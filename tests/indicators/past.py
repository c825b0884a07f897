"""A history in memory: the events of a stream as the lake and the hot table would give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
from tests.indicators.worlds import SCENES, relation

from ballast.events.model import Event
from ballast.indicators.history import History, Opened


class Past(History):
    """What happened, without a database. Whatever it need not give it leaves out."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self.scenes = SCENES

    @contextmanager
    def of(self, scene: str, since_us: int | None) -> Iterator[Opened]:
        seen = [e for e in self._events if since_us is None or e.at_us >= since_us]
        with duckdb.connect(config={"threads": 1}) as connection:
            connection.register(scene, relation(seen, scene))
            yield Opened(connection, scene)
