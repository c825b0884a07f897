"""读写策略版本并记日志；改了线上的，提交后刷新内存。

Read and write versions, journal every change, and refresh memory after commits that matter.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from ballast.infra.access import Principal
from ballast.infra.db import on_commit
from ballast.infra.journal import Entry, Journal
from ballast.policies import repository
from ballast.policies.errors import UnknownPolicyError, UnknownVersionError, VersionStateError
from ballast.policies.model import Policy, PolicyVersion, Status, VersionRef


class VersionStore:
    """版本的存取。 Access to versions; `refresh` runs after the commit of a change of state."""

    def __init__(self, journal: Journal, refresh: Callable[[], None]) -> None:
        self._journal = journal
        self._refresh = refresh

    def policy(self, session: Session, code: str) -> Policy:
        """一个策略，不加锁。 One policy, not locked."""
        return _known(repository.get_policy(session, code), code)

    def version(self, session: Session, ref: VersionRef) -> PolicyVersion:
        """一个版本。 One version; raises UnknownVersionError."""
        version = repository.get_version(session, ref.code, ref.number)
        if version is None:
            raise UnknownVersionError(ref.code, ref.number)
        return version

    def live(self, session: Session, policy: Policy) -> PolicyVersion | None:
        """线上版本。 The live version, if any."""
        if policy.live is None:
            return None
        return self.version(session, VersionRef(policy.code, policy.live))

    def lock(self, session: Session, code: str) -> Policy:
        """锁住一个策略。 Lock one policy."""
        return _known(repository.lock_policy(session, code), code)

    def all_locked(self, session: Session, code: str) -> Policy:
        """锁住全部策略：上线会影响引用它的策略。 Lock every policy: going live affects callers."""
        return _known(repository.lock_policies(session).get(code), code)

    def in_status(self, session: Session, ref: VersionRef, status: Status) -> PolicyVersion:
        """处于此状态的版本，否则 VersionStateError。 The version, or VersionStateError."""
        version = self.version(session, ref)
        if version.status is not status:
            raise VersionStateError(ref.code, ref.number, version.status)
        return version

    def create(self, session: Session, principal: Principal, policy: Policy, now_us: int) -> Policy:
        """没有则新建；总是锁住。 The policy, created if new; locked in either case."""
        found = repository.lock_policy(session, policy.code)
        if found is None and repository.insert_policy(session, policy):
            after = {"title": policy.title.as_dict(), "scene": policy.scene}
            self._journal.append(
                session, _entry(principal, "policy.create", policy.code, now_us, (None, after))
            )
            return policy
        return _known(found or repository.lock_policy(session, policy.code), policy.code)

    def save(
        self, session: Session, principal: Principal, version: PolicyVersion, now_us: int
    ) -> None:
        """存下草稿。 Store a draft, new or overwritten."""
        before = repository.get_version(session, version.policy, version.number)
        (repository.update_version if before else repository.insert_version)(session, version)
        self._note(session, principal, "policy.save", (before, version), now_us)

    def change(
        self,
        session: Session,
        principal: Principal,
        action: str,
        change: tuple[PolicyVersion, PolicyVersion],
        now_us: int,
    ) -> PolicyVersion:
        """改变状态。 Store a change of state; memory is refreshed once it is committed."""
        repository.update_version(session, change[1])
        self._note(session, principal, action, change, now_us)
        on_commit(session, self._refresh)
        return change[1]

    def _note(
        self,
        session: Session,
        principal: Principal,
        action: str,
        change: tuple[PolicyVersion | None, PolicyVersion],
        now_us: int,
    ) -> None:
        before, after = change
        subject = f"{after.policy}/{after.number}"
        images = (before.as_dict() if before else None, after.as_dict())
        self._journal.append(session, _entry(principal, action, subject, now_us, images))


def _known(found: Policy | None, code: str) -> Policy:
    if found is None:
        raise UnknownPolicyError(code)
    return found


def _entry(
    principal: Principal, action: str, subject: str, now_us: int, images: tuple[object, object]
) -> Entry:
    return Entry(
        actor=principal.actor,
        action=action,
        subject_kind="policy",
        subject_id=subject,
        at_us=now_us,
        before=images[0],
        after=images[1],
    )
