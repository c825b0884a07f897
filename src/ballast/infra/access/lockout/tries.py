"""已登录的人再确认时也数失败：拿到会话的人不能一直猜。

Failures of who is signed in count as well: whoever holds a session cannot go on guessing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ballast.infra.access.lockout.errors import TooManySignInsError
from ballast.infra.access.lockout.service import Lockout
from ballast.infra.access.names import name_hash
from ballast.infra.access.sessions import Visit
from ballast.infra.db import Database
from ballast.kit.errors import BallastError

T = TypeVar("T")
_NOWHERE = Visit()


class Tries:
    """再确认的次数。 How often somebody may fail to confirm."""

    def __init__(self, database: Database, lockout: Lockout) -> None:
        self._database = database
        self._lockout = lockout

    def attempt(
        self, user_id: str, act: Callable[[], T], wrong: type[BallastError], now_us: int
    ) -> T:
        """做一次；错了记一次，错多了要等。 Try once; a failure counts, and many make one wait.

        Raises:
            TooManySignInsError: 错太多次。 Too many failures.
        """
        key = name_hash(f"confirm {user_id}")
        with self._database.reading() as session:
            waits_us = self._lockout.locked_until_us(session, key) - now_us
        if waits_us > 0:
            raise TooManySignInsError(-(-waits_us // 1_000_000))
        try:
            done = act()
        except wrong:
            with self._database.transaction() as session:
                self._lockout.fail(session, key, _NOWHERE, now_us)
            raise
        with self._database.transaction() as session:
            self._lockout.clear(session, key)
        return done
