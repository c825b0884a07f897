"""策略接口的出入格式。 What goes in and out of the API of policies."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

Number = Annotated[int, Meta(ge=1, le=2_000_000_000)]
Comment = Annotated[str, Meta(max_length=2_000)]


class PolicyView(Struct, frozen=True):
    """一个策略。 One policy; `live` is the number of its live version."""

    code: str
    title: dict[str, str]
    scene: str | None
    live: int | None


class VersionView(Struct, frozen=True):
    """一个版本。 One version; times are RFC 3339."""

    policy: str
    number: int
    status: str
    sha256: str
    author: str
    created_at: str
    submitter: str | None
    submitted_at: str | None
    approver: str | None
    decided_at: str | None
    live_at: str | None
    retired_at: str | None
    comment: str
    replaced: int | None
    effect: dict[str, Any] | None


class PolicyDetail(Struct, frozen=True):
    """一个策略与它的全部版本，新的在前。 A policy with all its versions, newest first."""

    policy: PolicyView
    versions: list[VersionView]


class VersionDetail(Struct, frozen=True):
    """一个版本与它的文档。 One version with its document."""

    version: VersionView
    document: Any


class DraftBody(Struct, frozen=True):
    """要保存的草稿；`number` 指明改写哪一份草稿。

    A draft to save; `number` names one to overwrite.
    """

    document: dict[str, Any]
    title: dict[str, str] | None = None
    scene: str | None = None
    number: Number | None = None
    allow_problems: bool = False


class SavedView(Struct, frozen=True):
    """存下的草稿与提醒。 The saved draft with its warnings."""

    version: VersionView
    problems: list[dict[str, Any]]


class ReviewView(Struct, frozen=True):
    """审批人要看的：与线上版本的差异；批准时出示 `token`。

    What an approver sees: the difference to the live version. Approve with `token`.
    """

    version: VersionView
    live: VersionView | None
    changes: list[dict[str, Any]]
    token: str
    effect: dict[str, Any]


class ApprovalBody(Struct, frozen=True):
    """批准。 An approval; `review` is the token of the review."""

    review: str
    comment: Comment = ""


class CommentBody(Struct, frozen=True):
    """附意见的动作。 An action with a comment."""

    comment: Comment = ""
