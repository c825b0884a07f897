"""决策之路：一批请求在一个事务里逐个走过。

The decision path. A batch from the lane goes through within one transaction: what is known is
answered as before, what is new is numbered, counted by the indicators, judged by the policy of its
scene and written. Only the lane's thread calls this, so state needs no locks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy.orm import Session

from ballast.decisions import repository as decisions
from ballast.decisions.errors import NoDecisionError
from ballast.decisions.judge import Judge, Reading
from ballast.decisions.model import Decision
from ballast.events import repository as events
from ballast.events.difference import DifferentEventError, difference
from ballast.events.incoming import Incoming
from ballast.events.model import Event, Scene
from ballast.events.record import Accepted, Known, known_of
from ballast.indicators.engine import Engine
from ballast.kit.errors import BallastError

LATE_AFTER_US = 60_000_000
"""比本场景最新事件早多少算迟到。 How far behind its scene's newest event counts as late."""


_NOTHING: frozenset[str] = frozenset()


class Request(Struct, frozen=True):
    """一项请求。 Report a fact, or ask for a decision on it."""

    incoming: Incoming
    principal: str
    decide: bool
    started_ns: int = 0


class Receipt(Struct, frozen=True):
    """已落盘的凭据。 Proof that it is stored; `answer` is empty for facts."""

    scene: str
    id: str
    seq: int
    late: bool
    duplicate: bool
    unknown: tuple[str, ...]
    answer: bytes = b""


class Path:
    """一批请求怎样变成答复。 How a batch of requests becomes answers."""

    def __init__(self, scenes: Mapping[str, Scene], engine: Engine, judge: Judge) -> None:
        self._scenes = scenes
        self._engine = engine
        self._judge = judge
        self._seq = 0
        self._newest: dict[str, int] = {}

    def adopt(self, engine: Engine, seq: int, newest: dict[str, int]) -> None:
        """接手恢复好的状态，继续编号。 Take over a restored state and go on numbering."""
        self._engine = engine
        self._seq = seq
        self._newest = newest

    def replace(self, engine: Engine) -> None:
        """换上另一个走到同处的引擎。 Put another engine in place that has come as far."""
        self._engine = engine
        self._seq = max(self._seq, engine.seq)

    @property
    def engine(self) -> Engine:
        """现用的引擎。 The engine in use."""
        return self._engine

    @property
    def seq(self) -> int:
        """最后的受理次序。 The last acceptance number."""
        return self._seq

    def __call__(
        self, session: Session, requests: Sequence[Request]
    ) -> Sequence[Receipt | BallastError]:
        """走完一批。 Take a batch through."""
        batch = _Batch(session, requests)
        answers = [self._one(batch, request) for request in requests]
        events.insert_many(session, batch.accepted)
        decisions.insert_many(session, batch.decided)
        return answers

    def _one(self, batch: _Batch, request: Request) -> Receipt | BallastError:
        key = (request.incoming.scene, request.incoming.id)
        known = batch.known.get(key) or batch.fresh_known(key)
        if known is None:
            return self._accept(batch, request)
        return self._repeat(batch, request, known)

    def _repeat(self, batch: _Batch, request: Request, known: Known) -> Receipt | BallastError:
        incoming = request.incoming
        if known.digest != incoming.digest:
            scene = self._scenes[incoming.scene]
            return DifferentEventError(difference(scene, known, incoming))
        answer = batch.answers.get(known.seq, b"")
        if request.decide and not answer:
            return NoDecisionError()
        return _receipt(incoming, known.seq, known.late, answer, duplicate=True)

    def _accept(self, batch: _Batch, request: Request) -> Receipt:
        incoming = request.incoming
        self._seq += 1
        newest = self._newest.get(incoming.scene, 0)
        late = incoming.at_us < newest - LATE_AFTER_US
        self._newest[incoming.scene] = max(newest, incoming.at_us)
        event = incoming.numbered(self._seq, late)
        answer = b""
        if request.decide:
            decision = self._decide(event, request)
            batch.decided.append(decision)
            answer = batch.answers[event.seq] = decision.answer
        else:
            self._engine.observe(event, _NOTHING)
        batch.take(Accepted(event.seq, incoming, late, request.principal))
        return _receipt(incoming, event.seq, late, answer)

    def _decide(self, event: Event, request: Request) -> Decision:
        live = self._judge.live(event.scene)
        values = self._engine.observe(event, self._judge.wanted(live))
        reading = Reading(values, request.principal, request.started_ns)
        return self._judge.decide(event, live, reading)


class _Batch:
    """一批的账。 The books of one batch."""

    def __init__(self, session: Session, requests: Sequence[Request]) -> None:
        keys = [(r.incoming.scene, r.incoming.id) for r in requests]
        self.known = events.existing(session, keys)
        asked = [k.seq for k in self.known.values()]
        self.answers = decisions.answers(session, asked) if asked else {}
        self.accepted: list[Accepted] = []
        self.decided: list[Decision] = []
        self._fresh: dict[tuple[str, str], Accepted] = {}

    def take(self, accepted: Accepted) -> None:
        self.accepted.append(accepted)
        self._fresh[accepted.incoming.scene, accepted.incoming.id] = accepted

    def fresh_known(self, key: tuple[str, str]) -> Known | None:
        accepted = self._fresh.get(key)
        return None if accepted is None else known_of(accepted)


def _receipt(
    incoming: Incoming, seq: int, late: bool, answer: bytes, *, duplicate: bool = False
) -> Receipt:
    return Receipt(incoming.scene, incoming.id, seq, late, duplicate, incoming.unknown, answer)
