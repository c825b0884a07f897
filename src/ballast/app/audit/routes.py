"""日志的接口：查、导出、查验。 The API of the journal: look, export, verify."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from litestar import Request, Router, get, post
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from ballast.app.audit.export import as_csv, as_ndjson
from ballast.app.audit.schemas import JournalPage, Verification, VerifyBody
from ballast.app.audit.verification import Verifying
from ballast.app.audit.views import JournalViews
from ballast.events.moments import optional_instant
from ballast.events.views import cursor_of
from ballast.infra.access import Principal
from ballast.infra.journal import Filters, Head

Asking = Request[Principal, Any, Any]
Word = Annotated[str | None, QueryParameter(max_length=256)]
Limit = Annotated[int, QueryParameter(ge=1, le=500)]


@dataclass(frozen=True, slots=True)
class Audit:
    """日志接口要用的部件。 The parts that the API of the journal works with."""

    views: JournalViews
    verifying: Verifying


Office = NamedDependency[Audit]


@get("/journal", sync_to_thread=True, summary="日志 / Journal", operation_id="listJournal")
def list_journal(  # noqa: PLR0913, PLR0917 - one parameter per filter
    request: Asking,
    audit: Office,
    actor: Word = None,
    action: Word = None,
    subject: Word = None,
    since: Word = None,
    until: Word = None,
    text: Word = None,
    cursor: Word = None,
    limit: Limit = 50,
) -> JournalPage:
    """一页日志，由新到旧。 A page of the journal, newest first.

    `actor`：标识或名称 an id or a name; `action`：动作的开头 how the action begins, `policy.`;
    `subject`：`种类:标识` 或 `种类` as `policy:loan_admission`, or the kind alone; `text`：出现在
    对象或前后值里 occurs in the subject or in what was there before or after.
    """
    wanted = _filters((actor, action, subject), (since, until), text)
    return audit.views.page(request.user, wanted, cursor_of(cursor), limit)


@get(
    "/journal/export",
    sync_to_thread=True,
    summary="导出日志 / Export the journal",
    operation_id="exportJournal",
    media_type="text/csv",
    response_headers=[ResponseHeader(name="content-disposition", value="attachment")],
)
def export_journal(  # noqa: PLR0913, PLR0917 - one parameter per filter
    request: Asking,
    audit: Office,
    kind: FromQuery[Literal["csv", "ndjson"]] = "csv",
    actor: Word = None,
    action: Word = None,
    subject: Word = None,
    since: Word = None,
    until: Word = None,
    text: Word = None,
) -> Stream:
    """导出筛选的日志，由新到旧；导出本身也记一行。 What the filter shows; journalled itself."""
    wanted = _filters((actor, action, subject), (since, until), text)
    rows = audit.views.rows(request.user, wanted)
    lines: Iterator[bytes] = as_csv(rows) if kind == "csv" else as_ndjson(rows)
    media = "text/csv; charset=utf-8" if kind == "csv" else "application/x-ndjson"
    names = {"content-disposition": f'attachment; filename="journal.{kind}"'}
    return Stream(lines, media_type=media, headers=names)


@post(
    "/journal/verify",
    sync_to_thread=True,
    status_code=200,
    summary="查验日志 / Verify the journal",
    operation_id="verifyJournal",
)
def verify_journal(request: Asking, audit: Office, data: JSONBody[VerifyBody]) -> Verification:
    """查验整条链；很长的排成任务，以 `run` 再问。 Verify the chain; a long one becomes a run."""
    anchor = None if data.head is None else Head(data.head.count, data.head.hash)
    return audit.verifying.start(request.user, anchor)


@get(
    "/journal/verify/{run:str}",
    sync_to_thread=True,
    summary="查验的结果 / Result of a verification",
    operation_id="showVerification",
)
def show_verification(request: Asking, audit: Office, run: FromPath[str]) -> Verification:
    """排成任务的查验怎样了。 How a verification that became a run stands."""
    return audit.verifying.result(request.user, run)


def _filters(
    who: tuple[str | None, str | None, str | None],
    between: tuple[str | None, str | None],
    text: str | None,
) -> Filters:
    actor, action, subject = (each or None for each in who)
    kind, _, subject_id = (subject or "").partition(":")
    return Filters(
        actor_id=actor,
        under=action,
        subject_kind=kind or None,
        about=subject_id or None,
        since_us=optional_instant("since", between[0] or None),
        until_us=optional_instant("until", between[1] or None),
        text=text or None,
    )


router = Router(
    "/", route_handlers=[list_journal, export_journal, verify_journal, show_verification]
)
