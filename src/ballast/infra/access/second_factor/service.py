"""登记、停用、重设第二因素。 Enrolling, disabling and resetting a second factor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.orm import Session

from ballast.infra.access import repository as users
from ballast.infra.access.errors import NotAPersonError, OwnAccessError, UnknownUserError
from ballast.infra.access.lockout.tries import Tries
from ballast.infra.access.model import Principal, PrincipalKind
from ballast.infra.access.own_password import OwnPassword
from ballast.infra.access.second_factor import codes, repository
from ballast.infra.access.second_factor.errors import (
    AlreadyEnrolledError,
    NotEnrolledError,
    WrongCodeError,
)
from ballast.infra.access.second_factor.proof import Proof
from ballast.infra.access.sessions.own import OwnSessions
from ballast.infra.db import Database
from ballast.infra.journal import Entry, Journal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Proposal:
    """待确认的验证器，只此一次可见。 An authenticator to confirm; shown this once."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    picture: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """已启用：恢复码与本次登录的新令牌。 Enrolled: the recovery codes, the sign-in's new token."""

    recovery_codes: list[str] = field(repr=False)
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Factor:
    """启用了没有，还剩几个恢复码。 Since when there is one; how many recovery codes remain."""

    since_us: int | None
    codes_left: int


class SecondFactor:
    """第二因素的用例。 Use cases of the second factor."""

    def __init__(
        self,
        database: Database,
        proof: Proof,
        password: OwnPassword,
        sessions: OwnSessions,
        tries: Tries,
    ) -> None:
        self._database = database
        self._proof = proof
        self._password = password
        self._sessions = sessions
        self._tries = tries
        self._journal = Journal()

    def of(self, who: Principal) -> Factor:
        """自己的第二因素。 One's own second factor."""
        with self._database.reading() as session:
            found = repository.find(session, who.id)
            since = None if found is None else found.confirmed_us
            return Factor(since, repository.codes_left(session, who.id) if since else 0)

    def propose(self, who: Principal, password: str, now_us: int) -> Proposal:
        """登记验证器，凭密码。 Propose an authenticator; the password is asked for once more.

        Raises:
            WrongPasswordError: 密码不对。 The password is wrong.
            AlreadyEnrolledError: 已有一个。 There is one already.
        """
        self._password.confirm(who, password, now_us)
        secret = codes.new_secret()
        with self._database.transaction() as session:
            if self._proof.is_enrolled(session, who.id):
                raise AlreadyEnrolledError
            repository.propose(session, who.id, self._proof.seal(who.id, secret))
        uri = codes.uri_of(secret, who.name)
        return Proposal(secret, uri, codes.picture_of(uri))

    def confirm(self, who: Principal, token: str, code: str, now_us: int) -> Enrolled:
        """用第一个码确认；本次登录换令牌，其余的结束。

        Confirm with a first code; this sign-in gets a new token and every other one ends.

        Raises:
            WrongCodeError: 码不对。 The code is wrong.
        """

        def act(session: Session) -> Enrolled:
            found = repository.find(session, who.id)
            if found is None:
                raise NotEnrolledError
            if found.confirmed_us is not None:
                raise AlreadyEnrolledError
            if not self._proof.accepts_step(session, who.id, code, now_us):
                raise WrongCodeError
            repository.confirm(session, who.id, now_us)
            fresh = self._fresh_codes(session, who.id)
            self._note(session, who, "second_factor.enrol", who.id, now_us)
            return Enrolled(fresh, self._sessions.renew(session, who, token))

        return self._attempt(who, act, now_us)

    def renew_codes(self, who: Principal, code: str, now_us: int) -> list[str]:
        """换一组恢复码，凭验证器的码。 New recovery codes, for a code of the authenticator.

        Raises:
            WrongCodeError: 码不对。 The code is wrong.
        """

        def act(session: Session) -> list[str]:
            self._require_enrolled(session, who)
            if not self._proof.accepts_step(session, who.id, code, now_us):
                raise WrongCodeError
            self._note(session, who, "second_factor.codes", who.id, now_us)
            return self._fresh_codes(session, who.id)

        return self._attempt(who, act, now_us)

    def disable(self, who: Principal, token: str, code: str, now_us: int) -> str:
        """停用，凭任一种码；得到本次登录的新令牌。 Disable, for a code; the sign-in's new token.

        Raises:
            WrongCodeError: 码不对。 The code is wrong.
        """

        def act(session: Session) -> str:
            self._require_enrolled(session, who)
            if not self._proof.accepts(session, who.id, code, now_us):
                raise WrongCodeError
            repository.remove(session, who.id)
            self._note(session, who, "second_factor.disable", who.id, now_us)
            return self._sessions.renew(session, who, token)

        return self._attempt(who, act, now_us)

    def reset(self, session: Session, by: Principal, user_id: str, now_us: int) -> None:
        """为丢了手机的人重设，并结束其登录。 Reset that of somebody else, whose sign-ins end.

        Raises:
            OwnAccessError: 不能重设自己的。 One's own is disabled with a code instead.
            UnknownUserError: 没有这个用户。 There is no such user.
        """
        by.require("user.manage")
        if by.kind is PrincipalKind.USER and by.id == user_id:
            raise OwnAccessError
        self._journal.hold(session)
        if users.user_by_id(session, user_id) is None:
            raise UnknownUserError
        if repository.remove(session, user_id):
            self._sessions.end_all(session, user_id)
            self._note(session, by, "second_factor.reset", user_id, now_us)

    def _attempt(self, who: Principal, act: Callable[[Session], T], now_us: int) -> T:
        if who.kind is not PrincipalKind.USER:
            raise NotAPersonError

        def once() -> T:
            with self._database.transaction() as session:
                self._journal.hold(session)
                return act(session)

        return self._tries.attempt(who.id, once, WrongCodeError, now_us)

    def _require_enrolled(self, session: Session, who: Principal) -> None:
        if not self._proof.is_enrolled(session, who.id):
            raise NotEnrolledError

    def _fresh_codes(self, session: Session, user_id: str) -> list[str]:
        fresh = codes.new_recovery_codes()
        tokens = [self._proof.token(user_id, code) for code in fresh]
        repository.set_codes(session, user_id, tokens)
        return fresh

    def _note(
        self, session: Session, by: Principal, action: str, user_id: str, now_us: int
    ) -> None:
        entry = Entry(
            actor=by.actor, action=action, subject_kind="user", subject_id=user_id, at_us=now_us
        )
        self._journal.append(session, entry)
