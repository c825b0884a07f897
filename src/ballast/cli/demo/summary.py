"""演示做了什么：件数、速度，以及通过、复核、拒绝者后来的核销率。

What the demo did: counts, speed, and how the passed, reviewed and rejected loans ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from ballast.cli.demo.accounts import Credentials
from ballast.client import Decision
from ballast.policies.outcome import OUTCOMES

TITLES = {
    "pass": "通过 Pass",
    "challenge": "核身 Challenge",
    "review": "复核 Review",
    "reject": "拒绝 Reject",
}


class Group(Struct, frozen=True):
    """一种结论的贷款。 The loans of one outcome."""

    outcome: str
    count: int
    charged_off: int

    @property
    def rate(self) -> float | None:
        """核销率；没有贷款则为空。 Charge-off rate; None of no loans."""
        return self.charged_off / self.count if self.count else None


class Summary(Struct, frozen=True):
    """演示的小结；时间为秒。 The demo in numbers; times are in seconds."""

    history: int
    history_seconds: float
    decisions: int
    deciding_seconds: float
    outcomes: int
    total_seconds: float
    policy_version: int
    fallbacks: int
    groups: tuple[Group, ...]


def groups(decisions: Mapping[str, Decision], charged_off: Mapping[str, bool]) -> tuple[Group, ...]:
    """按结论分组，由轻到重，略去没有的。 By outcome, mild to severe, without empty ones."""
    found = [_group(outcome, decisions, charged_off) for outcome in OUTCOMES]
    return tuple(group for group in found if group.count)


def _group(
    outcome: str, decisions: Mapping[str, Decision], charged_off: Mapping[str, bool]
) -> Group:
    ids = [i for i, decision in decisions.items() if decision.outcome == outcome]
    return Group(outcome, len(ids), sum(charged_off[i] for i in ids))


def show_summary(console: Console, summary: Summary) -> None:
    """打印小结。 Print the summary."""
    for line in _lines(summary):
        console.print(line, soft_wrap=True)
    console.print(_rates(summary.groups))
    console.print(
        "[dim]分值、分段与灰名单只用重放之前的数据；预警规则管哪一档，看过重放年才定。"
        " Points, bands and grey lists come from data before the replay only; which grade the early"
        " warnings apply to was settled after looking at the replay year."
        f" 共 {summary.total_seconds:.0f} 秒 seconds.[/dim]",
        soft_wrap=True,
    )


def _lines(summary: Summary) -> Iterable[str]:
    past = _speed(summary.history, summary.history_seconds)
    yield f"历史 History: {summary.history:,} 件 events, {past}"
    speed = _speed(summary.decisions, summary.deciding_seconds)
    yield f"重放 Replay: {summary.decisions:,} 个决策 decisions, {speed}"
    yield f"结局 Outcomes: {summary.outcomes:,} 件 events"
    version = summary.policy_version
    yield f"策略 Policy: 第 {version} 版 version {version}; 兜底 fallbacks {summary.fallbacks}"


def show_accounts(console: Console, credentials: Credentials, path: str) -> None:
    """打印地址、密钥与账号。 Print the address, the key and the accounts."""
    table = Table("账号 Account", "密码 Password", "角色 Role")
    for account in credentials.accounts:
        table.add_row(account.name, account.password, account.role)
    console.print(table)
    console.print(
        "演示里第二因素是自愿的；正式使用时，审批与管理的角色须登记验证器。"
        " In the demo a second factor is optional; otherwise roles that approve or administer"
        " have to enrol an authenticator.",
        soft_wrap=True,
    )
    console.print(f"接口密钥 API key: {credentials.api_key}", soft_wrap=True)
    console.print(f"已记入 Written to: {path}", soft_wrap=True)


def _rates(found: Iterable[Group]) -> Table:
    table = Table("结论 Outcome", title="结论与后来的核销率 Outcomes and later charge-off rates")
    for heading in ("笔数 Loans", "核销 Charged off", "核销率 Rate"):
        table.add_column(heading, justify="right")
    for group in found:
        rate = "-" if group.rate is None else f"{group.rate:.1%}"
        cells = (TITLES[group.outcome], f"{group.count:,}", f"{group.charged_off:,}", rate)
        table.add_row(*cells)
    return table


def _speed(count: int, seconds: float) -> str:
    return f"{count / seconds:,.0f}/s" if seconds > 0 else "-"
