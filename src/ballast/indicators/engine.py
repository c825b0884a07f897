"""在线引擎：事件按受理次序逐个计入，读到的就是合同规定的值。

The online engine: events enter one by one in acceptance order, and what is read is the value the
contract defines (`docs/indicators.md`). One writer: callers observe and read from one thread at a
time. Memory is bounded per key, whatever the number of events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ballast.events.model import Event, Scene
from ballast.indicators.check import check
from ballast.indicators.columns import key_columns
from ballast.indicators.group import Group, groups_of
from ballast.indicators.memory import Memory, measure
from ballast.indicators.model import DAY_SECONDS, SECOND_US, Indicator
from ballast.indicators.plan import Plan
from ballast.indicators.planner import Planner
from ballast.indicators.problems import OutOfOrderError, UnknownIndicatorError
from ballast.indicators.snapshot import Position, definitions_digest, pack, unpack
from ballast.indicators.sweep import sweep
from ballast.indicators.values import Data

DAY_US = DAY_SECONDS * SECOND_US


class Engine:
    """全部指标在线的状态。 The online state of all indicators.

    Args:
        indicators: 定义。 Definitions.
        scenes: 全部场景，按代码。 All scenes by code.

    Raises:
        InvalidIndicatorError: 定义与场景不符。 A definition does not fit its scene.
    """

    def __init__(self, indicators: Iterable[Indicator], scenes: Mapping[str, Scene]) -> None:
        self.indicators = {i.code: i for i in check(indicators, scenes)}
        self.scenes = dict(scenes)
        self._digest = definitions_digest(self.indicators.values(), self.scenes)
        self._plans: dict[tuple[str, frozenset[str] | None], Plan] = {}
        self._start(groups_of(self.indicators.values()), Position())

    def _start(self, groups: list[Group], position: Position) -> None:
        self._groups = groups
        self._position = position
        self._planner = Planner(self.scenes, groups)
        self._plans.clear()

    @property
    def seq(self) -> int:
        """已计入的最后一个序号。 Sequence number of the last accepted event."""
        return self._position.seq

    @property
    def horizon_us(self) -> int | None:
        """清扫视界：此前的事件可能读到弃去的键。 Events before it may meet keys that were swept."""
        return self._position.horizon_us

    def observe(self, event: Event, wanted: frozenset[str] | None = None) -> dict[str, object]:
        """计入一个事件，返回为它读到的值。 Accept an event and return the values read for it.

        Args:
            event: 已受理的事件，序号递增。 An accepted event; sequence numbers rise.
            wanted: 要读的代码；None 为该场景能读的全部。 Codes to read; None: all readable ones.

        Raises:
            OutOfOrderError: 序号不大于上一个。 The sequence number is not greater than the last.
            UnknownIndicatorError: 要读的代码没有定义。 A wanted code is not defined.
        """
        if event.seq <= self._position.seq:
            raise OutOfOrderError(event.seq, self._position.seq)
        plan = self._plans.get((event.scene, wanted)) or self._plan(event.scene, wanted)
        values = plan.run(event.data, event.at_us, accept=True)
        self._position.accept(event.seq, event.at_us)
        return values

    def read(
        self, scene: str, data: Data, at_us: int, wanted: frozenset[str] | None = None
    ) -> dict[str, object]:
        """只读，不计入，状态不变。 Read without accepting; nothing changes."""
        plan = self._plans.get((scene, wanted)) or self._plan(scene, wanted)
        return plan.run(data, at_us, accept=False)

    def foresee(
        self, scene: str, data: Data, at_us: int, wanted: frozenset[str] | None = None
    ) -> dict[str, object]:
        """假如此事现在到来会读到什么，它自己算在内；状态不变。

        What an event would read if it came now, itself counted where the definition says so.
        Nothing changes.
        """
        plan = self._plans.get((scene, wanted)) or self._plan(scene, wanted)
        return plan.foresee(data, at_us)

    def readable(self, scene: str) -> frozenset[str]:
        """该场景能读的指标。 Codes of the indicators that can be read for events of a scene."""
        return frozenset(
            code
            for code, indicator in self.indicators.items()
            if key_columns(indicator, self.scenes, scene) is not None
        )

    def memory(self) -> Memory:
        """占用多少内存。 What the state holds."""
        return measure(self._groups, self._position.beyond_horizon)

    def sweep(self, now_us: int, lateness_us: int = DAY_US) -> int:
        """弃去不可能再被读到的键，返回弃去的个数。 Drop keys that no event can read any more.

        Args:
            now_us: 现在；晚于最新事件时取最新事件的时刻。 Now; the newest event bounds it.
            lateness_us: 今后的事件最多比现在早多久。 How far before now later events may lie.

        Answers for events at or after now - lateness are the same as without sweeping. Accepted
        events before that are counted in `memory().beyond_horizon`.
        """
        newest = self._position.newest_us
        if newest is None:
            return 0
        horizon = min(now_us, newest) - lateness_us
        self._position.raise_horizon(horizon)
        return sweep(self._groups, horizon)

    def snapshot(self) -> bytes:
        """状态的快照。 The whole state as bytes."""
        return pack(self._digest, self._position, self._groups)

    def restore(self, snapshot: bytes) -> int:
        """恢复快照，返回其最后的序号；此后从下一个序号重放。

        Restore a snapshot and return its last sequence number; replay from the next one.

        Raises:
            StaleSnapshotError: 属于别的定义；状态不变。 Of other definitions; nothing changes.
        """
        groups = groups_of(self.indicators.values())
        self._start(groups, unpack(snapshot, self._digest, groups))
        return self._position.seq

    def _plan(self, scene: str, wanted: frozenset[str] | None) -> Plan:
        codes = self.readable(scene) if wanted is None else wanted
        unknown = sorted(codes - self.indicators.keys())
        if unknown:
            raise UnknownIndicatorError(unknown)
        plan = self._planner.plan(scene, codes)
        self._plans[(scene, wanted)] = plan
        return plan
