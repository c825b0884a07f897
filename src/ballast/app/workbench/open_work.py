"""手上的事：我的草稿、退回给我的、等我批的。

Open work: one's drafts, what was returned to one, what waits for one's approval.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy.orm import Session

from ballast.app.workbench.schemas import WorkItem
from ballast.events.instants import text_of
from ballast.indicators import repository as indicators
from ballast.indicators.version import IndicatorVersion
from ballast.indicators.version import Status as IndicatorStatus
from ballast.infra.access import Principal
from ballast.infra.access.people import names_of
from ballast.kit.text import Text
from ballast.policies import repository as policies
from ballast.policies.lists import repository as lists
from ballast.policies.lists.model import ListDefinition, ListEntry
from ballast.policies.model import OpenVersion, Policy, Status

MOST = 50
"""最多列出多少件名单条目。 How many entries of lists are looked at, at most."""


class OpenWork:
    """一个人手上的事。 The open work of one principal, read in one session."""

    def __init__(
        self, session: Session, principal: Principal, definitions: Mapping[str, ListDefinition]
    ) -> None:
        self._session = session
        self._principal = principal
        self._definitions = definitions
        self._names = names_of(session)
        self._policies = {policy.code: policy for policy in policies.all_policies(session)}
        self._versions = [v for v in policies.open_versions(session) if self._sees(v)]
        self._indicators = indicators.all_versions(session)

    def drafts(self) -> list[WorkItem]:
        """我的草稿与退回给我的。 One's drafts and what was returned to one."""
        mine = self._principal.id
        own = [v for v in self._versions if v.author == mine and v.status != Status.SUBMITTED]
        items = [self._version(v) for v in own if self._latest(v)]
        kinds = (IndicatorStatus.DRAFT, IndicatorStatus.RETURNED)
        made = [v for v in self._indicators if v.author == mine and v.status in kinds]
        return _newest_first([*items, *map(self._indicator, made)])

    def returned(self) -> list[WorkItem]:
        """退回给我的。 What was returned to one."""
        return [item for item in self.drafts() if item.state == Status.RETURNED.value]

    def approvals(self) -> list[WorkItem]:
        """等我批的：不含自己提出的。 What waits for one's approval; never one's own."""
        return _newest_first([*self._to_approve(), *self._to_confirm(), *self._to_admit()])

    def _to_approve(self) -> Iterator[WorkItem]:
        for version in self._versions:
            own = self._principal.id in (version.author, version.submitter)
            may = self._principal.may("policy.approve", self._policies[version.policy].scene)
            if version.status == Status.SUBMITTED and may and not own:
                yield self._version(version)

    def _to_confirm(self) -> Iterator[WorkItem]:
        if self._principal.may("list.approve"):
            for entry in lists.undecided(self._session, MOST):
                if entry.requester != self._principal.id and entry.list in self._definitions:
                    yield self._entry(entry)

    def _to_admit(self) -> Iterator[WorkItem]:
        if self._principal.may("indicator.approve"):
            for version in self._indicators:
                own = self._principal.id in (version.author, version.submitter)
                if version.status is IndicatorStatus.SUBMITTED and not own:
                    yield self._indicator(version)

    def _sees(self, version: OpenVersion) -> bool:
        policy = self._policies.get(version.policy)
        return policy is not None and self._principal.may("policy.read", policy.scene)

    def _latest(self, version: OpenVersion) -> bool:
        # Who went on with a newer draft has taken the return to heart.
        newer = (v.number > version.number for v in self._versions if v.policy == version.policy)
        return version.status != Status.RETURNED or not any(newer)

    def _version(self, version: OpenVersion) -> WorkItem:
        policy: Policy = self._policies[version.policy]
        returned = version.status == Status.RETURNED
        by = version.approver if returned else version.submitter or version.author
        at_us = version.decided_us if returned else version.submitted_us
        return WorkItem(
            kind="policy_version",
            code=version.policy,
            number=version.number,
            title=policy.title,
            state=version.status,
            note=_note(version.comment),
            by=self._name(by),
            at=text_of(at_us or version.created_us),
        )

    def _indicator(self, version: IndicatorVersion) -> WorkItem:
        returned = version.status is IndicatorStatus.RETURNED
        by = version.approver if returned else version.submitter or version.author
        at_us = version.decided_us if returned else version.submitted_us
        return WorkItem(
            kind="indicator_version",
            code=version.code,
            number=version.number,
            title=_title(version),
            state=version.status.value,
            note=_note(version.comment),
            by=self._name(by),
            at=text_of(at_us or version.created_us),
        )

    def _entry(self, entry: ListEntry) -> WorkItem:
        return WorkItem(
            kind="list_entry",
            code=entry.list,
            id=entry.id,
            title=self._definitions[entry.list].title,
            state=entry.status.value,
            note=_note(f"{entry.shown} · {entry.reason}"),
            by=self._name(entry.requester),
            at=text_of(entry.created_us),
        )

    def _name(self, id_: str | None) -> str | None:
        return None if id_ is None else self._names.get(id_, id_)


def _title(version: IndicatorVersion) -> Text:
    title = version.definition.get("title")
    if isinstance(title, Mapping) and title.get("zh") and title.get("en"):
        return Text.of({"zh": str(title["zh"]), "en": str(title["en"])})
    return Text(version.code, version.code)


def _note(text: str) -> Text | None:
    return Text(text, text) if text else None


def _newest_first(items: Iterable[WorkItem]) -> list[WorkItem]:
    return sorted(items, key=lambda item: item.at, reverse=True)
