"""场景里可用于指标的列：字段与派生属性。

Columns of a scene that indicators may use: its fields, and the attributes derived from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ballast.events.derived import attributes
from ballast.events.model import FieldKind, FieldType, Scene, SubjectKind
from ballast.indicators.model import Indicator
from ballast.kit.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """一列。 One column.

    Args:
        name: 名称。 Name in the event's data.
        type: 类型。 Type.
        title: 标题。 Title.
        token: 受保护文本的种类，引擎只见令牌；否则 None。 Kind of a protected text; else None.
        subject: 指向哪类对象。 Which kind of subject it identifies.
    """

    name: str
    type: FieldType
    title: Text
    token: FieldKind | None = None
    subject: SubjectKind | None = None

    def same_domain(self, other: Column) -> bool:
        """两列的值能不能相等。 Whether values of both columns can be equal."""
        return (self.type, self.token) == (other.type, other.token)


def columns_of(scene: Scene) -> dict[str, Column]:
    """场景的全部列，按名称。 All columns of a scene, by name."""
    found: dict[str, Column] = {}
    for field in scene.fields.values():
        token = field.kind if field.protected else None
        found[field.name] = Column(field.name, field.type, field.title, token, field.subject)
        if field.type is FieldType.STRING:
            for name, derived in attributes(field.name, field.kind).items():
                found[name] = Column(name, derived.type, derived.title)
    return found


def key_columns(
    indicator: Indicator, scenes: Mapping[str, Scene], code: str
) -> tuple[Column, ...] | None:
    """在某个场景里，键从哪些列读；读不了为 None。

    The columns of the key in a scene; None if the indicator cannot be read there. In order: its own
    key in its own scene, what `match` says, columns of the same name, columns of the same subject.
    """
    if code not in scenes or indicator.scene not in scenes:
        return None
    own, there = columns_of(scenes[indicator.scene]), columns_of(scenes[code])
    if code == indicator.scene:
        return _named(indicator.key, there)
    if code in indicator.match:
        return _named(indicator.match[code], there)
    found = [_counterpart(own.get(name), there) for name in indicator.key]
    columns = tuple(column for column in found if column is not None)
    return columns if len(columns) == len(found) else None


def _named(names: tuple[str, ...], there: Mapping[str, Column]) -> tuple[Column, ...] | None:
    return tuple(there[name] for name in names) if set(names) <= set(there) else None


def _counterpart(own: Column | None, there: Mapping[str, Column]) -> Column | None:
    if own is None:
        return None
    same = there.get(own.name)
    if same is not None and own.same_domain(same):
        return same
    if own.subject is None:
        return None
    alike = (c for c in there.values() if c.subject is own.subject and own.same_domain(c))
    return next(alike, None)
