"""服务的各种答复。 What the service answers; fields it adds later are ignored."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

Outcome = Literal["pass", "challenge", "review", "reject"]


class Reason(Struct, frozen=True):
    """一条理由；简单比较带实际值、运算符与阈值。 A reason; comparisons show both sides."""

    code: str
    title: dict[str, str]
    value: Any = None
    operator: str | None = None
    threshold: Any = None


class PolicyStamp(Struct, frozen=True):
    """作答的策略版本。 The policy version that answered."""

    id: str
    version: int
    hash: str


class Fallback(Struct, frozen=True):
    """策略没能作答，由场景的兜底结论代答。 Says that the scene's fallback answered, and why."""

    code: str
    title: dict[str, str]


class Decision(Struct, frozen=True):
    """一次决策。 One decision.

    Args:
        decision_id: 决策标识，查询用。 Its id, to look it up.
        outcome: 结论，由轻到重 pass、challenge、review、reject。 The outcome.
        score: 得分。 Points, if the policy gives any.
        limit: 额度。 Limit, in the currency of the scene.
        rate: 利率。 Rate, as a fraction per year.
        term: 期限。 Term, in months.
        elapsed_us: 服务端用时，微秒。 Time spent in the service, microseconds.
    """

    decision_id: str
    outcome: Outcome
    scene: str = ""
    id: str = ""
    score: float | None = None
    limit: float | None = None
    rate: float | None = None
    term: float | None = None
    reasons: tuple[Reason, ...] = ()
    policy: PolicyStamp | None = None
    indicators: dict[str, Any] = field(default_factory=dict)
    decided_at: str = ""
    elapsed_us: int = 0
    late: bool = False
    fallback: Fallback | None = None
    unknown_fields: tuple[str, ...] = ()


class DecisionDetail(Struct, frozen=True):
    """一次决策的全貌；受保护的值已屏蔽。 Everything about a decision; protected values are masked.

    Args:
        answer: 当时的答复。 The answer as it was given.
        input: 当时的输入。 Its input.
        masked: 屏蔽了哪些字段。 Which fields are masked.
        trace: 每个节点、规则的命中与数值。 Every node and rule, with values.
    """

    answer: Decision
    input: dict[str, Any]
    trace: dict[str, Any]
    masked: tuple[str, ...] = ()


class Receipt(Struct, frozen=True):
    """一件事实的回执：已落盘。 Receipt of one fact: it is on disk."""

    scene: str
    id: str
    seq: int
    late: bool = False
    duplicate: bool = False
    unknown: tuple[str, ...] = ()


class Refused(Struct, frozen=True):
    """没有受理的一行。 A refused line; `line` counts from 1 over all events sent."""

    line: int
    errors: tuple[dict[str, Any], ...] = ()


class Report(Struct, frozen=True):
    """一批事实的结果。 What became of many facts."""

    accepted: int = 0
    duplicates: int = 0
    refused: tuple[Refused, ...] = ()

    def plus(self, other: Report, lines: int) -> Report:
        """并上后一批；其行号顺延 `lines`。 With the next batch, whose lines follow `lines`."""
        moved = tuple(Refused(r.line + lines, r.errors) for r in other.refused)
        return Report(
            self.accepted + other.accepted,
            self.duplicates + other.duplicates,
            self.refused + moved,
        )


class Session(Struct, frozen=True):
    """登录得到的令牌。 The token of a sign-in."""

    token: str
    expires_at: str

    def __repr__(self) -> str:
        return f"Session(expires_at={self.expires_at!r})"


class Policy(Struct, frozen=True):
    """一个策略；`live` 是线上版本号。 A policy; `live` is the number of its live version."""

    code: str
    title: dict[str, str]
    scene: str | None = None
    live: int | None = None


class PolicyVersion(Struct, frozen=True):
    """策略的一个版本。 One version of a policy."""

    policy: str
    number: int
    status: str
    sha256: str
    author: str
    submitter: str | None = None
    approver: str | None = None
    comment: str = ""
    effect: dict[str, Any] | None = None


class Review(Struct, frozen=True):
    """审批前要看的：改动、影响，及批准凭据。 Seen before approving: changes, effect and token."""

    version: PolicyVersion
    changes: tuple[dict[str, Any], ...]
    token: str
    effect: dict[str, Any] | None = None


class ListEntry(Struct, frozen=True):
    """名单的一条；受保护的值已屏蔽。 An entry of a list; a protected value is masked."""

    id: str
    list: str
    value: str
    reason: str
    status: str
    source: str = ""
    starts_at: str | None = None
    expires_at: str | None = None


class ListImport(Struct, frozen=True):
    """导入名单的结果。 What importing entries did."""

    accepted: int
    refused: tuple[dict[str, Any], ...] = ()
