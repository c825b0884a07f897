"""一个人手上未尽的事：停用之前要看，停用之后要有人接。

What a person leaves open: to be seen before switching them off, and taken over by others after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct
from sqlalchemy.orm import Session

from ballast.events.instants import text_of
from ballast.indicators import repository as indicators
from ballast.indicators.version import Status
from ballast.infra.access import Access, ApiKey, Principal, User
from ballast.infra.access import repository as access_records
from ballast.infra.access.administration.schemas import GrantView
from ballast.infra.access.administration.user_views import UserViews
from ballast.infra.db import Database
from ballast.policies import repository as policies
from ballast.policies.lists import repository as lists
from ballast.policies.lists.model import EntryStatus, ListDefinition


class OpenVersion(Struct, frozen=True, kw_only=True):
    """草稿或待审批的版本。 A draft, or a version that waits for approval."""

    kind: Literal["policy", "indicator"]
    code: str
    title: dict[str, str]
    number: int
    status: Literal["draft", "submitted"]
    since: str


class OpenProposal(Struct, frozen=True, kw_only=True):
    """等待确认的名单增删。 A change of a list that waits for confirmation."""

    id: str
    list: str
    title: dict[str, str]
    change: Literal["add", "remove"]
    since: str


class OpenKey(Struct, frozen=True, kw_only=True):
    """这个人发放、仍可用的密钥。 A key that the person issued and that still works."""

    id: str
    name: str
    expires_at: str | None
    last_used_at: str | None


class OpenWork(Struct, frozen=True, kw_only=True):
    """未尽的事。 What is open; `grants` and `sessions` end when the person is disabled."""

    user_id: str
    versions: list[OpenVersion]
    proposals: list[OpenProposal]
    keys: list[OpenKey]
    grants: list[GrantView]
    sessions: int


class OpenWorkDesk:
    """查未尽之事的用例。 Tells what somebody leaves open."""

    def __init__(
        self,
        database: Database,
        access: Access,
        lists_known: Mapping[str, ListDefinition],
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._access = access
        self._lists = lists_known
        self._now_us = now_us

    def of(self, principal: Principal, user_id: str) -> OpenWork:
        """一个人未尽的事。 What a person leaves open."""
        now_us = self._now_us()
        with self._database.reading() as session:
            user = self._access.users.show(session, principal, user_id)
            view = UserViews(session, self._access, now_us).of(user)
            return OpenWork(
                user_id=user.id,
                versions=[*_policies(session, user), *_indicators(session, user)],
                proposals=self._proposals(session, user),
                keys=_keys(session, user, now_us),
                grants=[grant for grant in view.grants if grant.in_force],
                sessions=view.sessions,
            )

    def _proposals(self, session: Session, user: User) -> list[OpenProposal]:
        return [
            OpenProposal(
                id=entry.id,
                list=entry.list,
                title=_list_title(self._lists.get(entry.list), entry.list),
                change="add" if entry.status is EntryStatus.PENDING else "remove",
                since=text_of(entry.created_us),
            )
            for entry in lists.asked_by(session, user.id)
        ]


def _policies(session: Session, user: User) -> list[OpenVersion]:
    titles = {policy.code: policy.title.as_dict() for policy in policies.all_policies(session)}
    return [
        OpenVersion(
            kind="policy",
            code=version.policy,
            title=titles[version.policy],
            number=version.number,
            status="draft" if version.submitted_us is None else "submitted",
            since=text_of(version.submitted_us or version.created_us),
        )
        for version in policies.undecided_of(session, user.id)
    ]


def _indicators(session: Session, user: User) -> list[OpenVersion]:
    open_ = {Status.DRAFT, Status.SUBMITTED}
    return [
        OpenVersion(
            kind="indicator",
            code=version.code,
            title=_title_of(version.definition, version.code),
            number=version.number,
            status="draft" if version.submitted_us is None else "submitted",
            since=text_of(version.submitted_us or version.created_us),
        )
        for version in indicators.all_versions(session)
        if version.status in open_ and user.id in (version.author, version.submitter)
    ]


def _keys(session: Session, user: User, now_us: int) -> list[OpenKey]:
    return [
        OpenKey(
            id=key.id,
            name=key.name,
            expires_at=None if key.expires_us is None else text_of(key.expires_us),
            last_used_at=None if key.last_used_us is None else text_of(key.last_used_us),
        )
        for key in access_records.keys(session)
        if key.created_by == user.id and _works(key, now_us)
    ]


def _works(key: ApiKey, now_us: int) -> bool:
    return key.revoked_us is None and (key.expires_us is None or key.expires_us > now_us)


def _title_of(definition: Mapping[str, object], code: str) -> dict[str, str]:
    title = definition.get("title")
    return {str(k): str(v) for k, v in title.items()} if isinstance(title, dict) else _plain(code)


def _list_title(known: ListDefinition | None, code: str) -> dict[str, str]:
    return _plain(code) if known is None else known.title.as_dict()


def _plain(code: str) -> dict[str, str]:
    return {"zh": code, "en": code}
