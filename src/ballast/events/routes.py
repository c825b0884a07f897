"""事件与场景的接口。 The API of events and scenes."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_201_CREATED

from ballast.events.acceptance import Acceptance
from ballast.events.batch import lines_of, object_of, report
from ballast.events.moments import optional_instant
from ballast.events.repository import EventFilter
from ballast.events.schemas import (
    BatchOut,
    EventPage,
    EventSearch,
    EventView,
    ReceiptOut,
    SceneView,
)
from ballast.events.submission import SubmissionOperation
from ballast.events.views import EventViews
from ballast.infra.access import Principal

NDJSON = "application/x-ndjson"


@post(
    "/events",
    status_code=HTTP_201_CREATED,
    summary="报送事实 / Report facts",
    description="一件（JSON 对象）或一批（application/x-ndjson，每行一件）；落盘之后才答复。"
    " One event as a JSON object, or many as NDJSON; answered once they are on disk.",
    responses={
        201: ResponseSpec(
            ReceiptOut | BatchOut, generate_examples=False, description="已受理 / accepted"
        )
    },
    operation_class=SubmissionOperation,
    operation_id="reportEvents",
)
async def report_events(
    request: Request[Principal, Any, Any], desk: NamedDependency[Acceptance]
) -> ReceiptOut | BatchOut:
    """报送事实。 Report facts."""
    body = await request.body()
    if request.headers.get("content-type", "").startswith(NDJSON):
        numbers, raws = lines_of(body)
        return report(numbers, await desk.report_many(request.user, raws))
    stored = await desk.report(request.user, object_of(body))
    return ReceiptOut(
        stored.scene, stored.id, stored.seq, stored.late, stored.duplicate, stored.unknown
    )


@get("/events", sync_to_thread=True, summary="查询事件 / List events", operation_id="listEvents")
def list_events(  # noqa: PLR0913, PLR0917 - one parameter per filter
    request: Request[Principal, Any, Any],
    event_views: NamedDependency[EventViews],
    scene: FromQuery[str | None] = None,
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
    late: FromQuery[bool | None] = None,
    event_id: FromQuery[str | None] = None,
    principal: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=500)] = 50,
) -> EventPage:
    """一页事件，新的在前；时刻为事发。 A page of events, newest first; times are of the events."""
    wanted = EventFilter(
        scene=scene,
        since_us=optional_instant("since", since),
        until_us=optional_instant("until", until),
        late=late,
        id=event_id,
        principal=principal,
    )
    return event_views.page(request.user, wanted, cursor, limit)


@post(
    "/events/search",
    sync_to_thread=True,
    status_code=200,
    summary="查某对象的事件 / Find a subject's events",
    description="`value` 是客户号、手机号、卡号等；受保护的按令牌比对。只找最近 50 万件。"
    " `value` is a customer, phone, card…; protected ones are compared by token. Looks at the"
    " latest 500,000 events.",
    operation_id="searchEvents",
)
def search_events(
    request: Request[Principal, Any, Any],
    event_views: NamedDependency[EventViews],
    data: JSONBody[EventSearch],
) -> EventPage:
    """查某对象的事件；值在请求体里，不进网址。 The value is in the body, never in an address."""
    wanted = EventFilter(
        scene=data.scene,
        since_us=optional_instant("since", data.since),
        until_us=optional_instant("until", data.until),
        late=data.late,
    )
    return event_views.about(request.user, wanted, data.value, data.cursor, data.limit)


@get(
    "/events/{scene:str}/{event_id:str}",
    sync_to_thread=True,
    summary="查看一件事 / Show an event",
    operation_id="showEvent",
)
def show_event(
    request: Request[Principal, Any, Any],
    event_views: NamedDependency[EventViews],
    scene: FromPath[str],
    event_id: FromPath[str],
) -> EventView:
    """一件事，受保护的值已屏蔽。 One event; protected values are masked."""
    return event_views.show(request.user, scene, event_id)


@post(
    "/events/{scene:str}/{event_id:str}/reveal",
    sync_to_thread=True,
    status_code=200,
    summary="查看明文（记入日志） / Reveal protected values (journalled)",
    operation_id="revealEvent",
)
def reveal_event(
    request: Request[Principal, Any, Any],
    event_views: NamedDependency[EventViews],
    scene: FromPath[str],
    event_id: FromPath[str],
) -> EventView:
    """有权者查看明文，每次记入日志。 Clear values for who may see them; each time is journalled."""
    return event_views.reveal(request.user, scene, event_id)


@get("/scenes", sync_to_thread=False, summary="场景 / Scenes", operation_id="listScenes")
def list_scenes(
    request: Request[Principal, Any, Any], event_views: NamedDependency[EventViews]
) -> list[SceneView]:
    """现行场景与字段。 The scenes in force with their fields."""
    return event_views.scenes(request.user)


router = Router(
    "/",
    route_handlers=[
        report_events,
        list_events,
        search_events,
        show_event,
        reveal_event,
        list_scenes,
    ],
)
