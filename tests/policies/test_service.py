from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from tests.policies.building import expression, line

from ballast.infra.access import Principal, PrincipalKind
from ballast.infra.access.errors import PermissionMissingError
from ballast.infra.db import Database
from ballast.infra.journal import Filters, Journal, entries, verify
from ballast.kit.errors import BallastError
from ballast.kit.text import Text
from ballast.policies.errors import (
    MissingCommentError,
    NotAuthorError,
    NothingLiveError,
    SamePersonError,
    StaleReviewError,
    UnknownPolicyError,
    UnknownVersionError,
    VersionStateError,
)
from ballast.policies.model import Approval, Draft, PolicyVersion, Status, VersionRef
from ballast.policies.problem import InvalidPolicyError, Problem
from ballast.policies.service import PolicyService
from ballast.policies.wording import WordingError

ALL = ("read", "write", "submit", "approve", "rollback")
NOW = 1_750_000_000_000_000


def person(name: str, *permissions: str) -> Principal:
    held = frozenset(f"policy.{p}" for p in (permissions or ALL))
    return Principal(PrincipalKind.USER, name, name, held)


ANALYST, APPROVER, OTHER = person("usr_li"), person("usr_wang"), person("usr_zhao")


def draft(limit: int = 1, number: int | None = None) -> Draft:
    content = json.dumps(line(expression("e", {"limit": str(limit)}))).encode()
    return Draft("loan", Text("贷款", "Loan"), "loan", content, number)


class Desk:
    """The service with its database, and short names for its use cases."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.found: list[Problem] = []
        self.refreshed = 0
        self.service = PolicyService(Journal(), lambda *_: self.found, self._refresh)

    def _refresh(self) -> None:
        self.refreshed += 1

    def do(self, action: Callable[..., PolicyVersion], *arguments: object) -> PolicyVersion:
        with self.database.transaction() as session:
            return action(session, *arguments, NOW)

    def save(self, limit: int = 1, by: Principal = ANALYST) -> PolicyVersion:
        with self.database.transaction() as session:
            return self.service.save(session, by, draft(limit), NOW).version

    def submitted(self, limit: int = 1) -> VersionRef:
        ref = VersionRef("loan", self.save(limit).number)
        self.do(self.service.submit, ANALYST, ref)
        return ref

    def token(self, ref: VersionRef) -> str:
        with self.database.reading() as session:
            return self.service.review(session, APPROVER, ref).token

    def approve(self, ref: VersionRef, by: Principal = APPROVER) -> PolicyVersion:
        return self.do(self.service.approve, by, Approval(ref, self.token(ref)))

    def live(self) -> int | None:
        with self.database.reading() as session:
            (policy,) = self.service.policies(session, ANALYST)
            return policy.live

    def statuses(self) -> dict[int, Status]:
        with self.database.reading() as session:
            found = self.service.versions(session, ANALYST, "loan")
        return {version.number: version.status for version in found}


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_a_version_goes_from_draft_to_live_and_replaces_the_former(desk: Desk) -> None:
    assert desk.approve(desk.submitted(1)).status is Status.LIVE
    assert desk.live() == 1
    second = desk.submitted(2)
    with desk.database.reading() as session:
        review = desk.service.review(session, APPROVER, second)
    assert [change.text.zh for change in review.changes] == ["修改 e / 表达式 limit：1 → 2"]
    before = desk.refreshed
    effect = {"decisions": 100, "changed": 3}
    approved = desk.do(desk.service.approve, APPROVER, Approval(second, review.token, "可", effect))
    assert (approved.effect, approved.replaced, approved.approver) == (effect, 1, "usr_wang")
    assert desk.live() == 2
    assert desk.statuses() == {1: Status.RETIRED, 2: Status.LIVE}
    assert desk.refreshed > before
    with desk.database.reading() as session:
        assert desk.service.show(session, ANALYST, second).effect == effect


def test_nobody_approves_or_returns_their_own_version(desk: Desk) -> None:
    ref = desk.submitted()
    with pytest.raises(SamePersonError):
        desk.approve(ref, ANALYST)
    with pytest.raises(SamePersonError):
        desk.do(desk.service.return_, ANALYST, ref, "不行")
    other = VersionRef("loan", desk.save(5, OTHER).number)
    desk.do(desk.service.submit, ANALYST, other)
    for author_or_submitter in (OTHER, ANALYST):
        with pytest.raises(SamePersonError):
            desk.approve(other, author_or_submitter)
    assert desk.live() is None


def test_a_submitted_version_is_immutable(desk: Desk) -> None:
    ref = desk.submitted()
    with pytest.raises(VersionStateError), desk.database.transaction() as session:
        desk.service.save(session, ANALYST, draft(9, ref.number), NOW)
    with pytest.raises(VersionStateError):
        desk.do(desk.service.submit, ANALYST, ref)


def test_only_the_author_overwrites_a_draft(desk: Desk) -> None:
    number = desk.save(1).number
    with desk.database.transaction() as session:
        saved = desk.service.save(session, ANALYST, draft(2, number), NOW).version
    assert saved.number == number
    with pytest.raises(NotAuthorError), desk.database.transaction() as session:
        desk.service.save(session, OTHER, draft(3, number), NOW)


def test_approval_asks_for_the_difference_that_was_seen(desk: Desk) -> None:
    first, second = desk.submitted(1), desk.submitted(2)
    seen = desk.token(second)
    desk.approve(first)
    with pytest.raises(StaleReviewError):
        desk.do(desk.service.approve, APPROVER, Approval(second, seen))
    desk.approve(second)
    assert desk.live() == 2


def test_returning_needs_a_comment_and_ends_the_version(desk: Desk) -> None:
    ref = desk.submitted()
    with pytest.raises(MissingCommentError):
        desk.do(desk.service.return_, APPROVER, ref, " ")
    returned = desk.do(desk.service.return_, APPROVER, ref, "额度过高")
    assert (returned.status, returned.comment) == (Status.RETURNED, "额度过高")
    with pytest.raises(VersionStateError):
        desk.approve(ref)


def test_rollback_walks_back_through_what_was_live(desk: Desk) -> None:
    for limit in (1, 2, 3):
        desk.approve(desk.submitted(limit))
    assert desk.do(desk.service.rollback, OTHER, "loan", "误杀过多").number == 2
    assert desk.do(desk.service.rollback, OTHER, "loan", "还是不对").number == 1
    assert desk.statuses() == {1: Status.LIVE, 2: Status.RETIRED, 3: Status.RETIRED}
    with pytest.raises(NothingLiveError):
        desk.do(desk.service.rollback, OTHER, "loan", "没有了")


def test_retiring_leaves_nothing_live(desk: Desk) -> None:
    desk.approve(desk.submitted())
    desk.do(desk.service.retire, OTHER, "loan", "业务停办")
    assert desk.live() is None
    with pytest.raises(NothingLiveError):
        desk.do(desk.service.retire, OTHER, "loan", "")


def test_problems_refuse_saving_submitting_and_approving(desk: Desk) -> None:
    problem = Problem(Text("没有字段", "no field"), "e", "expressions[0]", 3)
    desk.found = [problem]
    with pytest.raises(InvalidPolicyError) as refused:
        desk.save()
    assert refused.value.problems == (problem,)
    kept = replace(draft(), allow_problems=True)
    with desk.database.transaction() as session:
        saved = desk.service.save(session, ANALYST, kept, NOW)
    assert saved.problems == (problem,)
    ref = VersionRef("loan", saved.version.number)
    with pytest.raises(InvalidPolicyError):
        desk.do(desk.service.submit, ANALYST, ref)
    desk.found = [replace(problem, warning=True)]
    desk.do(desk.service.submit, ANALYST, ref)
    desk.found = [problem]
    with pytest.raises(InvalidPolicyError):
        desk.approve(ref)


def _race(actions: Sequence[Callable[[], object]]) -> list[BallastError | None]:
    gate = threading.Barrier(len(actions))
    results: list[BallastError | None] = [None] * len(actions)

    def run(n: int) -> None:
        gate.wait()
        try:
            actions[n]()
        except BallastError as error:
            results[n] = error

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_approvals_at_once_one_wins(desk: Desk) -> None:
    ref = desk.submitted()
    token = desk.token(ref)

    def approving(by: Principal) -> Callable[[], object]:
        return lambda: desk.do(desk.service.approve, by, Approval(ref, token))

    results = _race([approving(by) for by in (APPROVER, OTHER, person("usr_sun"))])
    assert [type(r) for r in results if r] == [VersionStateError, VersionStateError]
    assert desk.live() == 1


def test_two_versions_approved_at_once_leave_one_live(desk: Desk) -> None:
    refs = [desk.submitted(1), desk.submitted(2)]
    tokens = [desk.token(ref) for ref in refs]

    def approving(n: int) -> Callable[[], object]:
        return lambda: desk.do(desk.service.approve, APPROVER, Approval(refs[n], tokens[n]))

    results = _race([approving(0), approving(1)])
    assert [type(r) for r in results if r] == [StaleReviewError]
    assert sorted(desk.statuses().values()) == [Status.LIVE, Status.SUBMITTED]


def test_drafts_saved_at_once_get_their_own_numbers(desk: Desk) -> None:
    assert _race([desk.save] * 4) == [None] * 4
    assert sorted(desk.statuses()) == [1, 2, 3, 4]


def test_every_change_is_journalled(desk: Desk) -> None:
    for limit in (1, 2):
        desk.approve(desk.submitted(limit))
    desk.do(desk.service.rollback, OTHER, "loan", "误杀过多")
    with desk.database.reading() as session:
        rows = entries(session, Filters(subject_kind="policy")).rows
    actions = sorted(row.action for row in rows)
    assert actions == sorted(
        ["policy.create"]
        + ["policy.save", "policy.submit", "policy.approve"] * 2
        + ["policy.retire", "policy.retire", "policy.rollback"]
    )
    assert verify(desk.database).intact


@pytest.mark.parametrize(
    ("permission", "action"),
    [
        ("write", lambda s, x, p: s.save(x, p, draft(), NOW)),
        ("submit", lambda s, x, p: s.submit(x, p, VersionRef("loan", 1), NOW)),
        ("approve", lambda s, x, p: s.approve(x, p, Approval(VersionRef("loan", 1), ""), NOW)),
        ("approve", lambda s, x, p: s.return_(x, p, VersionRef("loan", 1), "x", NOW)),
        ("approve", lambda s, x, p: s.retire(x, p, "loan", "x", NOW)),
        ("rollback", lambda s, x, p: s.rollback(x, p, "loan", "x", NOW)),
        ("read", lambda s, x, p: s.show(x, p, VersionRef("loan", 1))),
        ("read", lambda s, x, p: s.policies(x, p)),
    ],
)
def test_each_use_case_needs_its_permission(
    desk: Desk, permission: str, action: Callable[..., object]
) -> None:
    without = person("usr_x", *(set(ALL) - {permission}))
    with pytest.raises(PermissionMissingError), desk.database.transaction() as session:
        action(desk.service, session, without)


def test_what_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(UnknownPolicyError), desk.database.reading() as session:
        desk.service.versions(session, ANALYST, "nope")
    desk.save()
    with pytest.raises(UnknownVersionError), desk.database.reading() as session:
        desk.service.show(session, ANALYST, VersionRef("loan", 7))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(draft(), code="Loan/1"), "code"),
        (replace(draft(), title=Text("x" * 201, "x")), "title"),
        (replace(draft(), title=Text("贷款", "a\x00b")), "title"),
    ],
)
def test_codes_and_titles_are_bounded(desk: Desk, wrong: Draft, field: str) -> None:
    with pytest.raises(WordingError) as refused, desk.database.transaction() as session:
        desk.service.save(session, ANALYST, wrong, NOW)
    assert refused.value.extra == {"field": field}


def test_a_malformed_document_is_always_refused(desk: Desk) -> None:
    broken = replace(draft(), document=b"{", allow_problems=True)
    with pytest.raises(InvalidPolicyError), desk.database.transaction() as session:
        desk.service.save(session, ANALYST, broken, NOW)
