"""查看指标的用例：定义与现值。 Use cases of looking at indicators: definitions, present values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ballast.events.incoming import Incoming, Protector
from ballast.events.instants import text_of
from ballast.events.intake import accept
from ballast.events.problem import Refusal
from ballast.events.registry import SceneRegistry
from ballast.indicators.definition import window_notation
from ballast.indicators.engine import Engine
from ballast.indicators.explain import describe, edge_words, value_words
from ballast.indicators.model import Indicator
from ballast.indicators.problems import UnknownIndicatorError
from ballast.indicators.schemas import IndicatorValue, IndicatorView
from ballast.indicators.sql import to_sql
from ballast.infra.access import Principal

Between = Callable[[Callable[[], dict[str, object]]], dict[str, object]]
"""由写入道的线程来读状态。 Has the lane's thread read the state."""


class IndicatorViews:
    """查看指标。 Looks at indicators.

    Args:
        scenes: 现行场景。 The scenes in force.
        engine: 取现用的引擎。 Gives the engine in use.
        between: 由写入道的线程读。 Reads on the lane's thread.
        protector: 令牌。 Tokens.
        now_us: 时钟。 The clock.
    """

    def __init__(
        self,
        scenes: SceneRegistry,
        engine: Callable[[], Engine],
        between: Between,
        protector: Protector,
        now_us: Callable[[], int],
    ) -> None:
        self._scenes = scenes
        self._engine = engine
        self._between = between
        self._protector = protector
        self._now_us = now_us

    def list(self, principal: Principal) -> list[IndicatorView]:
        """全部指标。 Every indicator."""
        principal.require("indicator.read")
        return [self._view(indicator) for indicator in self._engine().indicators.values()]

    def show(self, principal: Principal, code: str) -> IndicatorView:
        """一个指标。 One indicator."""
        principal.require("indicator.read")
        return self._view(self._known(code))

    def read(
        self, principal: Principal, code: str, scene: str, data: Mapping[str, object]
    ) -> IndicatorValue:
        """一个对象的现值；不改变任何状态。 The present value for a subject; changes nothing.

        Raises:
            UnknownIndicatorError: 没有这个指标。 There is no such indicator.
            EventRefusedError: 字段不合场景。 A field does not fit the scene.
        """
        principal.require("indicator.read", scene)
        indicator = self._known(code)
        probe = self._probe(scene, data)
        wanted = frozenset((code,))
        values = self._between(lambda: self._engine().read(scene, probe.data, probe.at_us, wanted))
        value = values[code]
        shown = "***" if isinstance(value, str) and value.startswith("tk_") else value
        return IndicatorValue(
            code,
            shown,
            value_words(indicator, shown).as_dict(),
            edge_words(indicator, probe.at_us).as_dict(),
        )

    def _known(self, code: str) -> Indicator:
        found = self._engine().indicators.get(code)
        if found is None:
            raise UnknownIndicatorError((code,))
        return found

    def _probe(self, scene: str, data: Mapping[str, object]) -> Incoming:
        plan = self._scenes.plan(scene)
        # Only the fields that name the subject are given, so nothing is required here.
        relaxed = replace(plan, steps=tuple(replace(s, required=False) for s in plan.steps))
        now_us = self._now_us()
        raw = {"id": "probe", "occurred_at": text_of(now_us), "data": dict(data)}
        found = accept(relaxed, raw, now_us, self._protector)
        if isinstance(found, Refusal):
            raise found.error()
        return found

    def _view(self, indicator: Indicator) -> IndicatorView:
        scenes = self._engine().scenes
        return IndicatorView(
            code=indicator.code,
            title=indicator.title.as_dict(),
            scene=indicator.scene,
            key=indicator.key,
            aggregate=indicator.aggregate.value,
            of=indicator.of,
            where=indicator.where,
            window=window_notation(indicator.window),
            current=indicator.current.value,
            unit=indicator.unit.zh if indicator.unit else "",
            source=str(indicator.source),
            description=describe(indicator, scenes).as_dict(),
            sql=to_sql(indicator, scenes, indicator.scene),
        )
