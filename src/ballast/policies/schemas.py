"""策略接口的出入格式。 What goes in and out of the API of policies."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from ballast.kit.text import Text
from ballast.policies.effects import EffectReport

Number = Annotated[int, Meta(ge=1, le=2_000_000_000)]
Comment = Annotated[str, Meta(max_length=2_000)]


class PolicyView(Struct, frozen=True):
    """一个策略。 One policy.

    Args:
        live: 线上版本号与上线时刻。 Number of the live version, and since when.
        drafts: 有几份草稿。 How many drafts there are.
        waiting: 有几版等待审批。 How many versions wait for approval.
    """

    code: str
    title: Text
    scene: str | None
    live: int | None
    live_at: str | None
    drafts: int
    waiting: int


class PolicyProblem(Struct, frozen=True):
    """一处问题：哪个节点、哪一处、第几个字符。

    One problem: the node, the place inside it in parts, the character of the expression.
    """

    text: Text
    node: str
    where: str
    part: str
    row: int | None
    key: str | None
    column: str | None
    position: int | None
    warning: bool


class PolicyChange(Struct, frozen=True):
    """一处改动；`place` 是位置的说法。 One change; `place` says in words where it is."""

    kind: str
    node: str
    name: str
    path: str
    place: Text | None
    before: Any
    after: Any
    text: Text


class PolicyVersionView(Struct, frozen=True):
    """一个版本。 One version; times are RFC 3339, `…_name` say who people are."""

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
    effect: EffectReport | None
    author_name: str
    submitter_name: str | None
    approver_name: str | None


class PolicyDetail(Struct, frozen=True):
    """一个策略与它的全部版本，新的在前。 A policy with all its versions, newest first."""

    policy: PolicyView
    versions: list[PolicyVersionView]


class VersionDetail(Struct, frozen=True):
    """一个版本与它的文档。 One version with its document."""

    version: PolicyVersionView
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

    version: PolicyVersionView
    problems: list[PolicyProblem]


class CheckBody(Struct, frozen=True):
    """要检查的文档；没有场景则用策略的。

    A document to check; without a scene that of the policy is used.
    """

    document: dict[str, Any]
    code: str = ""
    scene: str | None = None


class CheckView(Struct, frozen=True):
    """全部问题与提醒；没有错误才能提交。 Every problem and warning; errors bar submission."""

    problems: list[PolicyProblem]
    errors: int


class ReviewView(Struct, frozen=True):
    """审批人要看的：与线上版本的差异；批准时出示 `token`。

    What an approver sees: the difference to the live version. Approve with `token`.
    """

    version: PolicyVersionView
    live: PolicyVersionView | None
    changes: list[PolicyChange]
    token: str
    effect: EffectReport


class ApprovalBody(Struct, frozen=True):
    """批准。 An approval; `review` is the token of the review."""

    review: str
    comment: Comment = ""


class CommentBody(Struct, frozen=True):
    """附意见的动作。 An action with a comment."""

    comment: Comment = ""
