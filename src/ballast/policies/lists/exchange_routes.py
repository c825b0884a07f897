"""名单的 CSV 接口：预览、导入、导出。 The API of sheets: preview, import, export."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter, RawBody

from ballast.infra.access import Principal
from ballast.kit.errors import InvalidError
from ballast.kit.text import Text
from ballast.policies.lists.filtering import filter_of
from ballast.policies.lists.office import ListOffice
from ballast.policies.lists.schemas import ImportView, PreviewView
from ballast.policies.lists.sheet_document import SheetOperation
from ballast.policies.lists.showing import preview_view, refused_rows
from ballast.policies.lists.standing import Standing

Asking = Request[Principal, Any, Any]
Office = NamedDependency[ListOffice]
_COLUMNS = (
    "请求体为 CSV：value,reason,source,starts_at,expires_at。 The body is CSV with these columns."
)


@post(
    "/lists/{code:str}/import/preview",
    sync_to_thread=True,
    status_code=200,
    summary="预览导入 / Preview an import",
    description=_COLUMNS,
    operation_class=SheetOperation,
    operation_id="previewImport",
)
def preview_import(
    request: Asking, lists: Office, code: FromPath[str], body: RawBody
) -> PreviewView:
    """导入会怎样，什么都不写。 What an import would do; nothing is written."""
    with lists.database.reading() as session:
        sheet = (code, text_of_body(body))
        plan = lists.exchange.preview(session, request.user, sheet, lists.now_us())
    return preview_view(plan, lists.service.definition(code).two_person)


@post(
    "/lists/{code:str}/import",
    sync_to_thread=True,
    status_code=200,
    summary="导入 CSV / Import CSV",
    description=_COLUMNS,
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
    return ImportView(report.accepted, refused_rows(report.refused))


@get(
    "/lists/{code:str}/export",
    sync_to_thread=True,
    media_type="text/csv",
    summary="导出 CSV / Export CSV",
    description="条件同条目的查询；`clear` 要看明文的权限并入日志。"
    " Filters as for entries; `clear` needs a permission and is journalled.",
    operation_id="exportEntries",
)
def export_entries(  # noqa: PLR0913, PLR0917 - one parameter per filter
    request: Asking,
    lists: Office,
    code: FromPath[str],
    standing: FromQuery[list[Standing] | None] = None,
    q: FromQuery[str | None] = None,
    source: FromQuery[str | None] = None,
    expiring_days: Annotated[int | None, QueryParameter(ge=0, le=3650)] = None,
    clear: FromQuery[bool] = False,
) -> Response[str]:
    """导出符合条件的条目。 Export the entries that match."""
    wanted = filter_of(lists.now_us(), standing, q, source, expiring_days)
    with lists.database.transaction() as session:
        rows = lists.exchange.export_csv(session, request.user, (code, wanted), clear)
        return Response("".join(rows), media_type="text/csv; charset=utf-8")


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


HANDLERS = (preview_import, import_entries, export_entries)
"""CSV 的各个接口。 The routes of sheets."""
