"""事件接口的出入格式。 What goes in and out of the API of events."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from ballast.kit.text import Text


class ReceiptOut(Struct, frozen=True):
    """一件事的回执。 Receipt of one event: it is on disk."""

    scene: str
    id: str
    seq: int
    late: bool
    duplicate: bool
    unknown: tuple[str, ...]


class RefusedLine(Struct, frozen=True):
    """一行没有受理，及原因。 A line that was refused, with every reason."""

    line: int
    code: str
    errors: list[dict[str, Any]]


class BatchOut(Struct, frozen=True):
    """一批的结果。 Result of a batch."""

    accepted: int
    duplicates: int
    refused: list[RefusedLine]


class EventView(Struct, frozen=True):
    """一件已受理的事；受保护的值已屏蔽。 An accepted event; protected values are masked."""

    scene: str
    id: str
    seq: int
    occurred_at: str
    received_at: str
    late: bool
    scene_version: int
    data: dict[str, Any]
    masked: list[str]
    unknown: list[str]


class EventPage(Struct, frozen=True):
    """一页事件，新的在前。 A page of events, newest first."""

    items: list[EventView]
    next: str | None


class EventSearch(Struct, frozen=True):
    """查某对象的事件。 A search for the events of a subject."""

    value: Annotated[str, Meta(min_length=1, max_length=200)]
    scene: Annotated[str, Meta(pattern=r"^[^\x00]*$", max_length=128)] | None = None
    since: str | None = None
    until: str | None = None
    late: bool | None = None
    cursor: str | None = None
    limit: Annotated[int, Meta(ge=1, le=500)] = 50

    def __repr__(self) -> str:
        return "EventSearch(…)"


class FieldView(Struct, frozen=True):
    """场景的一个字段。 One field of a scene."""

    name: str
    type: str
    title: Text
    sensitivity: str
    kind: str
    required: bool
    subject: str | None
    values: list[str]


class SceneView(Struct, frozen=True):
    """一个场景。 One scene."""

    code: str
    version: int
    title: Text
    policy: str | None
    fallback: str
    fields: list[FieldView]
