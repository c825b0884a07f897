"""名单的接口：看、加、改。 The API of lists: look, add, change; sheets are in `exchange_routes`."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from ballast.events.moments import optional_instant
from ballast.infra.access import Principal
from ballast.policies.lists import exchange_routes
from ballast.policies.lists.filtering import filter_of
from ballast.policies.lists.model import NewEntry
from ballast.policies.lists.office import Change, ListOffice
from ballast.policies.lists.schemas import (
    ClearValue,
    EntryIds,
    EntryPage,
    EntryView,
    ListView,
    LookupBody,
    LookupView,
    NewEntryBody,
    SettledView,
)
from ballast.policies.lists.showing import (
    Moment,
    entry_view,
    list_view,
    lookup_view,
    settled_view,
)
from ballast.policies.lists.standing import Standing

Asking = Request[Principal, Any, Any]
Office = NamedDependency[ListOffice]
Days = Annotated[int | None, QueryParameter(ge=0, le=3650)]


@get("/lists", sync_to_thread=True, summary="名单 / Lists", operation_id="listLists")
def list_lists(request: Asking, lists: Office) -> list[ListView]:
    """全部名单，各有多少条。 Every list with its counts."""
    with lists.database.reading() as session:
        found = lists.look.overview(session, request.user, lists.now_us())
    return [list_view(*each) for each in found]


@get(
    "/lists/{code:str}/entries",
    sync_to_thread=True,
    summary="条目 / Entries",
    description="新的在前。`standing` 可给多个；不给则为在册的。`q` 找原因、来源与不受保护的值。"
    " Newest first. `standing` may repeat; without it, what is on the list. `q` looks in reason,"
    " source and unprotected values.",
    operation_id="listEntries",
)
def list_entries(  # noqa: PLR0913, PLR0917 - one parameter per filter
    request: Asking,
    lists: Office,
    code: FromPath[str],
    standing: FromQuery[list[Standing] | None] = None,
    q: FromQuery[str | None] = None,
    source: FromQuery[str | None] = None,
    expiring_days: Days = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=500)] = 100,
) -> EntryPage:
    """一页条目，受保护的值已屏蔽。 A page of entries; protected values are masked."""
    at = _moment(lists)
    wanted = filter_of(at.now_us, standing, q, source, expiring_days)
    with lists.database.reading() as session:
        found, following = lists.look.page(
            session, request.user, (code, wanted), cursor or "", limit
        )
    return EntryPage([entry_view(each, at) for each in found], following)


@get(
    "/lists/{code:str}/sources",
    sync_to_thread=True,
    summary="用过的来源 / Sources in use",
    operation_id="listEntrySources",
)
def list_sources(request: Asking, lists: Office, code: FromPath[str]) -> list[str]:
    """在册条目的来源，多的在前。 The sources that entries name, the most frequent first."""
    with lists.database.reading() as session:
        return lists.look.sources(session, request.user, code)


@post(
    "/lists/{code:str}/lookup",
    sync_to_thread=True,
    status_code=200,
    summary="查一个值 / Look a value up",
    operation_id="lookUpValue",
)
def look_up(
    request: Asking, lists: Office, code: FromPath[str], data: JSONBody[LookupBody]
) -> LookupView:
    """一个值此刻命中哪一条，曾有哪些条目。 What a value hits now, and the entries it has had."""
    at = _moment(lists)
    with lists.database.reading() as session:
        found = lists.look.lookup(session, request.user, code, data.value, at.now_us)
    return lookup_view(found, at)


@get(
    "/lists/{code:str}/entries/{entry:str}",
    sync_to_thread=True,
    summary="一条 / An entry",
    operation_id="showEntry",
)
def show_entry(
    request: Asking, lists: Office, code: FromPath[str], entry: FromPath[str]
) -> EntryView:
    """一条，受保护的值已屏蔽。 One entry; a protected value is masked."""
    with lists.database.reading() as session:
        found = lists.look.show(session, request.user, code, entry)
    return entry_view(found, _moment(lists))


@post(
    "/lists/{code:str}/entries",
    sync_to_thread=True,
    summary="加一条 / Add",
    operation_id="addEntry",
)
def add_entry(
    request: Asking, lists: Office, code: FromPath[str], data: JSONBody[NewEntryBody]
) -> EntryView:
    """加一条；要求双人的名单先等待确认。 Add; a two-person list waits for confirmation."""
    starts_us = optional_instant("starts_at", data.starts_at)
    expires_us = optional_instant("expires_at", data.expires_at)
    new = NewEntry(code, data.value, data.reason, data.source, starts_us, expires_us)
    at = _moment(lists)
    with lists.database.transaction() as session:
        return entry_view(lists.service.add(session, request.user, new, at.now_us), at)


@post(
    "/lists/{code:str}/entries/{entry:str}/reveal",
    sync_to_thread=True,
    status_code=200,
    summary="看明文（记入日志） / Reveal the value (journalled)",
    operation_id="revealEntry",
)
def reveal_entry(
    request: Asking, lists: Office, code: FromPath[str], entry: FromPath[str]
) -> ClearValue:
    """有权者看一条的明文，每次记入日志。 The clear value for who may see it; journalled."""
    with lists.database.transaction() as session:
        lists.look.show(session, request.user, code, entry)
        value = lists.service.reveal(session, request.user, entry, lists.now_us())
    return ClearValue(entry, value)


def _moment(lists: ListOffice) -> Moment:
    return Moment(lists.now_us(), lists.names())


def _change(change: Change, summary: str, what: str) -> HTTPRouteHandler:
    def on_entry(
        request: Asking, lists: Office, code: FromPath[str], entry: FromPath[str]
    ) -> EntryView:
        return entry_view(lists.change(request.user, change, code, entry), _moment(lists))

    on_entry.__name__ = f"{change}_entry"
    return post(
        f"/lists/{{code:str}}/entries/{{entry:str}}/{change}",
        sync_to_thread=True,
        status_code=200,
        summary=summary,
        description=what,
        operation_id=f"{change}Entry",
    )(on_entry)


def _settle(change: Change, summary: str) -> HTTPRouteHandler:
    def on_entries(
        request: Asking, lists: Office, code: FromPath[str], data: JSONBody[EntryIds]
    ) -> list[SettledView]:
        settled = lists.settle(request.user, change, code, data.entries)
        at = _moment(lists)
        return [settled_view(each, at) for each in settled]

    on_entries.__name__ = f"{change}_entries"
    return post(
        f"/lists/{{code:str}}/{change}",
        sync_to_thread=True,
        status_code=200,
        summary=summary,
        description="逐条答复；一条不成不碍其余。 Each is answered for itself; one may fail alone.",
        operation_id=f"{change}Entries",
    )(on_entries)


router = Router(
    "/",
    route_handlers=[
        list_lists,
        list_entries,
        list_sources,
        look_up,
        show_entry,
        add_entry,
        reveal_entry,
        *exchange_routes.HANDLERS,
        _change(
            Change.REMOVE,
            "移除 / Remove",
            "要求双人的名单在确认前仍有效。 On a two-person list it counts until confirmed.",
        ),
        _change(
            Change.CONFIRM,
            "确认 / Confirm",
            "由另一人确认增删。 Confirm an addition or removal, by another person.",
        ),
        _change(
            Change.REFUSE,
            "不同意 / Refuse",
            "不同意增删，或提出者撤回。 Refuse, or withdraw one's own.",
        ),
        _settle(Change.CONFIRM, "确认几条 / Confirm several"),
        _settle(Change.REFUSE, "不同意几条 / Refuse several"),
    ],
)
