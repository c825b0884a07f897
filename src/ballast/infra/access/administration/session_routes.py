"""全部登录的接口。 The API of everybody's sign-ins."""

from __future__ import annotations

from litestar import Router, get

from ballast.infra.access.administration.schemas import SessionView
from ballast.infra.access.administration.user_routes import Asking, Office, Words
from ballast.infra.access.administration.user_views import live_sessions, session_view


@get("/sessions", sync_to_thread=True, summary="登录 / Sign-ins", operation_id="listSessions")
def list_sessions(request: Asking, administration: Office, user: Words = None) -> list[SessionView]:
    """还能用的登录，最近用过的在前；`user` 为用户标识。 Live sign-ins; `user` is the id of one."""
    access = administration.access
    with administration.database.reading() as session:
        people = {each.id: each for each in access.users.list(session, request.user)}
        found = live_sessions(session, access, administration.now_us())
    wanted = (each for each in found if user in (None, each.user_id))
    return [session_view(each, people[each.user_id]) for each in wanted]


router = Router("/", route_handlers=[list_sessions])
