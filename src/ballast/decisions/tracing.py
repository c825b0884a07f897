"""由存下的记录还原完整的过程。 Rebuilding the whole trace from what was kept."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from ballast.decisions.model import Decision, TraceRecord
from ballast.decisions.reading import hidden_within
from ballast.events.model import Event
from ballast.kit.errors import BallastError
from ballast.kit.text import Text
from ballast.policies.archive import PolicyArchive
from ballast.policies.record import restored
from ballast.policies.trace import lines, trace

_decode = msgspec.json.Decoder(TraceRecord).decode


class Tracing:
    """还原过程。 Rebuilds traces with the very version that ran."""

    def __init__(self, archive: PolicyArchive) -> None:
        self._archive = archive

    def readable(self, session: Session, decision: Decision, event: Event) -> dict[str, Any]:
        """每个节点与规则：命中与否、用了什么值、缺什么；令牌不外露。

        Every node and rule: hit or not, with which values, what was missing. Tokens are hidden.
        """
        kept = _decode(decision.trace)
        shown: dict[str, Any] = {"indicators": hidden_within(kept.indicators)}
        if bytes(kept.record) == b"null":
            return shown | {"nodes": [], "text": {"zh": [], "en": []}}
        try:
            compiled = self._archive.compiled(session, (decision.policy, kept.sha256), kept.subs)
        except BallastError as error:
            # A field that the version used may be gone from today's scene; what is stored remains.
            return shown | {"nodes": [], "text": _apart(error.detail), "problem": error.code}
        evaluation = restored(compiled.plan, bytes(kept.record), event.data, kept.indicators)
        nodes = trace(evaluation)
        text = {language: list(lines(nodes, language)) for language in ("zh", "en")}
        readable: dict[str, Any] = hidden_within(
            msgspec.to_builtins({"nodes": nodes, "text": text, "missing": evaluation.missing})
        )
        return shown | readable


def _apart(text: Text) -> dict[str, list[str]]:
    return {"zh": [text.zh], "en": [text.en]}
