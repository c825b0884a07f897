"""场景页：字段、版本、样例，以及哪些策略与指标在用它。

The page of a scene: fields, versions, example, and which policies and indicators use it.
"""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath, PathParameter, QueryParameter
from msgspec import Struct

from ballast.app.runtime import Runtime
from ballast.events.scene_views import ChangeView, SceneHistory, difference, history
from ballast.events.schemas import SceneView
from ballast.events.views import scene_view
from ballast.infra.access import Principal
from ballast.kit.errors import NotFoundError
from ballast.kit.text import Text

Number = Annotated[int, PathParameter(ge=1, le=2_000_000_000)]


class SceneUser(Struct, frozen=True):
    """用它的一个策略或指标。 A policy or an indicator that uses it."""

    code: str
    title: Text | None
    live: bool


class SceneUse(Struct, frozen=True):
    """谁在用。 Who uses it: what decides there, what counts its events, what is read there."""

    policy: SceneUser | None
    counted_by: list[SceneUser]


class SceneDetail(Struct, frozen=True):
    """一个场景的全貌。 A scene as a whole."""

    scene: SceneView
    history: SceneHistory
    use: SceneUse


class UnknownVersionError(NotFoundError):
    """没有这个版本。 There is no such version."""

    code = "scene_version_unknown"
    title = Text("没有这个版本", "There is no such version")

    def __init__(self, code: str) -> None:
        super().__init__(
            Text(
                f"场景 {code} 没有这两个版本；看 GET /scenes/{code} 的 versions",
                f"Scene {code} has no such versions; see `versions` of GET /scenes/{code}",
            )
        )


@get(
    "/scenes/{code:str}",
    sync_to_thread=True,
    summary="场景的全貌 / A scene as a whole",
    operation_id="showScene",
)
def show_scene(
    request: Request[Principal, Any, Any],
    runtime: NamedDependency[Runtime],
    code: FromPath[str],
) -> SceneDetail:
    """字段、版本、样例与使用者。 Fields, versions, an example, and who uses it."""
    request.user.require("scene.read")
    scene = runtime.scenes.scene(code)
    with runtime.database.reading() as session:
        told = history(session, scene, runtime.now_us())
    return SceneDetail(scene_view(scene), told, _use(runtime, code, scene.policy))


@get(
    "/scenes/{code:str}/versions/{number:int}/difference",
    sync_to_thread=True,
    summary="场景两版之差 / Difference of two versions of a scene",
    operation_id="compareSceneVersions",
)
def compare_scene_versions(
    request: Request[Principal, Any, Any],
    runtime: NamedDependency[Runtime],
    code: FromPath[str],
    number: Number,
    against: Annotated[int, QueryParameter(ge=1, le=2_000_000_000)],
) -> list[ChangeView]:
    """从 `against` 到 `number` 的变化。 What changed from version `against` to `number`."""
    request.user.require("scene.read")
    runtime.scenes.scene(code)
    with runtime.database.reading() as session:
        found = difference(session, code, against, number)
    if found is None:
        raise UnknownVersionError(code)
    return found


def _use(runtime: Runtime, code: str, policy: str | None) -> SceneUse:
    indicators = runtime.catalogue.edition.indicators.values()
    counted = [SceneUser(each.code, each.title, True) for each in indicators if each.scene == code]
    if policy is None:
        return SceneUse(None, counted)
    return SceneUse(SceneUser(policy, None, policy in runtime.policies.policies), counted)
