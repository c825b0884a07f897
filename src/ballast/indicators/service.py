"""自建指标的用例：存草稿、提交、批准、退回、退役。

Use cases of an institution's own indicators: save a draft, submit, approve, return, retire.
Approval needs a second person; what a live policy reads neither retires nor changes its meaning.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from ballast.indicators import repository
from ballast.indicators.catalogue import Catalogue
from ballast.indicators.model import Indicator
from ballast.indicators.notation import document_of
from ballast.indicators.problems import InvalidIndicatorError
from ballast.indicators.usage import Usage
from ballast.indicators.version import IndicatorVersion, Status, VersionRef
from ballast.indicators.version_errors import (
    CommentError,
    InUseError,
    NotAuthorError,
    NothingLiveError,
    NumberTakenError,
    PackIndicatorError,
    SamePersonError,
    UnknownVersionError,
    VersionStateError,
)
from ballast.infra.access import Principal
from ballast.infra.db import on_commit
from ballast.infra.journal import Entry, Journal
from ballast.kit.ids import new_id

_COMMENT = 2_000


class IndicatorService:
    """自建指标的用例。 Use cases of own indicators.

    Args:
        catalogue: 现行指标。 The indicators in force.
        usage: 谁在用。 Who reads them.
        changed: 现行的变了，提交之后告知。 Told, after the commit, that what is live changed.
    """

    def __init__(self, catalogue: Catalogue, usage: Usage, changed: Callable[[], None]) -> None:
        self._catalogue = catalogue
        self._usage = usage
        self._changed = changed
        self._journal = Journal()

    def save(
        self,
        session: Session,
        principal: Principal,
        definition: Mapping[str, object],
        number: int | None,
        now_us: int,
    ) -> IndicatorVersion:
        """存一份草稿；给了 `number` 则改写自己的那份。 Save a draft, or overwrite one's own.

        Raises:
            InvalidIndicatorError: 定义有问题，全部列出。 It has problems; all are listed.
            PackIndicatorError: 代码属于内容包。 The code belongs to a pack.
        """
        principal.require("indicator.write")
        indicator = self._sound(definition)
        before = repository.locked(session, indicator.code)
        if number is not None:
            mine = _own_draft(before, VersionRef(indicator.code, number), principal)
            changed = replace(mine, definition=document_of(indicator))
            return self._store(session, principal, "indicator.save", (mine, changed), now_us)
        version = IndicatorVersion(
            id=new_id("iv", now_us),
            code=indicator.code,
            number=repository.next_number(session, indicator.code),
            definition=document_of(indicator),
            status=Status.DRAFT,
            author=principal.id,
            created_us=now_us,
        )
        if not repository.insert_version(session, version):
            raise NumberTakenError(indicator.code)
        self._note(session, principal, "indicator.save", (None, version), now_us)
        return version

    def submit(
        self, session: Session, principal: Principal, ref: VersionRef, now_us: int
    ) -> IndicatorVersion:
        """提交审批；此后内容不再改变。 Submit for approval; the content is frozen from now on."""
        principal.require("indicator.write")
        draft = _in_status(repository.locked(session, ref.code), ref, Status.DRAFT)
        self._sound(draft.definition)
        submitted = replace(
            draft, status=Status.SUBMITTED, submitter=principal.id, submitted_us=now_us
        )
        return self._store(session, principal, "indicator.submit", (draft, submitted), now_us)

    def approve(
        self, session: Session, principal: Principal, ref: VersionRef, comment: str, now_us: int
    ) -> IndicatorVersion:
        """批准；引擎随后从历史重建，不停受理。 Approve; the engine is then rebuilt with history.

        Raises:
            SamePersonError: 审批人就是作者或提交者。 The approver wrote or submitted it.
            InUseError: 现行策略在读它而含义变了。 A live policy reads it and it would change.
        """
        principal.require("indicator.approve")
        _require_comment(comment, needed=False)
        versions = repository.locked(session, ref.code)
        submitted = _in_status(versions, ref, Status.SUBMITTED)
        _four_eyes(principal, submitted)
        self._keep_meaning(session, self._sound(submitted.definition), versions)
        for former in versions:
            if former.status is Status.LIVE:
                self._take_down(session, principal, former, comment, now_us)
        approved = replace(
            submitted,
            status=Status.LIVE,
            approver=principal.id,
            decided_us=now_us,
            live_us=now_us,
            comment=comment,
        )
        on_commit(session, lambda: self._catalogue.offer(ref.code))
        on_commit(session, self._changed)
        return self._store(session, principal, "indicator.approve", (submitted, approved), now_us)

    def return_(
        self, session: Session, principal: Principal, ref: VersionRef, comment: str, now_us: int
    ) -> IndicatorVersion:
        """退回，附意见。 Return with a comment; the author starts a new version."""
        principal.require("indicator.approve")
        _require_comment(comment)
        submitted = _in_status(repository.locked(session, ref.code), ref, Status.SUBMITTED)
        _four_eyes(principal, submitted)
        returned = replace(
            submitted,
            status=Status.RETURNED,
            approver=principal.id,
            decided_us=now_us,
            comment=comment,
        )
        return self._store(session, principal, "indicator.return", (submitted, returned), now_us)

    def retire(
        self, session: Session, principal: Principal, code: str, comment: str, now_us: int
    ) -> IndicatorVersion:
        """退役；还有现行策略在读则拒绝。 Retire; refused while a live policy reads it.

        Raises:
            InUseError: 现行策略在读它。 A live policy reads it.
            NothingLiveError: 没有现行的自建版本。 No version of one's own is live.
        """
        principal.require("indicator.approve")
        _require_comment(comment)
        live = _live(repository.locked(session, code))
        if live is None:
            raise (
                PackIndicatorError(code)
                if code in self._catalogue.packs
                else NothingLiveError(code)
            )
        uses = self._usage.live(session, code)
        if uses:
            raise InUseError(code, uses)
        on_commit(session, lambda: self._catalogue.withdraw(code))
        on_commit(session, self._changed)
        return self._take_down(session, principal, live, comment, now_us)

    def _sound(self, definition: Mapping[str, object]) -> Indicator:
        read = self._catalogue.draft(definition)
        if read.indicator is None or read.problems:
            raise InvalidIndicatorError(read.problems)
        if read.indicator.code in self._catalogue.packs:
            raise PackIndicatorError(read.indicator.code)
        return read.indicator

    def _keep_meaning(
        self, session: Session, after: Indicator, versions: Sequence[IndicatorVersion]
    ) -> None:
        live = _live(versions)
        before = None if live is None else self._catalogue.draft(live.definition).indicator
        if live is None or (before is not None and _same_meaning(before, after)):
            return
        uses = self._usage.live(session, after.code)
        if uses:
            raise InUseError(after.code, uses)

    def _take_down(
        self,
        session: Session,
        principal: Principal,
        live: IndicatorVersion,
        comment: str,
        now_us: int,
    ) -> IndicatorVersion:
        retired = replace(live, status=Status.RETIRED, retired_us=now_us, comment=comment)
        return self._store(session, principal, "indicator.retire", (live, retired), now_us)

    def _store(
        self,
        session: Session,
        principal: Principal,
        action: str,
        change: tuple[IndicatorVersion, IndicatorVersion],
        now_us: int,
    ) -> IndicatorVersion:
        repository.update_version(session, change[1])
        self._note(session, principal, action, change, now_us)
        return change[1]

    def _note(
        self,
        session: Session,
        principal: Principal,
        action: str,
        change: tuple[IndicatorVersion | None, IndicatorVersion],
        now_us: int,
    ) -> None:
        before, after = change
        entry = Entry(
            actor=principal.actor,
            action=action,
            subject_kind="indicator",
            subject_id=f"{after.code}/{after.number}",
            at_us=now_us,
            before=before.as_dict() if before else None,
            after=after.as_dict(),
        )
        self._journal.append(session, entry)


def _found(versions: Sequence[IndicatorVersion], ref: VersionRef) -> IndicatorVersion:
    for version in versions:
        if version.number == ref.number:
            return version
    raise UnknownVersionError(ref)


def _in_status(
    versions: Sequence[IndicatorVersion], ref: VersionRef, status: Status
) -> IndicatorVersion:
    version = _found(versions, ref)
    if version.status is not status:
        raise VersionStateError(ref, version.status)
    return version


def _own_draft(
    versions: Sequence[IndicatorVersion], ref: VersionRef, principal: Principal
) -> IndicatorVersion:
    draft = _in_status(versions, ref, Status.DRAFT)
    if draft.author != principal.id:
        raise NotAuthorError(ref)
    return draft


def _live(versions: Sequence[IndicatorVersion]) -> IndicatorVersion | None:
    return next((version for version in versions if version.status is Status.LIVE), None)


def _four_eyes(principal: Principal, version: IndicatorVersion) -> None:
    if principal.id in (version.author, version.submitter):
        raise SamePersonError(VersionRef(version.code, version.number))


def _same_meaning(before: Indicator, after: Indicator) -> bool:
    """只有名称、单位、出处不同。 Whether only title, unit and source differ."""
    wording = {"title": before.title, "unit": before.unit, "source": before.source}
    return replace(after, **wording) == before  # type: ignore[arg-type]  # each of its own type


def _require_comment(comment: str, *, needed: bool = True) -> None:
    control = any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in comment)
    if control or len(comment) > _COMMENT or (needed and not comment.strip()):
        raise CommentError
