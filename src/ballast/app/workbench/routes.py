"""工作台与铃的接口。 The API of the workbench and of the bell."""

from __future__ import annotations

from typing import Any

from litestar import Request, Router, get
from litestar.di import NamedDependency

from ballast.app.workbench.board import Board
from ballast.app.workbench.schemas import Notices, Workbench
from ballast.infra.access import Principal


@get(
    "/workbench",
    sync_to_thread=True,
    summary="工作台 / Workbench",
    description="没有权限看的块为空。 Blocks that one may not see are null.",
    operation_id="showWorkbench",
)
def show_workbench(
    request: Request[Principal, Any, Any], board: NamedDependency[Board]
) -> Workbench:
    """决策、受理、任务、最近的改动、手上的事。 Decisions, intake, jobs, changes, open work."""
    return board.show(request.user)


@get(
    "/notices",
    sync_to_thread=True,
    summary="铃 / The bell",
    description="等我批的、退回给我的、失败的任务。 To approve, returned to me, jobs that failed.",
    operation_id="listNotices",
)
def list_notices(request: Request[Principal, Any, Any], board: NamedDependency[Board]) -> Notices:
    """等着我的事。 What waits for me."""
    return board.notices(request.user)


router = Router("/", route_handlers=[show_workbench, list_notices])
