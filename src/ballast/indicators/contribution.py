"""一个指标的计入：哪些事件算、带来什么值、由它们重算。

Contributions to one indicator: which events count, what each brings, and the value computed from
them, all by the contract in `docs/indicators.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ballast.events.model import Event, Scene
from ballast.indicators.columns import columns_of, key_columns
from ballast.indicators.condition import compile_where
from ballast.indicators.engine import Engine
from ballast.indicators.explain import edges
from ballast.indicators.group import counts_itself
from ballast.indicators.model import NUMERIC, Indicator
from ballast.indicators.values import Data, key_of, number_of, value_of
from ballast.indicators.window import span, tiler


class Contributions:
    """一个指标怎样取键、取值。 How one indicator takes keys and values from events.

    Args:
        indicator: 定义。 The definition.
        scenes: 全部场景。 Every scene, by code.
    """

    def __init__(self, indicator: Indicator, scenes: Mapping[str, Scene]) -> None:
        self.indicator = indicator
        self._scenes = scenes
        columns = columns_of(scenes[indicator.scene])
        self._key = key_of(indicator.key, tuple(columns[name].type for name in indicator.key))
        where = indicator.where
        self._holds = None if where is None else compile_where(where, columns)
        of = indicator.of
        if of is None:
            self._amount = None
        elif indicator.aggregate in NUMERIC:
            self._amount = number_of(of)
        else:
            self._amount = value_of(of, columns[of].type)

    def key_read(self, event: Event) -> object:
        """这件事按什么键读；读不了为 None。 The key that an event reads by; None if it cannot."""
        columns = key_columns(self.indicator, self._scenes, event.scene)
        if columns is None:
            return None
        return key_of(tuple(c.name for c in columns), tuple(c.type for c in columns))(event.data)

    def counts(self, key: object, data: Data) -> bool:
        """是否计入此键。 Whether an event of the indicator's scene contributes to the key."""
        if self._key(data) != key or (self._holds is not None and not self._holds(data)):
            return False
        return self._amount is None or self._amount(data) is not None

    def includes(self, event: Event) -> bool:
        """读的事件自己算不算。 Whether an event that reads counts itself."""
        return event.scene == self.indicator.scene and counts_itself(self.indicator)

    def earliest(self, at_us: int) -> int | None:
        """此刻读时窗口的起点；“历来”没有。 Where the window of a reader starts, if it does."""
        return edges(self.indicator, at_us)[0]

    def within(self, at_us: int, counted: Sequence[Event]) -> list[Event]:
        """其中在窗口内的。 Those of the contributions that are in the reader's window."""
        tile = tiler(self.indicator.window)
        newest = max((tile(each.at_us) for each in counted), default=tile(at_us))
        edge = max(newest, tile(at_us)) - span(self.indicator.window)
        return [each for each in counted if tile(each.at_us) > edge]

    def computed(self, event: Event, counted: Sequence[Event]) -> object:
        """由计入的事件为 `event` 算出的值。 The value that `event` reads after these."""
        engine = Engine([self.indicator], self._scenes)
        for each in sorted(counted, key=lambda found: found.seq):
            if each.seq < event.seq:
                engine.observe(each, frozenset())
        code = self.indicator.code
        return engine.observe(event, frozenset((code,)))[code]
