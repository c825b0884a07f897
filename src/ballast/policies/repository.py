"""策略与版本的全部查询。 Every query about policies and their versions."""

from __future__ import annotations

import msgspec
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ballast.kit.text import Text
from ballast.policies.model import OpenVersion, Policy, PolicyVersion, Status, Tally
from ballast.policies.tables import PolicyRow, PolicyVersionRow

_FIELDS = (
    "id",
    "policy",
    "number",
    "document",
    "sha256",
    "author",
    "created_us",
    "submitter",
    "submitted_us",
    "approver",
    "decided_us",
    "live_us",
    "retired_us",
    "comment",
    "replaced",
)


def lock_policy(session: Session, code: str) -> Policy | None:
    """取策略并锁住它：同一策略的改动一个接一个。 Fetch and lock: changes to one policy queue up."""
    row = session.get(PolicyRow, code, with_for_update=True, populate_existing=True)
    return _policy(row) if row else None


def lock_policies(session: Session) -> dict[str, Policy]:
    """锁住全部策略，按编码的次序（免得互等）。

    Lock every policy, in order of code, against deadlock.
    """
    query = select(PolicyRow).order_by(PolicyRow.code).with_for_update()
    rows = session.scalars(query.execution_options(populate_existing=True))
    return {row.code: _policy(row) for row in rows}


def get_policy(session: Session, code: str) -> Policy | None:
    """按编码取策略。 The policy with this code."""
    row = session.get(PolicyRow, code)
    return _policy(row) if row else None


def insert_policy(session: Session, policy: Policy) -> bool:
    """新策略；别的事务抢先建了则返回假。

    A new policy; False when another transaction made it first.
    """
    row = PolicyRow(
        code=policy.code,
        title_zh=policy.title.zh,
        title_en=policy.title.en,
        scene=policy.scene,
        live=policy.live,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


def set_live(session: Session, code: str, number: int | None) -> None:
    """记下线上版本号。 Record which version is live."""
    session.execute(update(PolicyRow).where(PolicyRow.code == code).values(live=number))


def all_policies(session: Session) -> tuple[Policy, ...]:
    """全部策略。 Every policy, by code."""
    return tuple(_policy(row) for row in session.scalars(select(PolicyRow).order_by("code")))


def next_number(session: Session, code: str) -> int:
    """下一个版本号。 The next version number; call with the policy locked."""
    query = select(func.max(PolicyVersionRow.number)).where(PolicyVersionRow.policy == code)
    return (session.scalar(query) or 0) + 1


def insert_version(session: Session, version: PolicyVersion) -> None:
    """新版本。 A new version."""
    session.add(PolicyVersionRow(**_values(version)))
    session.flush()


def update_version(session: Session, version: PolicyVersion) -> None:
    """更新版本。 Update a version; call with the policy locked."""
    session.execute(
        update(PolicyVersionRow)
        .where(PolicyVersionRow.id == version.id)
        .values(**_values(version))
        .execution_options(synchronize_session=False)
    )


def get_version(session: Session, code: str, number: int) -> PolicyVersion | None:
    """某策略的某一版。 One version."""
    query = select(PolicyVersionRow).where(
        PolicyVersionRow.policy == code, PolicyVersionRow.number == number
    )
    row = session.scalar(query.execution_options(populate_existing=True))
    return _version(row) if row else None


def version_by_hash(session: Session, code: str, sha256: str) -> PolicyVersion | None:
    """有此指纹的版本；相同内容的几版取最新。

    A version with this fingerprint, the newest if several.
    """
    query = (
        select(PolicyVersionRow)
        .where(PolicyVersionRow.policy == code, PolicyVersionRow.sha256 == sha256)
        .order_by(PolicyVersionRow.number.desc())
        .limit(1)
    )
    row = session.scalar(query)
    return _version(row) if row else None


def versions_of(session: Session, code: str) -> tuple[PolicyVersion, ...]:
    """某策略的全部版本，新的在前。 All versions of a policy, newest first."""
    query = (
        select(PolicyVersionRow)
        .where(PolicyVersionRow.policy == code)
        .order_by(PolicyVersionRow.number.desc())
    )
    return tuple(_version(row) for row in session.scalars(query))


def undecided_of(session: Session, person: str) -> tuple[PolicyVersion, ...]:
    """一个人的草稿与待审批的版本。 Drafts and submitted versions of a person, oldest first."""
    open_ = PolicyVersionRow.status.in_([Status.DRAFT.value, Status.SUBMITTED.value])
    mine = (PolicyVersionRow.author == person) | (PolicyVersionRow.submitter == person)
    query = (
        select(PolicyVersionRow)
        .where(open_, mine)
        .order_by(PolicyVersionRow.created_us, PolicyVersionRow.number)
    )
    return tuple(_version(row) for row in session.scalars(query))


def live_versions(session: Session) -> tuple[PolicyVersion, ...]:
    """全部线上版本。 Every live version."""
    query = select(PolicyVersionRow).join(
        PolicyRow,
        (PolicyRow.code == PolicyVersionRow.policy) & (PolicyRow.live == PolicyVersionRow.number),
    )
    return tuple(_version(row) for row in session.scalars(query))


def live_numbers(session: Session) -> dict[str, int]:
    """哪些策略在线上、是哪一版；很省，可常问。

    Which policies are live with which version; cheap enough to be asked all the time.
    """
    query = select(PolicyRow.code, PolicyRow.live).where(PolicyRow.live.is_not(None))
    return {row.code: row.live for row in session.execute(query)}


def tallies(session: Session) -> dict[str, Tally]:
    """各策略的草稿、待审与上线时刻。 Drafts, waiting versions and live moments, by policy."""
    number, status = PolicyVersionRow.number, PolicyVersionRow.status
    query = (
        select(
            PolicyVersionRow.policy,
            func.count().filter(status == Status.DRAFT.value),
            func.count().filter(status == Status.SUBMITTED.value),
            func.max(PolicyVersionRow.live_us).filter(number == PolicyRow.live),
        )
        .join(PolicyRow, PolicyRow.code == PolicyVersionRow.policy)
        .group_by(PolicyVersionRow.policy)
    )
    return {row[0]: Tally(row[1], row[2], row[3]) for row in session.execute(query)}


_OPEN = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED)
_OPEN_COLUMNS = tuple(getattr(PolicyVersionRow, name) for name in OpenVersion.__dataclass_fields__)


def open_versions(session: Session) -> list[OpenVersion]:
    """还有事要做的版本：草稿、待审、退回；不带文档。

    Versions that somebody has still to act on: drafts, waiting, returned; without documents.
    """
    query = (
        select(*_OPEN_COLUMNS)
        .where(PolicyVersionRow.status.in_([status.value for status in _OPEN]))
        .order_by(PolicyVersionRow.created_us.desc())
    )
    return [OpenVersion(*row) for row in session.execute(query)]


def _policy(row: PolicyRow) -> Policy:
    return Policy(row.code, Text(row.title_zh, row.title_en), row.scene, row.live)


def _version(row: PolicyVersionRow) -> PolicyVersion:
    effect = msgspec.json.decode(row.effect) if row.effect else None
    fields = {name: getattr(row, name) for name in _FIELDS}
    return PolicyVersion(status=Status(row.status), effect=effect, **fields)


def _values(version: PolicyVersion) -> dict[str, object]:
    effect = msgspec.json.encode(version.effect).decode() if version.effect is not None else None
    fields = {name: getattr(version, name) for name in _FIELDS}
    return {**fields, "status": version.status.value, "effect": effect}
