"""策略的接口：看、查、存、提交、审批、退回、回退。

The API of policies: look, check, save, submit, approve, return, roll back.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, PathParameter, QueryParameter

from ballast.infra.access import Principal
from ballast.policies.model import Approval, Draft, VersionRef
from ballast.policies.office import PolicyOffice
from ballast.policies.schemas import (
    ApprovalBody,
    CheckBody,
    CheckView,
    CommentBody,
    DraftBody,
    PolicyChange,
    PolicyDetail,
    PolicyVersionView,
    PolicyView,
    ReviewView,
    SavedView,
    VersionDetail,
)
from ballast.policies.views import change_view
from ballast.policies.wording import title_of

Asking = Request[Principal, Any, Any]
Office = NamedDependency[PolicyOffice]
Number = Annotated[int, PathParameter(ge=1, le=2_000_000_000)]
Against = Annotated[int, QueryParameter(ge=1, le=2_000_000_000)]


@get("/policies", sync_to_thread=True, summary="策略 / Policies", operation_id="listPolicies")
def list_policies(request: Asking, policies: Office) -> list[PolicyView]:
    """全部策略。 Every policy."""
    return policies.policies(request.user)


@get(
    "/policies/{code:str}",
    sync_to_thread=True,
    summary="策略与版本 / A policy and its versions",
    operation_id="showPolicy",
)
def show_policy(request: Asking, policies: Office, code: FromPath[str]) -> PolicyDetail:
    """一个策略与全部版本。 A policy with all its versions."""
    return policies.policy(request.user, code)


@post(
    "/policies/check",
    sync_to_thread=True,
    status_code=200,
    summary="检查文档 / Check a document",
    description="边写边查：列出每一处问题在哪个节点、哪一行哪一格、第几个字符；什么都不存。"
    " Validation as one types: every problem with its node, row, cell and character. Stores"
    " nothing.",
    operation_id="checkPolicy",
)
def check(request: Asking, policies: Office, data: JSONBody[CheckBody]) -> CheckView:
    """检查文档。 Check a document."""
    code = data.code or "draft"
    document = msgspec.json.encode(data.document)
    return policies.check(request.user, Draft(code, title_of(None, code), data.scene, document))


@post(
    "/policies/{code:str}/versions",
    sync_to_thread=True,
    summary="保存草稿 / Save a draft",
    operation_id="savePolicyDraft",
)
def save_draft(
    request: Asking,
    policies: Office,
    code: FromPath[str],
    data: JSONBody[DraftBody],
) -> SavedView:
    """保存草稿；有问题则 422，逐处列出。 Save a draft; problems give 422 and are all listed."""
    title = title_of(data.title, code)
    document = msgspec.json.encode(data.document)
    draft = Draft(code, title, data.scene, document, data.number, data.allow_problems)
    return policies.save(request.user, draft)


@get(
    "/policies/{code:str}/versions/{number:int}",
    sync_to_thread=True,
    summary="一个版本 / One version",
    operation_id="showPolicyVersion",
)
def show_version(
    request: Asking, policies: Office, code: FromPath[str], number: Number
) -> VersionDetail:
    """一个版本与文档。 One version with its document."""
    return policies.version(request.user, VersionRef(code, number))


@get(
    "/policies/{code:str}/versions/{number:int}/difference",
    sync_to_thread=True,
    summary="两版的差异 / Difference of two versions",
    operation_id="comparePolicyVersions",
)
def compare(
    request: Asking,
    policies: Office,
    code: FromPath[str],
    number: Number,
    against: Against,
) -> list[PolicyChange]:
    """从 `against` 到本版的改动。 The changes from `against` to this version."""
    with policies.database.reading() as session:
        pair = (against, number)
        changes = policies.service.difference(session, request.user, code, pair)
    return [change_view(change) for change in changes]


@get(
    "/policies/{code:str}/versions/{number:int}/review",
    sync_to_thread=True,
    summary="审批前的差异与影响 / Difference and effect, before approval",
    operation_id="reviewPolicyVersion",
)
def review(
    request: Asking,
    policies: Office,
    code: FromPath[str],
    number: Number,
) -> ReviewView:
    """与线上版本的差异、对最近决策的影响，以及批准时要出示的凭据。

    The difference to the live version, the effect on recent decisions, and the token to approve
    with.
    """
    return policies.review(request.user, VersionRef(code, number))


@post(
    "/policies/{code:str}/versions/{number:int}/submit",
    sync_to_thread=True,
    status_code=200,
    summary="提交审批 / Submit for approval",
    operation_id="submitPolicyVersion",
)
def submit(
    request: Asking,
    policies: Office,
    code: FromPath[str],
    number: Number,
) -> PolicyVersionView:
    """提交审批；此后内容不再改变。 Submit; the content is frozen from now on."""
    ref = VersionRef(code, number)
    do = policies.service.submit
    return policies.changed(lambda session, at_us: do(session, request.user, ref, at_us))


@post(
    "/policies/{code:str}/versions/{number:int}/approve",
    sync_to_thread=True,
    status_code=200,
    summary="批准并上线 / Approve and put live",
    operation_id="approvePolicyVersion",
)
def approve(
    request: Asking,
    policies: Office,
    code: FromPath[str],
    number: Number,
    data: JSONBody[ApprovalBody],
) -> PolicyVersionView:
    """批准并立即上线；作者与提交者不能批准。 Approve and go live; never by author or submitter."""
    return policies.approve(
        request.user, Approval(VersionRef(code, number), data.review, data.comment)
    )


@post(
    "/policies/{code:str}/versions/{number:int}/return",
    sync_to_thread=True,
    status_code=200,
    summary="退回 / Return with a comment",
    operation_id="returnPolicyVersion",
)
def return_(
    request: Asking,
    policies: Office,
    code: FromPath[str],
    number: Number,
    data: JSONBody[CommentBody],
) -> PolicyVersionView:
    """退回，附意见。 Return with a comment."""
    ref, say = VersionRef(code, number), data.comment
    do = policies.service.return_
    return policies.changed(lambda session, at_us: do(session, request.user, ref, say, at_us))


@post(
    "/policies/{code:str}/rollback",
    sync_to_thread=True,
    status_code=200,
    summary="退回上一版 / Roll back",
    operation_id="rollBackPolicy",
)
def roll_back(
    request: Asking,
    policies: Office,
    code: FromPath[str],
    data: JSONBody[CommentBody],
) -> PolicyVersionView:
    """一步退回上一个线上版本。 Go back to the previous live version in one action."""
    do, say = policies.service.rollback, data.comment
    return policies.changed(lambda session, at_us: do(session, request.user, code, say, at_us))


router = Router(
    "/",
    route_handlers=[
        list_policies,
        show_policy,
        check,
        save_draft,
        show_version,
        compare,
        review,
        submit,
        approve,
        return_,
        roll_back,
    ],
)
