"""一个场景的全貌：字段与派生属性、历次版本、样例、最近的未知字段。

A scene as a whole: fields and what is derived of them, versions, an example, recent unknown fields.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy.orm import Session

from ballast.events import repository
from ballast.events.derived import attributes
from ballast.events.example import example
from ballast.events.instants import text_of
from ballast.events.model import FieldType, Scene
from ballast.events.repository import SceneVersion
from ballast.events.scene_difference import Change, changes
from ballast.kit.text import Text

_LOOKED_AT = 2_000


class DerivedView(Struct, frozen=True):
    """一个派生属性。 One derived attribute: what engines know of a protected field."""

    name: str
    of: str
    type: str
    title: Text


class ChangeView(Struct, frozen=True):
    """一处变化；值写成 JSON。 One change; values are JSON text, null where there was none."""

    field: str
    what: str
    change: Change
    before: str | None
    after: str | None


class VersionView(Struct, frozen=True):
    """一个版本，及它与前一版的差异。 A version, and how it differs from the one before."""

    version: int
    since: str
    digest: str
    fields: int
    changes: list[ChangeView]


class UnknownField(Struct, frozen=True):
    """最近见过的未知字段。 An unknown field that was sent lately."""

    name: str
    events: int
    last_at: str


class SceneHistory(Struct, frozen=True, kw_only=True):
    """一个场景的来历与接入。 What became of a scene, and how to send to it."""

    derived: list[DerivedView]
    versions: list[VersionView]
    example: dict[str, Any]
    unknown: list[UnknownField]
    looked_at: int


def history(session: Session, scene: Scene, now_us: int) -> SceneHistory:
    """一个场景的来历与接入。 What became of a scene, and how to send to it."""
    recent = repository.unknown_lately(session, scene.code, _LOOKED_AT)
    return SceneHistory(
        derived=list(_derived(scene)),
        versions=_versions(repository.scene_versions(session, scene.code)),
        example=example(scene, now_us),
        unknown=_unknown(recent),
        looked_at=_LOOKED_AT,
    )


def difference(session: Session, code: str, before: int, after: int) -> list[ChangeView] | None:
    """两个版本的差异；缺一个则为 None。 How two versions differ; None where one is missing."""
    found = {each.version: each for each in repository.scene_versions(session, code)}
    if before not in found or after not in found:
        return None
    return _between(found[before], found[after])


def _derived(scene: Scene) -> list[DerivedView]:
    return [
        DerivedView(name, field.name, attribute.type.value, attribute.title)
        for field in scene.fields.values()
        if field.type is FieldType.STRING
        for name, attribute in attributes(field.name, field.kind).items()
    ]


def _versions(found: Sequence[SceneVersion]) -> list[VersionView]:
    shown = []
    for place, version in enumerate(found):
        changed = _between(found[place - 1], version) if place else []
        fields = len(json.loads(version.document)["fields"])
        since = text_of(version.since_us)
        shown.append(VersionView(version.version, since, version.digest, fields, changed))
    return shown[::-1]


def _between(before: SceneVersion, after: SceneVersion) -> list[ChangeView]:
    return [
        ChangeView(each.field, each.what, each.change, _json(each.before), _json(each.after))
        for each in changes(json.loads(before.document), json.loads(after.document))
    ]


def _unknown(recent: Sequence[tuple[tuple[str, ...], int]]) -> list[UnknownField]:
    counts: Counter[str] = Counter()
    last: dict[str, int] = {}
    for names, received_us in recent:
        counts.update(names)
        for name in names:
            last.setdefault(name, received_us)
    return [UnknownField(name, n, text_of(last[name])) for name, n in counts.most_common(50)]


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
