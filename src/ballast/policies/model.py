"""策略与版本。 Policies and their versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ballast.kit.text import Text


class Status(StrEnum):
    """版本的状态；提交之后内容不再改变。 State of a version; immutable once submitted."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    LIVE = "live"
    RETIRED = "retired"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Policy:
    """一个策略：编码、名称、用于哪个场景、线上是哪一版。 A policy and its live version, if any."""

    code: str
    title: Text
    scene: str | None
    live: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """一个策略的版本各有多少，线上的何时上线。 How many versions of a policy stand where."""

    drafts: int = 0
    waiting: int = 0
    live_us: int | None = None


@dataclass(frozen=True, slots=True)
class OpenVersion:
    """还有事要做的一版，不带文档。 A version somebody has still to act on, without its document."""

    policy: str
    number: int
    status: str
    author: str
    created_us: int
    submitter: str | None
    submitted_us: int | None
    approver: str | None
    decided_us: int | None
    comment: str


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """策略的一个版本。 One version of a policy.

    Args:
        document: 文档的字节。 Bytes of the JDM document.
        sha256: 规范写法的指纹。 Fingerprint of its canonical form.
        author: 谁写的。 Who wrote it.
        submitter: 谁提交的。 Who submitted it.
        approver: 谁批准或退回的。 Who approved or returned it.
        effect: 批准时看到的影响报告。 Effect report seen at approval.
        replaced: 上线时替下的版本号。 The version it replaced when it went live.
    """

    id: str
    policy: str
    number: int
    document: bytes
    sha256: str
    status: Status
    author: str
    created_us: int
    submitter: str | None = None
    submitted_us: int | None = None
    approver: str | None = None
    decided_us: int | None = None
    live_us: int | None = None
    retired_us: int | None = None
    comment: str = ""
    effect: Mapping[str, object] | None = None
    replaced: int | None = None

    def as_dict(self) -> dict[str, object]:
        """可入日志的形式。 For the journal."""
        return {
            "number": self.number,
            "sha256": self.sha256,
            "status": self.status.value,
            "author": self.author,
            "submitter": self.submitter,
            "approver": self.approver,
            "comment": self.comment,
        }


@dataclass(frozen=True, slots=True)
class VersionRef:
    """指明一个版本。 Names one version."""

    code: str
    number: int


@dataclass(frozen=True, slots=True)
class Draft:
    """要保存的草稿。 A draft to save.

    Args:
        number: 改写哪一份草稿；None 为新版本。 Draft to overwrite; None makes a new version.
        allow_problems: 有问题也先存下，但不能提交。 Keep it despite problems.
    """

    code: str
    title: Text
    scene: str | None
    document: bytes
    number: int | None = None
    allow_problems: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """批准。 An approval.

    Args:
        review: 看差异时得到的凭据。 Token of the review, proof that this difference was seen.
        effect: 对最近若干决策的影响报告。 Effect on recent decisions, kept with the version.
    """

    ref: VersionRef
    review: str
    comment: str = ""
    effect: Mapping[str, object] | None = None
