"""锁定：按名称越锁越久，按地址限次；登录过的设备另计。

Locking: a name waits longer each time, an address may fail so often. All of it is in the database,
so it holds over every worker. Failures are counted whether or not the name exists.

A device that its owner signed in from is counted by itself: a stranger who knows a name can lock
the name for strangers, not for its owner. (The idea is OWASP's "device cookies".)
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from ballast.infra.access import repository
from ballast.infra.access.lockout import repository as devices
from ballast.infra.access.lockout.errors import TooManySignInsError
from ballast.infra.access.lockout.origin import device_hash, network_key
from ballast.infra.access.lockout.rule import LockoutRule
from ballast.infra.access.model import PrincipalKind, User
from ballast.infra.access.names import name_hash
from ballast.infra.access.repository import Attempts
from ballast.infra.access.sessions import Visit
from ballast.infra.journal import Actor, Entry, Journal

_SECOND = 1_000_000
_DAY = 86_400 * _SECOND
_DEVICE_LASTS = 400 * _DAY


class Lockout:
    """数失败，定等待。 Counts failures and says who has to wait."""

    def __init__(self, rule: LockoutRule) -> None:
        self._rule = rule
        self._journal = Journal()

    def admit(self, session: Session, user: User | None, visit: Visit, now_us: int) -> None:
        """地址失败太多则不受理；登录过的设备不受此限。

        Refuse an address that failed too often; a known device is not held to it.

        Raises:
            TooManySignInsError: 太频繁；句中说等多久。 Too often; it says how long to wait.
        """
        if not visit.address or _known(session, user, visit):
            return
        locked_us = repository.attempts(session, network_key(visit.address)).locked_until_us
        if locked_us > now_us:
            raise TooManySignInsError(-(-(locked_us - now_us) // _SECOND))

    def locked_until_us(self, session: Session, key: str) -> int:
        """要等到何时。 How long it has to wait."""
        return repository.attempts(session, key).locked_until_us

    def clear(self, session: Session, key: str) -> None:
        """忘掉失败。 Forget its failures."""
        repository.clear_attempts(session, key)

    def key(self, session: Session, name: str, user: User | None, visit: Visit) -> str:
        """失败记在登录过的设备或名称上。 Whose failures: a known device's, or the name's."""
        return _known(session, user, visit) or name_hash(name)

    def fail(self, session: Session, key: str, visit: Visit, now_us: int) -> None:
        """记一次失败。 Count a failure, of the name and of the address."""
        found = repository.attempts(session, key)
        failures = found.failures + 1 if now_us - found.last_us < _DAY else 1
        lock_us = self._rule.lock_us(failures)
        self._set(session, key, Attempts(failures, now_us, now_us + lock_us if lock_us else 0))
        if visit.address:
            self._fail_address(session, network_key(visit.address), now_us)

    def succeed(self, session: Session, key: str, user: User, visit: Visit, now_us: int) -> None:
        """登录成功：忘掉失败，记住设备。 Signed in: forget failures, remember the device."""
        repository.clear_attempts(session, key)
        device = device_hash(user.id, visit)
        if device is not None:
            devices.forget(session, user.id, now_us - _DEVICE_LASTS)
            devices.remember(session, user.id, device, now_us)

    def tidy(self, session: Session, now_us: int) -> None:
        """忘掉一天以前的失败。 Forget failures of more than a day ago."""
        repository.forget_attempts(session, now_us, now_us - _DAY)

    def _fail_address(self, session: Session, key: str, now_us: int) -> None:
        found = repository.attempts(session, key)
        # `last_us` is here when the counting began: the window does not slide.
        goes_on = now_us - found.last_us < self._rule.address_us
        failures = found.failures + 1 if goes_on else 1
        reached = failures >= self._rule.address_attempts
        locked = now_us + self._rule.address_us if reached else 0
        began = found.last_us if goes_on else now_us
        self._set(session, key, Attempts(failures, began, locked))

    def _set(self, session: Session, key: str, attempts: Attempts) -> None:
        repository.set_attempts(session, key, attempts)
        if attempts.locked_until_us:
            self._note(session, key, attempts.last_us)

    def _note(self, session: Session, key: str, now_us: int) -> None:
        self._journal.append(
            session,
            Entry(
                actor=Actor(PrincipalKind.SYSTEM.value, "sign_in"),
                action="sign_in.locked",
                subject_kind="sign_in",
                subject_id=key[:16],
                at_us=now_us,
            ),
        )


def _known(session: Session, user: User | None, visit: Visit) -> str | None:
    device = None if user is None else device_hash(user.id, visit)
    return device if device is not None and devices.is_known(session, device) else None
