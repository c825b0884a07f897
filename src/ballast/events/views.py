"""事件给人看的样子：受保护的值先屏蔽，明文只给有权的人，且每次记日志。

Events as people see them: protected values are masked; clear values only for those who may see
them, and every such read is journalled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from sqlalchemy.orm import Session

from ballast.events import repository
from ballast.events.incoming import clear_values, record_aad
from ballast.events.instants import text_of
from ballast.events.model import Event, Field, FieldType, Scene
from ballast.events.normal_form import normalise
from ballast.events.registry import SceneRegistry
from ballast.events.repository import EventFilter
from ballast.events.schemas import EventPage, EventView, FieldView, SceneView
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.infra.journal import Entry, Journal
from ballast.kit.errors import InvalidError, NotFoundError
from ballast.kit.text import Text

HIDDEN = "***"
"""整个不展示的值。 A value that is not shown at all."""


class Vault(Protocol):
    """打开封存的值。 Opens sealed values."""

    def open_(self, blob: bytes, aad: bytes, /) -> dict[str, object]:
        """封存的值。 The sealed values."""
        ...

    def token(self, kind: str, normal: str, /) -> str:
        """受保护的值的令牌。 The token of a protected value."""
        ...


class Masking(Protocol):
    """按信息的种类与类别屏蔽。 Masks by kind and class of information."""

    def mask(self, kind: str, value: str, sensitivity: str, /) -> str:
        """屏蔽之后的样子。 The masked form."""
        ...


class UnknownEventError(NotFoundError):
    """没有这件事。 There is no such event."""

    code = "event_unknown"
    title = Text("没有这件事", "There is no such event")

    def __init__(self) -> None:
        super().__init__(Text("此场景没有这个标识的事件", "The scene has no event with this id"))


class WrongCursorError(InvalidError):
    """游标不可用。 The cursor cannot be used."""

    code = "cursor"
    title = Text("游标不可用", "Unusable cursor")

    def __init__(self) -> None:
        super().__init__(
            Text("游标应原样取自上一页的 next", "Take the cursor from `next` of the page before")
        )


class EventViews:
    """查看事件与场景的用例。 Use cases of looking at events and scenes."""

    def __init__(
        self,
        database: Database,
        scenes: SceneRegistry,
        vault: Vault,
        masking: Masking,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._scenes = scenes
        self._vault = vault
        self._masking = masking
        self._now_us = now_us
        self._journal = Journal()

    def page(
        self, principal: Principal, wanted: EventFilter, cursor: str | None, limit: int
    ) -> EventPage:
        """一页，新的在前。 One page, newest first."""
        principal.require("event.read", wanted.scene)
        visible = replace(wanted, scenes=principal.scenes_for("event.read"))
        with self._database.reading() as session:
            found, following = repository.page(session, visible, cursor_of(cursor), limit)
        items = [self.masked(event) for event in found]
        return EventPage(items, None if following is None else str(following))

    def about(
        self,
        principal: Principal,
        wanted: EventFilter,
        value: str,
        cursor: str | None,
        limit: int,
    ) -> EventPage:
        """涉及某对象的事件：值本身，或它的令牌。 Events about a subject, by value or token."""
        return self.page(principal, replace(wanted, holding=self._written(value)), cursor, limit)

    def show(self, principal: Principal, scene: str, event_id: str) -> EventView:
        """一件，屏蔽后。 One event, masked."""
        principal.require("event.read", scene)
        with self._database.reading() as session:
            return self.masked(_found(session, scene, event_id))

    def reveal(self, principal: Principal, scene: str, event_id: str) -> EventView:
        """一件，按权限给明文，并记日志。 One event, clear as far as permitted; journalled."""
        principal.require("event.read", scene)
        principal.require("decision.reveal", scene)
        with self._database.transaction() as session:
            view = self.clear(_found(session, scene, event_id), principal.unmask_in(scene))
            entry = Entry(
                actor=principal.actor,
                action="event.reveal",
                subject_kind="event",
                subject_id=f"{scene}/{event_id}",
                at_us=self._now_us(),
                after={"still_masked": list(view.masked)},
            )
            self._journal.append(session, entry)
        return view

    def scenes(self, principal: Principal) -> list[SceneView]:
        """现行场景。 The scenes in force."""
        principal.require("scene.read")
        return [scene_view(scene) for scene in self._scenes.scenes.values()]

    def masked(self, event: Event) -> EventView:
        """全部屏蔽的样子。 The view with everything protected masked."""
        return self.clear(event, frozenset())

    def clear(self, event: Event, classes: frozenset[str]) -> EventView:
        """这些类别（C2、C3）给明文。 The view with values of these classes (C2, C3) in clear."""
        scene = self._scenes.scene(event.scene)
        aad = record_aad(event.scene, event.id)
        opened = self._vault.open_(event.sealed, aad) if event.sealed else {}
        secret = clear_values(opened, event.unknown)
        values = dict(event.data) | {n: v for n, v in secret.items() if n in scene.fields}
        shown: dict[str, object] = {}
        masked: list[str] = []
        for name, value in values.items():
            field = scene.fields.get(name)
            if field is None or field.sensitivity.value in classes or _open(field):
                shown[name] = _outward(field, value)
            else:
                shown[name] = self._mask(field, value)
                masked.append(name)
        unknown = {n: v for n, v in secret.items() if n not in scene.fields}
        for name, value in unknown.items():
            shown[name] = value if "C3" in classes else HIDDEN
        hidden = () if "C3" in classes else tuple(unknown)
        return _view(event, shown, (*masked, *hidden))

    def _written(self, value: str) -> tuple[str, ...]:
        # As it may stand in the data: in clear, or as the token of any kind that is protected.
        scenes = self._scenes.scenes.values()
        fields = [field for scene in scenes for field in scene.fields.values()]
        kinds = {field.kind for field in fields if field.protected}
        tokens = {self._vault.token(kind.value, normalise(kind, value)) for kind in kinds}
        return (value, *sorted(tokens))

    def _mask(self, field: Field, value: object) -> str:
        if field.type is FieldType.STRING and isinstance(value, str):
            return self._masking.mask(field.kind.value, value, field.sensitivity.value)
        return HIDDEN


def cursor_of(text: str | None) -> int | None:
    """游标 → 次序。 A cursor as an acceptance number.

    Raises:
        WrongCursorError: 不是本系统给出的游标。 It was not given by a page.
    """
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise WrongCursorError
    return int(text)


def _open(field: Field) -> bool:
    return field.sensitivity.value == "C1"


def _outward(field: Field | None, value: object) -> object:
    if field is not None and field.type is FieldType.TIME and isinstance(value, int | float):
        return text_of(int(value))
    return value


def _found(session: Session, scene: str, event_id: str) -> Event:
    event = repository.get(session, scene, event_id)
    if event is None:
        raise UnknownEventError
    return event


def _view(event: Event, shown: dict[str, object], masked: tuple[str, ...]) -> EventView:
    return EventView(
        scene=event.scene,
        id=event.id,
        seq=event.seq,
        occurred_at=text_of(event.at_us),
        received_at=text_of(event.received_us),
        late=event.late,
        scene_version=event.scene_version,
        data=shown,
        masked=list(masked),
        unknown=list(event.unknown),
    )


def scene_view(scene: Scene) -> SceneView:
    """场景给人看的样子。 A scene as people see it."""
    fields = [
        FieldView(
            name=f.name,
            type=f.type.value,
            title=f.title,
            sensitivity=f.sensitivity.value,
            kind=f.kind.value,
            required=f.required,
            subject=f.subject.value if f.subject else None,
            values=list(f.values),
        )
        for f in scene.fields.values()
    ]
    return SceneView(scene.code, scene.version, scene.title, scene.policy, scene.fallback, fields)
