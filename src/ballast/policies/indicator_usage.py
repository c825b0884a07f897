"""哪些策略在读哪些指标。 Which policies read which indicators."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy.orm import Session

from ballast.indicators.usage import Use
from ballast.policies import repository
from ballast.policies.model import PolicyVersion, Status

# Both ways of writing a member: indicators.paid_1h and indicators["paid_1h"].
_READ = re.compile(r"\bindicators\s*(?:\.\s*|\[\s*[\"'])([a-z][a-z0-9_]*)")
_OPEN = frozenset({Status.LIVE, Status.SUBMITTED, Status.DRAFT})


class IndicatorUsage:
    """从策略文档里读出来。 Read from the documents of policies."""

    def uses(self, session: Session) -> Mapping[str, Sequence[Use]]:
        """指标代码 → 读它的现行、待审批与草稿版本。 Live and open versions, by indicator."""
        found: dict[str, list[Use]] = defaultdict(list)
        for policy in repository.all_policies(session):
            for version in repository.versions_of(session, policy.code):
                if version.status in _OPEN:
                    use = Use(policy.code, policy.title, version.number, version.status.value)
                    for code in indicators_in(version):
                        found[code].append(use)
        return found

    def live(self, session: Session, code: str) -> Sequence[Use]:
        """读它的现行策略，并不让策略此时上线。 Live ones; no policy goes live meanwhile."""
        repository.lock_policies(session)
        return [use for use in self.uses(session).get(code, ()) if use.status == Status.LIVE]


def indicators_in(version: PolicyVersion) -> frozenset[str]:
    """文档里写到的指标。 The indicators that a document names."""
    texts = _texts(msgspec.json.decode(version.document))
    return frozenset(code for text in texts for code in _READ.findall(text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
