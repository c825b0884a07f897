"""自建指标的版本：草稿、待审批、现行、退回、退役。

Versions of an institution's own indicators, made at run time beside those of packs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """版本的状态；提交之后内容不再改变。 State of a version; immutable once submitted."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LIVE = "live"
    RETURNED = "returned"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class IndicatorVersion:
    """自建指标的一个版本。 One version of an indicator.

    Args:
        definition: 内容包里的写法。 The definition as packs write it.
        author: 谁写的。 Who wrote it.
        submitter: 谁提交的。 Who submitted it.
        approver: 谁批准或退回的。 Who approved or returned it.
    """

    id: str
    code: str
    number: int
    definition: Mapping[str, object]
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

    def as_dict(self) -> dict[str, object]:
        """可入日志的形式。 For the journal."""
        return {
            "number": self.number,
            "definition": dict(self.definition),
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
