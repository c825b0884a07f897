"""名单的接口。 The API of lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, RawBody

from ballast.events.instants import text_of
from ballast.events.moments import optional_instant
from ballast.infra.access import Principal
from ballast.infra.db import Database
from ballast.kit.errors import InvalidError
from ballast.kit.text import Text
from ballast.policies.lists.exchange import ListExchange
from ballast.policies.lists.model import ListDefinition, ListEntry, NewEntry
from ballast.policies.lists.schemas import (
    EntryPage,
    EntryView,
    ImportView,
    ListView,
    NewEntryBody,
)
from ballast.policies.lists.service import ListService
from ballast.policies.lists.sheet_document import SheetOperation

Asking = Request[Principal, Any, Any]


@dataclass(frozen=True, slots=True)
class ListOffice:
    """用例、数据库、时钟。 Use cases, database and clock."""

    service: ListService
    exchange: ListExchange
    database: Database
    now_us: Callable[[], int]


Office = NamedDependency[ListOffice]


@get("/lists", sync_to_thread=True, summary="名单 / Lists", operation_id="listLists")
def list_lists(request: Asking, lists: Office) -> list[ListView]:
    """全部名单。 Every list."""
    return [_definition(each) for each in lists.service.definitions(request.user)]


@get(
    "/lists/{code:str}/entries",
    sync_to_thread=True,
    summary="条目 / Entries",
    operation_id="listEntries",
)
def list_entries(
    request: Asking, lists: Office, code: FromPath[str], cursor: FromQuery[str | None] = None
) -> EntryPage:
    """一页条目，受保护的值已屏蔽。 A page of entries; protected values are masked."""
    with lists.database.reading() as session:
        found = lists.service.entries(session, request.user, code, cursor or "")
    return EntryPage([_entry(each) for each in found], found[-1].id if found else None)


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
    new = NewEntry(
        code,
        data.value,
        data.reason,
        data.source,
        optional_instant("starts_at", data.starts_at),
        optional_instant("expires_at", data.expires_at),
    )
    with lists.database.transaction() as session:
        return _entry(lists.service.add(session, request.user, new, lists.now_us()))


@post(
    "/lists/{code:str}/import",
    sync_to_thread=True,
    status_code=200,
    summary="导入 CSV / Import CSV",
    description="请求体为 CSV：value,reason,source,starts_at,expires_at。"
    " The body is CSV with these columns.",
    operation_class=SheetOperation,
    operation_id="importEntries",
)
def import_entries(
    request: Asking, lists: Office, code: FromPath[str], body: RawBody
) -> ImportView:
    """导入：好的行加入，坏的行按行号列出。 Import: good lines are added, others listed."""
    with lists.database.transaction() as session:
        sheet = (code, text_of_body(body))
        report = lists.exchange.import_csv(session, request.user, sheet, lists.now_us())
    refused = [{"line": r.number, "problem": r.text.as_dict()} for r in report.refused]
    return ImportView(report.accepted, refused)


@get(
    "/lists/{code:str}/export",
    sync_to_thread=True,
    media_type="text/csv",
    summary="导出 CSV / Export CSV",
    operation_id="exportEntries",
)
def export_entries(
    request: Asking, lists: Office, code: FromPath[str], clear: FromQuery[bool] = False
) -> Response[str]:
    """导出；`clear` 要明文权限并入日志。 Export; `clear` needs a permission and is journalled."""
    with lists.database.transaction() as session:
        rows = lists.exchange.export_csv(session, request.user, code, clear, lists.now_us())
        return Response("".join(rows), media_type="text/csv; charset=utf-8")


@post(
    "/lists/{code:str}/entries/{entry:str}/remove",
    sync_to_thread=True,
    status_code=200,
    summary="移除 / Remove",
    operation_id="removeEntry",
)
def remove_entry(
    request: Asking, lists: Office, code: FromPath[str], entry: FromPath[str]
) -> EntryView:
    """移除；要求双人的名单在确认前仍有效。 Remove; on a two-person list once confirmed."""
    with lists.database.transaction() as session:
        return _entry(lists.service.remove(session, request.user, entry, lists.now_us()))


@post(
    "/lists/{code:str}/entries/{entry:str}/confirm",
    sync_to_thread=True,
    status_code=200,
    summary="确认 / Confirm",
    operation_id="confirmEntry",
)
def confirm_entry(
    request: Asking, lists: Office, code: FromPath[str], entry: FromPath[str]
) -> EntryView:
    """由另一人确认增删。 Confirm an addition or removal, by another person."""
    with lists.database.transaction() as session:
        return _entry(lists.service.confirm(session, request.user, entry, lists.now_us()))


@post(
    "/lists/{code:str}/entries/{entry:str}/refuse",
    sync_to_thread=True,
    status_code=200,
    summary="不同意 / Refuse",
    operation_id="refuseEntry",
)
def refuse_entry(
    request: Asking, lists: Office, code: FromPath[str], entry: FromPath[str]
) -> EntryView:
    """不同意增删，或提出者撤回。 Refuse, or withdraw one's own."""
    with lists.database.transaction() as session:
        return _entry(lists.service.refuse(session, request.user, entry, lists.now_us()))


def text_of_body(body: bytes) -> str:
    """CSV 文本。 The CSV text.

    Raises:
        NotUtf8Error: 不是 UTF-8。 It is not UTF-8.
    """
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8Error from None


class NotUtf8Error(InvalidError):
    """不是 UTF-8。 The body is not UTF-8."""

    code = "not_utf8"
    title = Text("编码不对", "Wrong encoding")

    def __init__(self) -> None:
        super().__init__(Text("请用 UTF-8 编码的 CSV", "Send the CSV encoded as UTF-8"))


def _definition(found: ListDefinition) -> ListView:
    return ListView(
        found.code,
        found.title.as_dict(),
        found.colour.value,
        found.subject.value if found.subject else None,
        found.kind.value,
        found.sensitivity.value,
        found.two_person,
    )


def _entry(entry: ListEntry) -> EntryView:
    return EntryView(
        id=entry.id,
        list=entry.list,
        value=entry.shown,
        reason=entry.reason,
        source=entry.source,
        starts_at=text_of(entry.starts_us),
        expires_at=None if entry.expires_us is None else text_of(entry.expires_us),
        status=entry.status.value,
        author=entry.author,
        requester=entry.requester,
        confirmer=entry.confirmer,
    )


router = Router(
    "/",
    route_handlers=[
        list_lists,
        list_entries,
        add_entry,
        import_entries,
        export_entries,
        remove_entry,
        confirm_entry,
        refuse_entry,
    ],
)
