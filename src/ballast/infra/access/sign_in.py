"""登录与退出。 Signing in and out.

Every refused sign-in costs the same work and says the same sentence, whether the name is unknown,
the password or code wrong, or the account disabled or locked; failures are counted for unknown
names too. Only who knows the password is told that a code is needed as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.infra.access import bearer, repository
from ballast.infra.access.errors import CredentialError, SignInError
from ballast.infra.access.lockout.service import Lockout
from ballast.infra.access.model import PrincipalKind, SignedIn, User
from ballast.infra.access.names import as_typed
from ballast.infra.access.passwords import Passwords
from ballast.infra.access.second_factor.errors import SecondFactorRequiredError
from ballast.infra.access.second_factor.proof import Proof
from ballast.infra.access.sessions import Visit
from ballast.infra.access.sessions import repository as sessions
from ballast.infra.access.sessions.span import Span
from ballast.infra.access.standing import Standing
from ballast.infra.db import Database, on_commit
from ballast.infra.journal import Actor, Entry, Journal
from ballast.kit.errors import BallastError

NOWHERE = Visit()


@dataclass(frozen=True, slots=True)
class Means:
    """登录所用的各部分。 What signing in works with."""

    standing: Standing
    passwords: Passwords
    lockout: Lockout
    proof: Proof
    span: Span


@dataclass(frozen=True, slots=True)
class _Claim:
    """某人自称是谁，凭什么。 Who somebody says they are, and on what grounds."""

    name: str
    proven_hash: str | None  # the stored hash that the password matched
    renewed_hash: str | None  # its successor, where the parameters of hashing have changed
    code: str


class SignIn:
    """登录的用例；自己开事务，失败也要记下。 Opens its own transactions: failures are kept."""

    def __init__(self, database: Database, means: Means, changed: Callable[[], None]) -> None:
        self.changed = changed
        self._database = database
        self._means = means
        self._journal = Journal()

    def sign_in(
        self, name: str, password: str, now_us: int, visit: Visit = NOWHERE, code: str = ""
    ) -> SignedIn:
        """用名称与密码换令牌；启用了第二因素的还要码。

        A bearer token for a name and a password, and a code where there is a second factor.

        Raises:
            SignInError: 不成功；不说为什么。 It failed; why is not said.
            SecondFactorRequiredError: 密码对了，还要码。 The password is right; a code is missing.
            TooManySignInsError: 此地址失败太多次。 Too many failures from this address.
        """
        name = as_typed(name)
        claim = self._claim(name, password, visit, code, now_us)
        with self._database.transaction() as session:
            found = self._conclude(session, claim, visit, now_us)
        if isinstance(found, BallastError):
            raise found
        return found

    def open_(self, session: Session, user: User, visit: Visit, now_us: int) -> SignedIn:
        """给已确认的人开一次登录。 Open a sign-in for somebody whose identity is settled."""
        opened, token = self._means.span.open_(session, user.id, visit, now_us)
        self._note(session, "user.sign_in", user.id, now_us)
        principal = self._means.standing.principal(session, user, now_us)
        return SignedIn(principal, opened.expires_us, token)

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
            on_commit(session, self.changed)

    def _claim(self, name: str, password: str, visit: Visit, code: str, now_us: int) -> _Claim:
        # Between two transactions: the password takes tens of milliseconds, a lock must not.
        with self._database.reading() as session:
            user = repository.user_by_name(session, name)
            self._means.lockout.admit(session, user, visit, now_us)
            # Whoever a provider vouches for has no password here, and costs the same.
            stored = None if user is None else repository.password_hash(session, user.id) or None
        passwords = self._means.passwords
        if not passwords.verify(stored, password) or stored is None:
            return _Claim(name, None, None, code)
        renewed = passwords.renew(password) if passwords.stale(stored) else None
        return _Claim(name, stored, renewed, code)

    def _conclude(
        self, session: Session, claim: _Claim, visit: Visit, now_us: int
    ) -> SignedIn | BallastError:
        lockout = self._means.lockout
        # The journal is held before any other row, here as everywhere: no deadlock.
        self._journal.hold(session)
        self._means.span.tidy(session, now_us)
        lockout.tidy(session, now_us)
        user = repository.user_by_name(session, claim.name)
        key = lockout.key(session, claim.name, user, visit)
        if lockout.locked_until_us(session, key) > now_us:
            return SignInError()
        if user is None or not self._may(session, user, claim):
            lockout.fail(session, key, visit, now_us)
            return SignInError()
        missing = self._missing(session, user, claim, now_us)
        if missing is not None:
            if isinstance(missing, SignInError):
                lockout.fail(session, key, visit, now_us)
            return missing
        lockout.succeed(session, key, user, visit, now_us)
        if claim.renewed_hash is not None:
            repository.set_user(session, user.id, {"password_hash": claim.renewed_hash})
        return self.open_(session, user, visit, now_us)

    def _may(self, session: Session, user: User, claim: _Claim) -> bool:
        if user.disabled_us is not None or claim.proven_hash is None:
            return False
        # The password may have been changed while it was being checked.
        return repository.password_hash(session, user.id) == claim.proven_hash

    def _missing(
        self, session: Session, user: User, claim: _Claim, now_us: int
    ) -> BallastError | None:
        proof = self._means.proof
        if not proof.is_enrolled(session, user.id):
            return None
        if not claim.code.strip():
            return SecondFactorRequiredError()
        return None if proof.accepts(session, user.id, claim.code, now_us) else SignInError()

    def _note(self, session: Session, action: str, user_id: str, now_us: int) -> None:
        actor = Actor(PrincipalKind.USER.value, user_id)
        entry = Entry(
            actor=actor, action=action, subject_kind="user", subject_id=user_id, at_us=now_us
        )
        self._journal.append(session, entry)
