"""由存下的记录还原完整的过程。 Rebuilding the whole trace from what was kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from ballast.decisions.model import Decision, TraceRecord
from ballast.decisions.reading import hidden_within
from ballast.decisions.schemas import Lines, TraceView
from ballast.events.model import Event
from ballast.kit.errors import BallastError
from ballast.policies.archive import PolicyArchive
from ballast.policies.evaluation import Evaluation
from ballast.policies.record import restored
from ballast.policies.trace import lines, trace

_decode = msgspec.json.Decoder(TraceRecord).decode


class Rebuilt(msgspec.Struct, frozen=True):
    """还原的求值；还原不了时说明原因。 The evaluation again, or why it cannot be rebuilt."""

    indicators: dict[str, Any]
    evaluation: Evaluation | None = None
    problem: BallastError | None = None


class Tracing:
    """还原过程。 Rebuilds traces with the very version that ran."""

    def __init__(self, archive: PolicyArchive) -> None:
        self._archive = archive

    def rebuilt(self, session: Session, decision: Decision, event: Event) -> Rebuilt:
        """当时的求值。 The evaluation as it was."""
        kept = _decode(decision.trace)
        if bytes(kept.record) == b"null":
            return Rebuilt(kept.indicators)
        try:
            compiled = self._archive.compiled(session, (decision.policy, kept.sha256), kept.subs)
        except BallastError as error:
            # A field that the version used may be gone from today's scene; what is stored remains.
            return Rebuilt(kept.indicators, problem=error)
        evaluation = restored(compiled.plan, bytes(kept.record), event.data, kept.indicators)
        return Rebuilt(kept.indicators, evaluation)


def readable(found: Rebuilt) -> TraceView:
    """每个节点与规则：命中与否、用了什么值、缺什么；令牌不外露。

    Every node and rule: hit or not, with which values, what was missing. Tokens are hidden.
    """
    if found.evaluation is not None:
        return trace_of(found.evaluation, found.indicators)
    indicators: dict[str, Any] = hidden_within(found.indicators)
    if found.problem is None:
        return TraceView([], Lines([], []), indicators)
    detail = found.problem.detail
    return TraceView([], Lines([detail.zh], [detail.en]), indicators, problem=found.problem.code)


def trace_of(evaluation: Evaluation, indicators: Mapping[str, object]) -> TraceView:
    """一次求值的过程。 The trace of an evaluation."""
    nodes = trace(evaluation)
    whole = {
        "nodes": nodes,
        "text": {language: list(lines(nodes, language)) for language in ("zh", "en")},
        "indicators": dict(indicators),
        "missing": evaluation.missing,
    }
    return msgspec.convert(hidden_within(msgspec.to_builtins(whole)), TraceView)
