"""登录与退出。 Signing in and out.

Every refused sign-in costs the same work and says the same sentence, whether the name is unknown,
the password wrong, or the account disabled or locked; failures are counted for unknown names too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.infra.access import bearer, repository
from ballast.infra.access.errors import CredentialError, SignInError
from ballast.infra.access.model import PrincipalKind, SignedIn, User
from ballast.infra.access.names import as_typed, name_hash
from ballast.infra.access.passwords import Passwords
from ballast.infra.access.repository import Attempts
from ballast.infra.access.sessions import Visit
from ballast.infra.access.sessions import repository as sessions
from ballast.infra.access.sessions.span import USUAL, Span
from ballast.infra.access.standing import Standing
from ballast.infra.db import Database, on_commit
from ballast.infra.journal import Actor, Entry, Journal

_SECOND = 1_000_000
NOWHERE = Visit()


@dataclass(frozen=True, slots=True)
class SignInPolicy:
    """登录的规则。 How many failures lock an account for how long, and how long a sign-in lasts."""

    attempts: int = 5
    lock_us: int = 900 * _SECOND
    span: Span = USUAL


class SignIn:
    """登录的用例；自己开事务，失败也要记下。 Opens its own transactions: failures are kept."""

    def __init__(
        self,
        database: Database,
        standing: Standing,
        passwords: Passwords,
        policy: SignInPolicy,
        changed: Callable[[], None],
    ) -> None:
        self._changed = changed
        self._database = database
        self._standing = standing
        self._passwords = passwords
        self._policy = policy
        self._journal = Journal()

    def sign_in(self, name: str, password: str, now_us: int, visit: Visit = NOWHERE) -> SignedIn:
        """用名称与密码换令牌。 A bearer token for a name and a password.

        Raises:
            SignInError: 不成功；不说为什么。 It failed; why is not said.
        """
        name = as_typed(name)
        with self._database.reading() as session:
            user = repository.user_by_name(session, name)
            stored = None if user is None else repository.password_hash(session, user.id)
        # Between two transactions: the password takes tens of milliseconds, a lock must not.
        matched = self._passwords.verify(stored, password)
        with self._database.transaction() as session:
            user = self._conclude(session, name, stored if matched else None, now_us)
            signed_in = None if user is None else self._open(session, user, visit, now_us)
        if signed_in is None:
            raise SignInError
        return signed_in

    def sign_out(self, token: str, now_us: int) -> None:
        """退出登录。 End the sign-in of this token.

        Raises:
            CredentialError: 令牌不可用。 The token is not one that is signed in.
        """
        parsed = bearer.parse(token)
        if parsed is None or parsed.key_id is not None:
            raise CredentialError
        with self._database.transaction() as session:
            self._journal.hold(session)
            found = sessions.by_token(session, parsed.hash)
            if found is None:
                raise CredentialError
            sessions.remove(session, parsed.hash)
            self._note(session, "user.sign_out", found.user_id, now_us)
            on_commit(session, self._changed)

    def _conclude(
        self, session: Session, name: str, proven_hash: str | None, now_us: int
    ) -> User | None:
        known = name_hash(name)
        # The journal is held before any other row, here as everywhere: no deadlock.
        self._journal.hold(session)
        self._policy.span.tidy(session, now_us)
        repository.forget_attempts(session, now_us, now_us - self._policy.lock_us)
        attempts = repository.attempts(session, known)
        user = repository.user_by_name(session, name)
        if attempts.locked_until_us > now_us or not self._may(session, user, proven_hash):
            self._count(session, known, attempts, now_us)
            return None
        if user is None:
            return None
        repository.clear_attempts(session, known)
        return user

    def _may(self, session: Session, user: User | None, proven_hash: str | None) -> bool:
        if user is None or user.disabled_us is not None or proven_hash is None:
            return False
        # The password may have been changed while it was being checked.
        return repository.password_hash(session, user.id) == proven_hash

    def _open(self, session: Session, user: User, visit: Visit, now_us: int) -> SignedIn:
        opened, token = self._policy.span.open_(session, user.id, visit, now_us)
        self._note(session, "user.sign_in", user.id, now_us)
        principal = self._standing.principal(session, user, now_us)
        return SignedIn(principal, opened.expires_us, token)

    def _count(self, session: Session, known: str, attempts: Attempts, now_us: int) -> None:
        if attempts.locked_until_us > now_us:
            return
        # A lock lasts as long as a failure is remembered: when it ends, the count begins anew.
        recent = now_us - attempts.last_us < self._policy.lock_us
        failures = attempts.failures + 1 if recent else 1
        locked = now_us + self._policy.lock_us if failures >= self._policy.attempts else 0
        repository.set_attempts(session, known, Attempts(failures, now_us, locked))
        if locked:
            self._journal.append(
                session,
                Entry(
                    actor=Actor(PrincipalKind.SYSTEM.value, "sign_in"),
                    action="sign_in.locked",
                    subject_kind="sign_in",
                    subject_id=known[:16],
                    at_us=now_us,
                ),
            )

    def _note(self, session: Session, action: str, user_id: str, now_us: int) -> None:
        actor = Actor(PrincipalKind.USER.value, user_id)
        entry = Entry(
            actor=actor, action=action, subject_kind="user", subject_id=user_id, at_us=now_us
        )
        self._journal.append(session, entry)
