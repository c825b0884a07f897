"""策略的柜台：路由要的用例、数据库与时钟，一次请求一个事务，答复是给人看的样子。

The counter that routes of policies go to: one transaction a request, answers as people see them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from ballast.infra.access import Principal
from ballast.infra.access.people import names_of
from ballast.infra.db import Database
from ballast.policies.effects import Effects
from ballast.policies.model import Approval, Draft, PolicyVersion, Tally, VersionRef
from ballast.policies.problem import errors_of
from ballast.policies.schemas import (
    CheckView,
    PolicyDetail,
    PolicyVersionView,
    PolicyView,
    ReviewView,
    SavedView,
    VersionDetail,
)
from ballast.policies.service import PolicyService
from ballast.policies.views import (
    change_view,
    policy_view,
    problem_view,
    version_detail,
    version_view,
)

Action = Callable[[Session, int], PolicyVersion]
"""改变一个版本，按此刻的时钟。 Changes a version, at this moment of the clock."""


@dataclass(frozen=True, slots=True)
class PolicyOffice:
    """策略的柜台。 The counter of policies."""

    service: PolicyService
    database: Database
    effects: Effects
    now_us: Callable[[], int]

    def policies(self, principal: Principal) -> list[PolicyView]:
        """全部策略。 Every policy."""
        with self.database.reading() as session:
            tallies = self.service.tallies(session, principal)
            found = self.service.policies(session, principal)
        return [policy_view(each, tallies.get(each.code, Tally())) for each in found]

    def policy(self, principal: Principal, code: str) -> PolicyDetail:
        """一个策略与它的版本。 A policy with its versions."""
        with self.database.reading() as session:
            versions = self.service.versions(session, principal, code)
            tally = self.service.tallies(session, principal).get(code, Tally())
            view = policy_view(self.service.policy(session, principal, code), tally)
            names = names_of(session)
        return PolicyDetail(view, [version_view(each, names) for each in versions])

    def version(self, principal: Principal, ref: VersionRef) -> VersionDetail:
        """一个版本与文档。 One version with its document."""
        with self.database.reading() as session:
            found = self.service.show(session, principal, ref)
            return version_detail(found, names_of(session))

    def check(self, principal: Principal, draft: Draft) -> CheckView:
        """只检查，不保存。 Check without saving."""
        with self.database.reading() as session:
            problems = self.service.check(session, principal, draft)
        return CheckView([problem_view(each) for each in problems], len(errors_of(problems)))

    def save(self, principal: Principal, draft: Draft) -> SavedView:
        """存下草稿。 Save a draft."""
        with self.database.transaction() as session:
            saved = self.service.save(session, principal, draft, self.now_us())
            view = version_view(saved.version, names_of(session))
        return SavedView(view, [problem_view(each) for each in saved.problems])

    def review(self, principal: Principal, ref: VersionRef) -> ReviewView:
        """差异、影响与批准的凭据。 Difference, effect and the token to approve with."""
        with self.database.reading() as session:
            found = self.service.review(session, principal, ref)
            effect = self.effects.report(session, ref)
            names = names_of(session)
        return ReviewView(
            version_view(found.version, names),
            None if found.live is None else version_view(found.live, names),
            [change_view(each) for each in found.changes],
            found.token,
            effect,
        )

    def approve(self, principal: Principal, approval: Approval) -> PolicyVersionView:
        """批准，连同此刻的影响。 Approve, with the effect as it is now."""
        principal.require("policy.approve")
        with self.database.reading() as session:
            effect = msgspec.to_builtins(self.effects.report(session, approval.ref))
        seen = Approval(approval.ref, approval.review, approval.comment, effect)
        return self.changed(lambda s, at_us: self.service.approve(s, principal, seen, at_us))

    def changed(self, action: Action) -> PolicyVersionView:
        """做一件事，答复改后的版本。 Do something; answers the version as it is then."""
        with self.database.transaction() as session:
            return version_view(action(session, self.now_us()), names_of(session))
