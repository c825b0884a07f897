"""现行场景：按代码取场景与受理计划。 Scenes in force, by code, with their intake plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from types import MappingProxyType

from ballast.events.model import Scene
from ballast.events.plan import Plan, plan_of
from ballast.kit.errors import NotFoundError
from ballast.kit.text import Text


class UnknownSceneError(NotFoundError):
    """没有这个场景。 There is no such scene."""

    code = "scene_unknown"
    title = Text("没有这个场景", "There is no such scene")

    def __init__(self, known: Iterable[str]) -> None:
        # The code that was asked for is not repeated: it is text of a stranger.
        names = sorted(known)
        listed = Text(f"可用的场景：{'、'.join(names)}", f"Known scenes: {', '.join(names)}")
        super().__init__(listed, {"scenes": names})


class SceneRegistry:
    """现行场景的集合，不可变。 The scenes in force; immutable."""

    def __init__(
        self, scenes: Iterable[Scene], zone: tzinfo, tolerance_us: int = 300_000_000
    ) -> None:
        self.scenes: Mapping[str, Scene] = MappingProxyType({s.code: s for s in scenes})
        self._plans = {
            code: plan_of(scene, zone, tolerance_us) for code, scene in self.scenes.items()
        }

    def scene(self, code: object) -> Scene:
        """按代码取场景。 The scene of this code.

        Raises:
            UnknownSceneError: 没有这个场景。 There is none.
        """
        return self.plan(code).scene

    def plan(self, code: object) -> Plan:
        """按代码取受理计划。 The intake plan of this scene.

        Raises:
            UnknownSceneError: 没有这个场景。 There is none.
        """
        found = self._plans.get(code) if isinstance(code, str) else None
        if found is None:
            raise UnknownSceneError(self.scenes)
        return found
