"""策略给接口的样子。 How policies look in the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ballast.events.instants import text_of
from ballast.policies.difference import Change
from ballast.policies.effects import EffectReport
from ballast.policies.model import Policy, PolicyVersion, Tally
from ballast.policies.problem import Problem
from ballast.policies.schemas import (
    PolicyChange,
    PolicyProblem,
    PolicyVersionView,
    PolicyView,
    VersionDetail,
)

Names = Mapping[str, str]
"""人与密钥的标识 → 名称。 Ids of people and keys to their names."""


def policy_view(policy: Policy, tally: Tally) -> PolicyView:
    """一个策略。 One policy."""
    return PolicyView(
        policy.code,
        policy.title,
        policy.scene,
        policy.live,
        _moment(tally.live_us),
        tally.drafts,
        tally.waiting,
    )


def version_view(version: PolicyVersion, names: Names) -> PolicyVersionView:
    """一个版本。 One version."""
    effect = version.effect
    return PolicyVersionView(
        policy=version.policy,
        number=version.number,
        status=version.status.value,
        sha256=version.sha256,
        author=version.author,
        created_at=text_of(version.created_us),
        submitter=version.submitter,
        submitted_at=_moment(version.submitted_us),
        approver=version.approver,
        decided_at=_moment(version.decided_us),
        live_at=_moment(version.live_us),
        retired_at=_moment(version.retired_us),
        comment=version.comment,
        replaced=version.replaced,
        effect=None if effect is None else msgspec.convert(effect, EffectReport),
        author_name=names.get(version.author, version.author),
        submitter_name=_named(names, version.submitter),
        approver_name=_named(names, version.approver),
    )


def version_detail(version: PolicyVersion, names: Names) -> VersionDetail:
    """一个版本与文档。 One version with its document."""
    document: Any = msgspec.json.decode(version.document)
    return VersionDetail(version_view(version, names), document)


def problem_view(problem: Problem) -> PolicyProblem:
    """一处问题。 One problem."""
    return msgspec.convert(problem.as_dict(), PolicyProblem)


def change_view(change: Change) -> PolicyChange:
    """一处改动。 One change."""
    return msgspec.convert(change.as_dict(), PolicyChange)


def _named(names: Names, person: str | None) -> str | None:
    return None if person is None else names.get(person, person)


def _moment(at_us: int | None) -> str | None:
    return None if at_us is None else text_of(at_us)
