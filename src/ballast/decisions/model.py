"""决策：对一个事件作出的、不再改变的判断。 A decision: the immutable judgement on one event."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

SUBJECT_LENGTH = 128
"""按客户查询时比对的字符数。 How many characters of a customer's id decisions are looked up by."""


class Decision(Struct, frozen=True):
    """已存下的决策。 A stored decision.

    Args:
        id: 决策标识，按时间可排序。 Time-sortable identifier.
        seq: 事件的受理次序。 Acceptance order of its event.
        scene: 场景代码。 Scene.
        event_id: 来源给的事件标识。 The source's id of the event.
        at_us: 事发时刻，微秒。 When the event occurred, microseconds.
        decided_us: 决策时刻，微秒。 When it was decided, microseconds.
        outcome: pass、challenge、review、reject 之一。 One of the four outcomes.
        policy: 策略代码；没有策略为空。 Policy code; empty when the fallback answered.
        version: 策略版本；没有为 0。 Version of the policy, or 0.
        subject: 客户的令牌或代号，没有为空。 Token or id of the customer, or empty.
        principal: 谁来问的，代号。 Id of who asked.
        score: 得分，没有为 None。 Points, or None.
        reasons: 理由代码，见 `marked`。 Codes of the reasons, see `marked`.
        rules: 命中的规则、行与名单检查，见 `marked`。 Rules, rows and list checks that were hit.
        keys: 对象与受保护值的短码，见 `marks.py`。 Short codes of its subjects, see `marks.py`.
        answer: 当时答复的原文（JSON）。 The answer as it was given, JSON.
        trace: 紧凑的过程记录（JSON）。 The compact trace, JSON.
    """

    id: str
    seq: int
    scene: str
    event_id: str
    at_us: int
    decided_us: int
    outcome: str
    policy: str
    version: int
    subject: str
    principal: str
    answer: bytes
    trace: bytes
    score: float | None = None
    reasons: str = ""
    rules: str = ""
    keys: str = ""


class TraceRecord(Struct, frozen=True, omit_defaults=True):
    """存下的过程：求值记录、指标、策略与子策略的指纹。

    What is kept of an evaluation: its record, the indicators, the fingerprints of the policy and of
    its sub-decisions. With the event this rebuilds the whole trace.
    """

    record: msgspec.Raw  # JSON; `null` when the fallback answered
    indicators: dict[str, Any]
    sha256: str = ""
    subs: dict[str, str] = {}


class Fallback(Struct, frozen=True, omit_defaults=True):
    """策略没有作答时的说明。 Says that the scene's fallback answered, and why."""

    code: str
    title: dict[str, str]


class PolicyStamp(Struct, frozen=True):
    """作答的策略版本。 The policy version that answered."""

    id: str
    version: int
    hash: str


class Answer(Struct, frozen=True):
    """对 `POST /decisions` 的答复。 The answer to a request for a decision."""

    decision_id: str
    scene: str
    id: str
    outcome: str
    score: float | None
    limit: float | None
    rate: float | None
    term: float | None
    reasons: list[Any]
    policy: PolicyStamp | None
    indicators: dict[str, Any]
    decided_at: str
    elapsed_us: int
    late: bool = False
    unknown_fields: tuple[str, ...] = ()
    fallback: Fallback | None = None
