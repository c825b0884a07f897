"""改自己的密码。 Changing one's own password.

The old one is asked for, former ones are refused, the present sign-in gets a new token and every
other one ends. Hashes are made between two transactions: they take tens of milliseconds each.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from ballast.infra.access import repository
from ballast.infra.access.errors import NotAPersonError, PasswordError, WrongPasswordError
from ballast.infra.access.lockout import repository as devices
from ballast.infra.access.lockout.tries import Tries
from ballast.infra.access.model import Principal, PrincipalKind, User
from ballast.infra.access.passwords import Passwords
from ballast.infra.access.renewal import repository as renewal
from ballast.infra.access.sessions.own import OwnSessions
from ballast.infra.db import Database, on_commit
from ballast.infra.journal import Actor, Entry, Journal
from ballast.kit.text import Text


class OwnPassword:
    """改自己的密码的用例。 The use case of changing one's own password."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        sessions: OwnSessions,
        tries: Tries,
        changed: Callable[[], None],
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._sessions = sessions
        self._tries = tries
        self._changed = changed
        self._journal = Journal()

    def change(self, who: Principal, token: str, old: str, new: str, now_us: int) -> str:
        """换密码，得到本次登录的新令牌。 Change it; the answer is the sign-in's new token.

        Raises:
            WrongPasswordError: 旧密码不对。 The old password is wrong.
            PasswordError: 新密码不合规则，或用过。 The new one breaks a rule or was used before.
        """
        user, stored = self._present(who, old, now_us)
        with self._database.reading() as session:
            former = [stored, *renewal.former(session, user.id)]
        hashed = self._passwords.hash(new, user.name)
        if any(self._passwords.verify(each, new) for each in former):
            raise PasswordError(
                Text(
                    "这个密码用过。请换一个没有用过的。",
                    "You have used this password before. Choose another.",
                )
            )
        with self._database.transaction() as session:
            self._journal.hold(session)
            if repository.password_hash(session, user.id) != stored:
                raise WrongPasswordError
            self._set(session, user, (stored, hashed), now_us)
            return self._sessions.renew(session, who, token)

    def confirm(self, who: Principal, password: str, now_us: int) -> None:
        """再确认一次是本人。 Confirm once more that it is the person.

        Raises:
            WrongPasswordError: 密码不对。 The password is wrong.
        """
        self._present(who, password, now_us)

    def _present(self, who: Principal, password: str, now_us: int) -> tuple[User, str]:
        if who.kind is not PrincipalKind.USER:
            raise NotAPersonError

        def check() -> tuple[User, str]:
            return self._checked(who, password)

        return self._tries.attempt(who.id, check, WrongPasswordError, now_us)

    def _checked(self, who: Principal, password: str) -> tuple[User, str]:
        with self._database.reading() as session:
            user = repository.user_by_id(session, who.id)
            stored = repository.password_hash(session, who.id)
        if not self._passwords.verify(stored, password) or user is None or stored is None:
            raise WrongPasswordError
        return user, stored

    def _set(self, session: Session, user: User, change: tuple[str, str], now_us: int) -> None:
        former, hashed = change
        repository.set_user(session, user.id, {"password_hash": hashed})
        renewal.retire(session, user.id, former, now_us)
        renewal.clear_given(session, user.id)
        devices.forget(session, user.id)
        self._journal.append(
            session,
            Entry(
                actor=Actor(PrincipalKind.USER.value, user.id),
                action="user.password",
                subject_kind="user",
                subject_id=user.id,
                at_us=now_us,
            ),
        )
        on_commit(session, self._changed)
