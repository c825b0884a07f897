"""策略给接口的样子。 How policies look in the API."""

from __future__ import annotations

from typing import Any

import msgspec

from ballast.events.instants import text_of
from ballast.policies.model import Policy, PolicyVersion
from ballast.policies.schemas import PolicyView, VersionDetail, VersionView


def policy_view(policy: Policy) -> PolicyView:
    """一个策略。 One policy."""
    return PolicyView(policy.code, policy.title.as_dict(), policy.scene, policy.live)


def version_view(version: PolicyVersion) -> VersionView:
    """一个版本。 One version."""
    return VersionView(
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
        effect=None if version.effect is None else dict(version.effect),
    )


def version_detail(version: PolicyVersion) -> VersionDetail:
    """一个版本与文档。 One version with its document."""
    document: Any = msgspec.json.decode(version.document)
    return VersionDetail(version_view(version), document)


def _moment(at_us: int | None) -> str | None:
    return None if at_us is None else text_of(at_us)
