"""管理与日志的接口，接在一处。 The API of administration and of the journal, wired in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from ballast.app.audit.routes import Audit
from ballast.app.audit.routes import router as journal
from ballast.app.audit.verification import Verifying
from ballast.app.audit.views import JournalViews
from ballast.app.content import Content
from ballast.app.open_work import OpenWork, OpenWorkDesk
from ballast.infra.access import Access, Principal
from ballast.infra.access.administration.key_routes import router as keys
from ballast.infra.access.administration.office import Administration
from ballast.infra.access.administration.role_routes import router as roles
from ballast.infra.access.administration.session_routes import router as sessions
from ballast.infra.access.administration.user_routes import router as users
from ballast.infra.db import Database
from ballast.infra.jobs import Jobs


class Opened(Protocol):
    """已打开的部件。 What is open already."""

    access: Access
    database: Database
    content: Content
    jobs: Jobs
    now_us: Callable[[], int]


def administration_parts(opened: Opened) -> Mapping[str, object]:
    """路由按名字要的部件。 What routes ask for by name."""
    access, database, now_us = opened.access, opened.database, opened.now_us
    return {
        "administration": Administration(access, database, now_us),
        "audit": Audit(JournalViews(database, now_us), Verifying(database, opened.jobs)),
        "open_work": OpenWorkDesk(database, access, opened.content.lists, now_us),
    }


@get(
    "/users/{user_id:str}/open-work",
    sync_to_thread=True,
    summary="未尽的事 / Open work",
    operation_id="showOpenWork",
)
def show_open_work(
    request: Request[Principal, Any, Any],
    open_work: NamedDependency[OpenWorkDesk],
    user_id: FromPath[str],
) -> OpenWork:
    """停用一个人之前要看的：草稿、待审批、名单增删、密钥、授权。

    What to see before a person is disabled: drafts, versions that wait, changes of lists, keys and
    grants.
    """
    return open_work.of(request.user, user_id)


router = Router("/", route_handlers=[users, roles, sessions, keys, journal, show_open_work])
