"""登记场景的新版本。 Registering new versions of scenes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from ballast.events import repository
from ballast.events.model import Scene
from ballast.events.repository import SceneVersion
from ballast.events.scenes import as_document, digest
from ballast.infra.journal import Actor, Entry, Journal


def register_scenes(
    session: Session, scenes: Iterable[Scene], journal: Journal, actor: Actor, now_us: int
) -> list[Scene]:
    """内容有变的场景登记新版本并记日志，返回带版本号的场景。

    Register a new version of every scene whose content changed, journal it, and return all scenes
    with their versions. A scene that returns to an earlier content gets a new version as well.
    """
    registrar = _Registrar(session, journal, actor, now_us)
    return [registrar.register(scene) for scene in scenes]


class _Registrar:
    def __init__(self, session: Session, journal: Journal, actor: Actor, now_us: int) -> None:
        self._session = session
        self._journal = journal
        self._actor = actor
        self._now_us = now_us

    def register(self, scene: Scene) -> Scene:
        known = repository.scene_versions(self._session, scene.code)
        last = known[-1] if known else None
        if last is not None and last.digest == digest(scene):
            return replace(scene, version=last.version)
        numbered = replace(scene, version=last.version + 1 if last else 1)
        self._store(numbered)
        self._record(numbered, last)
        return numbered

    def _store(self, scene: Scene) -> None:
        document = json.dumps(as_document(scene), ensure_ascii=False)
        version = SceneVersion(scene.code, scene.version, digest(scene), document, self._now_us)
        repository.add_scene_version(self._session, version)

    def _record(self, scene: Scene, last: SceneVersion | None) -> None:
        before = {"version": last.version, "sha256": last.digest} if last else None
        entry = Entry(
            actor=self._actor,
            action="scene.registered",
            subject_kind="scene",
            subject_id=scene.code,
            at_us=self._now_us,
            before=before,
            after={"version": scene.version, "sha256": digest(scene)},
        )
        self._journal.append(self._session, entry)
