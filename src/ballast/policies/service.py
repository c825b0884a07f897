"""策略版本：保存、提交、批准、退回、退役、退回上一版。

Versions of policies: save, submit, approve, return, retire, roll back. Approval needs four eyes and
proof that the difference was seen; whoever changes one policy waits for the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy.orm import Session

from ballast.infra.access import EVERYWHERE, Principal
from ballast.infra.journal import Journal
from ballast.kit.ids import new_id
from ballast.policies import repository
from ballast.policies.difference import Change, difference
from ballast.policies.document import Document
from ballast.policies.errors import (
    MissingCommentError,
    NotAuthorError,
    NothingLiveError,
    SamePersonError,
    SceneFixedError,
    StaleReviewError,
)
from ballast.policies.hash import fingerprint
from ballast.policies.model import (
    Approval,
    Draft,
    Policy,
    PolicyVersion,
    Status,
    Tally,
    VersionRef,
)
from ballast.policies.problem import InvalidPolicyError, Problem, errors_of
from ballast.policies.reading import load, parse
from ballast.policies.version_store import VersionStore
from ballast.policies.wording import require_code, require_text

Checker = Callable[[Session, Policy, Document | None], Sequence[Problem]]
"""检查一份文档（None 表示要退役）以及引用它的线上策略，返回全部问题。

Checks a document (None: it is to be retired) and the live policies that call it; returns every
problem.
"""


@dataclass(frozen=True, slots=True)
class Saved:
    """存下的版本与发现的问题。 The saved version and the problems found."""

    version: PolicyVersion
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """审批人看到的：与线上版本的差异，及批准时要出示的凭据。

    What an approver sees: the difference to the live version, and the token to approve it with.
    """

    version: PolicyVersion
    live: PolicyVersion | None
    changes: tuple[Change, ...]
    token: str


class PolicyService:
    """策略版本的用例。

    Use cases of policy versions; `refresh` runs after each commit that matters.
    """

    def __init__(self, journal: Journal, checker: Checker, refresh: Callable[[], None]) -> None:
        self._store = VersionStore(journal, refresh)
        self._checker = checker

    def policies(self, session: Session, principal: Principal) -> tuple[Policy, ...]:
        """可见场景的策略。 Every policy of a scene that one may see, and those of no scene."""
        principal.require("policy.read")
        found = repository.all_policies(session)
        return tuple(each for each in found if principal.may("policy.read", each.scene))

    def tallies(self, session: Session, principal: Principal) -> dict[str, Tally]:
        """各策略有多少草稿与待审。 How many drafts and waiting versions each policy has."""
        principal.require("policy.read")
        return repository.tallies(session)

    def policy(self, session: Session, principal: Principal, code: str) -> Policy:
        """一个策略。 One policy."""
        return self._readable(session, principal, code)

    def versions(
        self, session: Session, principal: Principal, code: str
    ) -> tuple[PolicyVersion, ...]:
        """全部版本，新的在前。 Every version, newest first."""
        self._readable(session, principal, code)
        return repository.versions_of(session, code)

    def show(self, session: Session, principal: Principal, ref: VersionRef) -> PolicyVersion:
        """看一个版本。 One version."""
        self._readable(session, principal, ref.code)
        return self._store.version(session, ref)

    def difference(
        self, session: Session, principal: Principal, code: str, pair: tuple[int, int]
    ) -> tuple[Change, ...]:
        """两个版本之间的改动。 The changes from one version to another."""
        self._readable(session, principal, code)
        before, after = (self._store.version(session, VersionRef(code, n)) for n in pair)
        return difference(parse(before.document), parse(after.document))

    def review(self, session: Session, principal: Principal, ref: VersionRef) -> Review:
        """与线上版本的差异，批准前必看。

        The difference to the live version, seen before approving.
        """
        policy = self._readable(session, principal, ref.code)
        version = self._store.version(session, ref)
        return _review(version, self._store.live(session, policy))

    def check(self, session: Session, principal: Principal, draft: Draft) -> tuple[Problem, ...]:
        """只检查，不保存。 Check without saving."""
        principal.require("policy.read")
        try:
            document = parse(load(draft.document))
        except InvalidPolicyError as error:
            return error.problems
        policy = repository.get_policy(session, draft.code) or _as_policy(draft)
        return tuple(self._checker(session, policy, document))

    def save(self, session: Session, principal: Principal, draft: Draft, now_us: int) -> Saved:
        """保存草稿；有问题则拒绝，除非 `allow_problems`。 Save a draft; problems refuse it.

        Raises:
            InvalidPolicyError: 文档有问题。 The document has problems.
            VersionStateError: 已提交的版本不能改。 A submitted version is immutable.
        """
        principal.require("policy.write")
        _require_wording(draft)
        raw = load(draft.document)
        document = parse(raw)
        policy = self._store.create(session, principal, _as_policy(draft), now_us)
        principal.require("policy.write", _place(policy))
        if draft.scene not in (None, policy.scene):
            raise SceneFixedError(draft.code, policy.scene)
        problems = tuple(self._checker(session, policy, document))
        if errors_of(problems) and not draft.allow_problems:
            raise InvalidPolicyError(problems)
        version = self._draft(session, principal, draft, now_us)
        saved = replace(version, document=draft.document, sha256=fingerprint(raw))
        self._store.save(session, principal, saved, now_us)
        return Saved(saved, problems)

    def submit(
        self, session: Session, principal: Principal, ref: VersionRef, now_us: int
    ) -> PolicyVersion:
        """提交审批；此后内容不再改变。 Submit for approval; the content is frozen from now on."""
        principal.require("policy.submit")
        policy = self._store.lock(session, ref.code)
        principal.require("policy.submit", _place(policy))
        version = self._store.in_status(session, ref, Status.DRAFT)
        self._refuse_problems(session, policy, parse(version.document))
        submitted = replace(
            version, status=Status.SUBMITTED, submitter=principal.id, submitted_us=now_us
        )
        return self._store.change(session, principal, "policy.submit", (version, submitted), now_us)

    def approve(
        self, session: Session, principal: Principal, approval: Approval, now_us: int
    ) -> PolicyVersion:
        """批准并立即上线，替下原来的版本。 Approve: live at once, the former version retires.

        Raises:
            SamePersonError: 审批人就是作者或提交者。 The approver wrote or submitted it.
            StaleReviewError: 看过的差异已过时。 The reviewed difference is out of date.
            VersionStateError: 别人先处理了。 Somebody else decided first.
        """
        principal.require("policy.approve")
        require_text("comment", approval.comment, 2_000)
        policy = self._store.all_locked(session, approval.ref.code)
        principal.require("policy.approve", _place(policy))
        version = self._store.in_status(session, approval.ref, Status.SUBMITTED)
        _four_eyes(principal, version)
        if _review(version, self._store.live(session, policy)).token != approval.review:
            raise StaleReviewError(version.policy, version.number)
        self._refuse_problems(session, policy, parse(version.document))
        approved = replace(
            version,
            status=Status.LIVE,
            approver=principal.id,
            decided_us=now_us,
            live_us=now_us,
            comment=approval.comment,
            effect=approval.effect,
            replaced=policy.live,
        )
        if policy.live is not None:
            self._take_down(session, principal, policy, now_us)
        repository.set_live(session, policy.code, version.number)
        return self._store.change(session, principal, "policy.approve", (version, approved), now_us)

    def return_(
        self, session: Session, principal: Principal, ref: VersionRef, comment: str, now_us: int
    ) -> PolicyVersion:
        """退回，附意见。 Return with a comment; the author starts a new version."""
        principal.require("policy.approve")
        require_text("comment", comment, 2_000)
        if not comment.strip():
            raise MissingCommentError
        principal.require("policy.approve", _place(self._store.lock(session, ref.code)))
        version = self._store.in_status(session, ref, Status.SUBMITTED)
        _four_eyes(principal, version)
        returned = replace(
            version,
            status=Status.RETURNED,
            approver=principal.id,
            decided_us=now_us,
            comment=comment,
        )
        return self._store.change(session, principal, "policy.return", (version, returned), now_us)

    def retire(
        self, session: Session, principal: Principal, code: str, comment: str, now_us: int
    ) -> PolicyVersion:
        """线上版本退役，此后没有线上版本；还被引用则拒绝。

        Retire the live version; refused while another live policy calls it.
        """
        principal.require("policy.approve")
        require_text("comment", comment, 2_000)
        policy = self._store.all_locked(session, code)
        principal.require("policy.approve", _place(policy))
        if policy.live is None:
            raise NothingLiveError(code)
        self._refuse_problems(session, policy, None)
        retired = self._take_down(session, principal, policy, now_us, comment)
        repository.set_live(session, code, None)
        return retired

    def rollback(
        self, session: Session, principal: Principal, code: str, comment: str, now_us: int
    ) -> PolicyVersion:
        """一步退回上一个线上版本。 Go back to the previous live version in one action.

        Raises:
            NothingLiveError: 没有可退回的版本。 There is no version to go back to.
        """
        principal.require("policy.rollback")
        require_text("comment", comment, 2_000)
        policy = self._store.all_locked(session, code)
        principal.require("policy.rollback", _place(policy))
        current = self._store.live(session, policy)
        if current is None or current.replaced is None:
            raise NothingLiveError(code)
        former = self._store.version(session, VersionRef(code, current.replaced))
        self._refuse_problems(session, policy, parse(former.document))
        self._take_down(session, principal, policy, now_us, comment)
        repository.set_live(session, code, former.number)
        revived = replace(former, status=Status.LIVE, live_us=now_us, retired_us=None)
        return self._store.change(session, principal, "policy.rollback", (former, revived), now_us)

    def _readable(self, session: Session, principal: Principal, code: str) -> Policy:
        principal.require("policy.read")
        policy = self._store.policy(session, code)
        principal.require("policy.read", policy.scene)
        return policy

    def _draft(
        self, session: Session, principal: Principal, draft: Draft, now_us: int
    ) -> PolicyVersion:
        if draft.number is not None:
            ref = VersionRef(draft.code, draft.number)
            version = self._store.in_status(session, ref, Status.DRAFT)
            if version.author != principal.id:
                raise NotAuthorError(draft.code, draft.number)
            return version
        return PolicyVersion(
            id=new_id("pv", now_us),
            policy=draft.code,
            number=repository.next_number(session, draft.code),
            document=b"",
            sha256="",
            status=Status.DRAFT,
            author=principal.id,
            created_us=now_us,
        )

    def _refuse_problems(self, session: Session, policy: Policy, document: Document | None) -> None:
        problems = tuple(self._checker(session, policy, document))
        if errors_of(problems):
            raise InvalidPolicyError(problems)

    def _take_down(
        self,
        session: Session,
        principal: Principal,
        policy: Policy,
        now_us: int,
        comment: str | None = None,
    ) -> PolicyVersion:
        live = self._store.live(session, policy)
        if live is None:
            raise NothingLiveError(policy.code)
        retired = replace(
            live,
            status=Status.RETIRED,
            retired_us=now_us,
            comment=live.comment if comment is None else comment,
        )
        return self._store.change(session, principal, "policy.retire", (live, retired), now_us)


def _place(policy: Policy) -> str:
    """改它要在哪里有权限；不属于场景的要处处有。 Where changing it needs the permission.

    What belongs to no scene may be called by the policy of any: it needs it everywhere.
    """
    return policy.scene or EVERYWHERE


def _require_wording(draft: Draft) -> None:
    require_code("code", draft.code)
    for text in (draft.title.zh, draft.title.en):
        require_text("title", text, 200)


def _as_policy(draft: Draft) -> Policy:
    return Policy(draft.code, draft.title, draft.scene)


def _four_eyes(principal: Principal, version: PolicyVersion) -> None:
    if principal.id in (version.author, version.submitter):
        raise SamePersonError(version.policy, version.number)


def _review(version: PolicyVersion, live: PolicyVersion | None) -> Review:
    changes = difference(parse(live.document) if live else None, parse(version.document))
    seen = [version.number, version.sha256, *([live.number, live.sha256] if live else [])]
    return Review(version, live, changes, hashlib.sha256(msgspec.json.encode(seen)).hexdigest())
