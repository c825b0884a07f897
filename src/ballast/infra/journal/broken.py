"""日志坏了，说明坏在哪里。 The journal is broken; the sentence says where."""

from __future__ import annotations

from ballast.infra.journal.chain import VerifyResult
from ballast.kit.errors import ConflictError


class JournalBrokenError(ConflictError):
    """查验没有通过。 The journal did not verify."""

    code = "journal_broken"

    def __init__(self, result: VerifyResult) -> None:
        super().__init__(result.detail, {"seq": result.seq, "fault": result.fault})
