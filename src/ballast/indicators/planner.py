"""为每个场景做计划；同样的取键、取数、条件是同一个函数，所以只算一次。

Makes the plan of each scene. Equal readers and conditions are one function, run once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from ballast.events.model import FieldType, Scene
from ballast.indicators.columns import Column, columns_of, key_columns
from ballast.indicators.condition import Condition, compile_where
from ballast.indicators.group import Group, Intake, Member
from ballast.indicators.plan import Plan, Use
from ballast.indicators.values import Data, Reader, key_of, number_of, value_of


class Planner:
    """场景、组与取值函数。 Scenes, groups and the functions that read events.

    Args:
        scenes: 全部场景。 All scenes by code.
        groups: 全部组。 All groups.
    """

    def __init__(self, scenes: Mapping[str, Scene], groups: Sequence[Group]) -> None:
        self._scenes = scenes
        self._groups = groups
        self._columns = {code: columns_of(scene) for code, scene in scenes.items()}
        self._key = lru_cache(maxsize=None)(key_of)
        self._number = lru_cache(maxsize=None)(number_of)
        self._value = lru_cache(maxsize=None)(value_of)
        self._condition = lru_cache(maxsize=None)(self._compiled)

    def plan(self, scene: str, codes: Iterable[str]) -> Plan:
        """一个场景里读这些指标的计划。 The plan of a scene that reads these indicators."""
        wanted = frozenset(codes)
        uses = [use for group in self._groups for use in self._uses(group, scene, wanted)]
        return Plan(uses, sorted(wanted))

    def _uses(self, group: Group, scene: str, wanted: frozenset[str]) -> Iterator[Use]:
        members = [m for m in group.members if m.indicator.code in wanted]
        if group.signature.scene == scene:
            yield self._source(group, tuple(members))
            return
        by_key: dict[tuple[Column, ...], list[Member]] = {}
        for member in members:
            columns = key_columns(member.indicator, self._scenes, scene)
            if columns is not None:
                by_key.setdefault(columns, []).append(member)
        for columns, alike in by_key.items():
            yield Use(group, tuple(alike), self._reader(columns), None, None)

    def _source(self, group: Group, members: tuple[Member, ...]) -> Use:
        columns = self._columns[group.signature.scene]
        key = self._reader(tuple(columns[name] for name in group.signature.key))
        where = group.signature.where
        condition = self._condition(group.signature.scene, where) if where else None
        return Use(group, members, key, self._amount(group, columns), condition)

    def _reader(self, columns: tuple[Column, ...]) -> Reader:
        return self._key(tuple(c.name for c in columns), tuple(c.type for c in columns))

    def _amount(self, group: Group, columns: Mapping[str, Column]) -> Reader:
        of = group.signature.of
        if of is None:
            return _every_event
        if group.signature.intake is Intake.NUMBER:
            return self._number(of)
        return self._value(of, columns[of].type)

    def _compiled(self, scene: str, where: str) -> Condition:
        return compile_where(where, self._columns[scene])


def key_types(scene: Scene, names: Iterable[str]) -> list[FieldType]:
    """键各部分的类型。 Types of the parts of a key."""
    columns = columns_of(scene)
    return [columns[name].type for name in names]


def _every_event(_data: Data) -> bool:
    return True
