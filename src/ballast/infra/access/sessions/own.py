"""自己的登录：看、结束、换令牌。 One's own sign-ins: look, end, renew the token."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from ballast.infra.access import bearer
from ballast.infra.access.errors import CredentialError, NotAPersonError, UnknownSessionError
from ballast.infra.access.model import Principal, PrincipalKind
from ballast.infra.access.sessions import repository
from ballast.infra.access.sessions.model import UserSession
from ballast.infra.access.sessions.span import Span
from ballast.infra.db import Database, on_commit
from ballast.infra.journal import Entry, Journal


class OwnSessions:
    """自己的登录的用例。 Use cases of one's own sign-ins; `changed` runs after one ended."""

    def __init__(self, database: Database, span: Span, changed: Callable[[], None]) -> None:
        self._database = database
        self._span = span
        self._changed = changed
        self._journal = Journal()

    def list(self, who: Principal, now_us: int) -> list[UserSession]:
        """自己还有效的登录，新的在前。 One's own live sign-ins, newest first."""
        _person(who)
        with self._database.reading() as session:
            found = repository.of_user(session, who.id)
        return [each for each in found if self._span.ends_us(each) > now_us]

    def current(self, token: str) -> str:
        """令牌是哪次登录。 Which sign-in a token is of.

        Raises:
            CredentialError: 没有这次登录。 There is none.
        """
        with self._database.reading() as session:
            return _found(session, token).id

    def end(self, who: Principal, session_id: str, now_us: int) -> None:
        """结束自己的一次登录。 End one of one's own sign-ins.

        Raises:
            UnknownSessionError: 没有，或不是自己的。 There is none, or it is not one's own.
        """
        _person(who)
        with self._database.transaction() as session:
            self._journal.hold(session)
            if not repository.remove_one(session, who.id, session_id):
                raise UnknownSessionError
            self._note(session, who, {"session": session_id}, now_us)

    def end_others(self, who: Principal, token: str, now_us: int) -> None:
        """结束此外的全部登录。 End every sign-in but this one."""
        _person(who)
        with self._database.transaction() as session:
            self._journal.hold(session)
            mine = _found(session, token).id
            repository.remove_all(session, who.id, mine)
            self._note(session, who, {"all_but": mine}, now_us)

    def end_all(self, session: Session, user_id: str) -> None:
        """结束某人的全部登录。 End every sign-in of somebody."""
        repository.remove_all(session, user_id)
        on_commit(session, self._changed)

    def renew(self, session: Session, who: Principal, token: str) -> str:
        """换一个令牌，并结束此外的登录：旧令牌谁拿着也没用了。

        Give this sign-in a new token and end the others: whoever holds an old one has nothing.
        """
        found, fresh = _found(session, token), bearer.new_session_token()
        repository.remove_all(session, who.id, found.id)
        repository.set_token(session, found.id, bearer.hash_of(fresh))
        on_commit(session, self._changed)
        return fresh

    def _note(self, session: Session, who: Principal, ended: object, now_us: int) -> None:
        self._journal.append(
            session,
            Entry(
                actor=who.actor,
                action="session.end",
                subject_kind="user",
                subject_id=who.id,
                before=ended,
                at_us=now_us,
            ),
        )
        on_commit(session, self._changed)


def _person(who: Principal) -> None:
    if who.kind is not PrincipalKind.USER:
        raise NotAPersonError


def _found(session: Session, token: str) -> UserSession:
    found = repository.by_token(session, bearer.hash_of(token))
    if found is None:
        raise CredentialError
    return found
