"""运维与接入的接口：湖、设置、健康、场景的全貌。

What operators and integrators ask for: the lake, the settings, health, and scenes as a whole.
"""

from __future__ import annotations

from litestar import Router

from ballast.app.health_detail import detail
from ballast.app.lake_report import show_lake
from ballast.app.list_hits import list_entry_hits
from ballast.app.scene_page import compare_scene_versions, show_scene
from ballast.app.settings_in_force import list_settings

router = Router(
    "/",
    route_handlers=[
        show_lake,
        list_settings,
        detail,
        show_scene,
        compare_scene_versions,
        list_entry_hits,
    ],
)
