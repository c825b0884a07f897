"""影响报告的约定：由决策一层算出，审批时附在版本上。

What approval needs of whoever computes the effect of a version; the decisions package provides it.
"""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy.orm import Session

from ballast.policies.model import VersionRef


class Effects(Protocol):
    """算一个版本对最近若干决策的影响。 Computes the effect of a version on recent decisions."""

    def report(self, session: Session, ref: VersionRef, last: int = ...) -> dict[str, Any]:
        """影响报告，可入库。 The report, fit to be stored."""
        ...
