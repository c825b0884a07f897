"""事件作为湖的来源。 Events as a source of the lake: engine views only, never what is sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from ballast.events import repository
from ballast.events.engine_schema import column_types
from ballast.events.lake.part import Column, Row
from ballast.events.model import Event, FieldType, Scene

FIXED = (
    Column("seq", FieldType.TIME),
    Column("id", FieldType.STRING),
    Column("at_us", FieldType.TIME),
    Column("received_us", FieldType.TIME),
    Column("late", FieldType.BOOLEAN),
    Column("scene_version", FieldType.TIME),
)
"""每个场景都有的列。 Columns every scene has."""


class EventSource:
    """已受理的事件。 Accepted events.

    Args:
        scenes: 现行场景；没有现行场景的事件只留固定的列。 Scenes in force, by code; events of a
            scene that is no longer in force keep the fixed columns only.
        since_us: 只要热表里不早于此刻的。 Hot rows before this time are left out.
    """

    def __init__(self, scenes: Mapping[str, Scene], since_us: int | None = None) -> None:
        self._since_us = since_us
        self._columns = {
            code: (*FIXED, *(Column(name, type_) for name, type_ in column_types(scene).items()))
            for code, scene in scenes.items()
        }

    def rows(self, session: Session, after_seq: int, limit: int) -> list[Row]:
        """某次序之后的事件。 Events after a number."""
        return [_row(event) for event in repository.after(session, after_seq, limit)]

    def hot_rows(self, session: Session, partition: str, after_seq: int) -> list[Row]:
        """一个场景还在热表里的事件。 The events of one scene that are not sealed yet."""
        found = repository.since(session, partition, after_seq, self._since_us)
        return [_row(event) for event in found]

    def columns(self, partition: str) -> Sequence[Column]:
        """一个场景的列。 Columns of a scene."""
        return self._columns.get(partition, FIXED)


def _row(event: Event) -> Row:
    fixed = {
        "seq": event.seq,
        "id": event.id,
        "at_us": event.at_us,
        "received_us": event.received_us,
        "late": event.late,
        "scene_version": event.scene_version,
    }
    return Row(event.seq, event.scene, event.at_us, {**event.data, **fixed})
