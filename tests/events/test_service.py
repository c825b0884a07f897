from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.events.scenery import PAY, ZONE, text

from ballast.events import repository
from ballast.events.registry import SceneRegistry, UnknownSceneError
from ballast.events.scenes import load_scenes
from ballast.events.service import register_scenes
from ballast.infra.db import Database
from ballast.infra.journal import Actor, Filters, Journal, entries
from ballast.infra.packs import Document

SYSTEM = Actor("system", "start")
WIDER = replace(PAY, fields={**PAY.fields, "note": text("note")})


def start(database: Database, *scenes: object, at_us: int = 1) -> list[int]:
    with database.transaction() as session:
        found = register_scenes(session, scenes, Journal(), SYSTEM, at_us)  # type: ignore[arg-type]  # scenes
    return [scene.version for scene in found]


def recorded(database: Database) -> list[tuple[str, str, object, object]]:
    with database.reading() as session:
        rows = entries(session, Filters()).rows
        return [
            (r.action, r.subject_id, json.loads(r.before or "null"), json.loads(r.after or "null"))
            for r in sorted(rows, key=lambda r: r.seq)
        ]


def test_a_changed_scene_is_a_new_version_and_an_unchanged_one_is_not(database: Database) -> None:
    assert start(database, PAY) == [1]
    assert start(database, PAY) == [1]
    assert start(database, WIDER) == [2]
    assert start(database, WIDER) == [2]
    assert start(database, PAY) == [3]
    with database.reading() as session:
        versions = repository.scene_versions(session, "pay")
    assert [v.version for v in versions] == [1, 2, 3]
    assert versions[0].digest == versions[2].digest != versions[1].digest


def test_a_version_keeps_the_whole_document(database: Database) -> None:
    start(database, WIDER, at_us=77)
    with database.reading() as session:
        (version,) = repository.scene_versions(session, "pay")
    loaded = load_scenes([Document("pay", json.loads(version.document), "urn:x", "x")])
    assert loaded["pay"] == WIDER
    assert version.since_us == 77


def test_each_new_version_is_journalled(database: Database) -> None:
    start(database, PAY)
    start(database, PAY)
    start(database, WIDER)
    first, second = recorded(database)
    assert first[:3] == ("scene.registered", "pay", None)
    assert second[2] == first[3]
    assert second[3] != first[3]


def test_the_registry_knows_scenes_and_plans() -> None:
    registry = SceneRegistry([replace(PAY, version=5)], ZONE)
    assert registry.scene("pay").version == 5
    assert registry.plan("pay").scene is registry.scene("pay")


@pytest.mark.parametrize("code", ["secret-13812345678", None, 1, ["pay"]])
def test_an_unknown_scene_is_refused_without_repeating_it(code: object) -> None:
    with pytest.raises(UnknownSceneError) as raised:
        SceneRegistry([PAY], ZONE).plan(code)
    assert raised.value.extra == {"scenes": ["pay"]}
    assert "13812345678" not in str(raised.value)
