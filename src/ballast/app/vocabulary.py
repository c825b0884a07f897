"""策略里能用的名字：场景的字段与派生属性，以及能读的指标。

The names a policy may use: fields and derived attributes of its scene, and the readable indicators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ballast.events.engine_schema import engine_schema
from ballast.events.model import Scene
from ballast.expressions.types import NUMBER, Type
from ballast.indicators.columns import columns_of, key_columns
from ballast.indicators.condition import schema as column_schema
from ballast.indicators.model import VALUED, Aggregate, Indicator


class Vocabulary:
    """按场景给出名字与类型；指标现取。 Names and types by scene, of the indicators just then."""

    def __init__(
        self, scenes: Mapping[str, Scene], indicators: Callable[[], Iterable[Indicator]]
    ) -> None:
        self._scenes = scenes
        self._indicators = indicators

    def schema(self, scene: str | None) -> Mapping[str, Type]:
        """一个场景里的名字；没有场景则没有。 The names of a scene; none without a scene."""
        if scene is None or scene not in self._scenes:
            return {}
        readable = {
            f"indicators.{indicator.code}": self._type(indicator)
            for indicator in self._indicators()
            if key_columns(indicator, self._scenes, scene) is not None
        }
        return {**engine_schema(self._scenes[scene]), **readable}

    def _type(self, indicator: Indicator) -> Type:
        if indicator.aggregate not in VALUED or indicator.aggregate is Aggregate.DISTINCT:
            return NUMBER
        columns = column_schema(columns_of(self._scenes[indicator.scene]))
        return columns[indicator.of or ""]
