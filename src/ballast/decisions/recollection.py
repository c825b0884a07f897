"""回想当时的指标：没有读过的，用同一个引擎从日志重算到那一刻。

Recollecting indicators as they were. What a decision did not read is recomputed from the log by the
same engine, so every value is the one of that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy.orm import Session

from ballast.events import repository as events
from ballast.events.model import Event, Scene
from ballast.indicators.engine import Engine
from ballast.indicators.model import Indicator

_BATCH = 5_000
Known = dict[int, dict[str, object]]
"""受理次序 → 当时的指标。 Acceptance number to the indicators of that moment."""


class Recollection:
    """回想。 Recollects.

    Args:
        scenes: 场景。 The scenes.
        indicators: 给出现行的指标。 Gives the indicators in force.
    """

    def __init__(
        self, scenes: Mapping[str, Scene], indicators: Callable[[], Iterable[Indicator]]
    ) -> None:
        self._scenes = scenes
        self._indicators = indicators

    def complete(self, session: Session, known: Known, wanted: frozenset[str]) -> None:
        """补齐想要而当时没有读过的指标。 Add the wanted indicators that were not read then."""
        missing = frozenset().union(*(wanted - values.keys() for values in known.values()))
        if not missing:
            return
        engine = Engine([i for i in self._indicators() if i.code in missing], self._scenes)
        last = max(known)
        for batch in events.batches(session, 0, _BATCH):
            for event in batch:
                _observe(engine, event, missing, known)
            if batch[-1].seq >= last:
                return


def _observe(engine: Engine, event: Event, missing: frozenset[str], known: Known) -> None:
    values = known.get(event.seq)
    if values is None:
        engine.observe(event, frozenset())
    else:
        # What was read then counts, even where the log would say something else today.
        values.update(engine.observe(event, missing) | values)
