"""确认身份，每个请求一次。 Authenticating: once per request, so the common path is one look-up.

Principals are remembered for a few seconds and forgotten at once when this process changes access;
another process's change takes effect when the few seconds are over.
"""

from __future__ import annotations

import hashlib
import threading

from sqlalchemy.orm import Session

from ballast.infra.access import bearer, repository
from ballast.infra.access.errors import CredentialError
from ballast.infra.access.model import ApiKey, Principal, PrincipalKind
from ballast.infra.access.networks import allowed
from ballast.infra.access.sessions import repository as sessions
from ballast.infra.access.sessions.span import USUAL, Span
from ballast.infra.access.standing import Standing, next_end_us
from ballast.infra.db import Database

_Slot = tuple[bytes, str]
_FAR = 1 << 62


class Authenticator:
    """令牌变主体。 Turns a bearer token into a principal.

    Args:
        database: 数据库。 The database.
        standing: 用户能做什么。 Tells what users may do.
        ttl_us: 记住多久，微秒。 How long a principal is remembered, microseconds.
        size: 最多记住几个。 The most principals remembered.
        span: 会话能用多久。 How long sign-ins last.
    """

    def __init__(
        self,
        database: Database,
        standing: Standing,
        ttl_us: int = 5_000_000,
        size: int = 4096,
        span: Span = USUAL,
    ) -> None:
        self._database = database
        self._standing = standing
        self._roles = standing.roles
        self._ttl_us = ttl_us
        self._size = size
        self._known: dict[_Slot, tuple[int, int, Principal]] = {}
        self._span = span
        self._used: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._lock = threading.Lock()
        self._generation = 0

    def authenticate(self, token: str, ip: str, now_us: int) -> Principal:
        """这个令牌是谁。 Who this token is.

        Args:
            token: 令牌，不含 `Bearer `。 The token, without `Bearer `.
            ip: 对方的地址。 The peer's address.
            now_us: 现在，微秒。 Now, microseconds.

        Raises:
            CredentialError: 不可用；不说为什么。 It cannot be used; why is not said.
        """
        if len(token) > bearer.LONGEST:
            raise CredentialError
        # Tokens are remembered by their hash: no memory dump or timing shows one.
        slot = (hashlib.sha256(token.encode("utf-8", "replace")).digest(), ip)
        known = self._known.get(slot)
        if known is not None and known[0] <= now_us < known[1]:
            return known[2]
        return self._look_up(slot, token, now_us)

    def clear(self) -> None:
        """忘掉所有主体。 Forget every principal: access has changed."""
        with self._lock:
            self._generation += 1
            self._known.clear()

    def flush_last_used(self) -> int:
        """把密钥与会话的最近使用写入数据库。 Write when keys and sign-ins were last used.

        Returns:
            写了几个。 How many.
        """
        with self._lock:
            used, self._used = self._used, {}
            seen = dict(self._seen)
        if used or seen:
            with self._database.transaction() as session:
                repository.set_last_used(session, used)
                sessions.seen(session, seen)
        with self._lock:
            # Until it is written, memory is the only one to know that a sign-in was used.
            for token_hash, at_us in seen.items():
                if self._seen.get(token_hash) == at_us:
                    del self._seen[token_hash]
        return len(used) + len(seen)

    def _look_up(self, slot: _Slot, token: str, now_us: int) -> Principal:
        parsed = bearer.parse(token)
        if parsed is None:
            raise CredentialError
        generation = self._generation
        with self._database.reading() as session:
            found = (
                self._user(session, parsed.hash, now_us)
                if parsed.key_id is None
                else self._key(session, parsed.key_id, parsed.hash, slot[1])
            )
        if found is None or found[1] <= now_us:
            raise CredentialError
        self._remember(slot, found, now_us, generation)
        return found[0]

    def _user(self, session: Session, token_hash: str, now_us: int) -> tuple[Principal, int] | None:
        found = sessions.by_token(session, token_hash)
        user = None if found is None else repository.user_by_id(session, found.user_id)
        if found is None or user is None or user.disabled_us is not None:
            return None
        ends_us = self._span.ends_us(found, self._seen.get(token_hash, 0))
        if now_us < ends_us:
            with self._lock:
                self._seen[token_hash] = max(now_us, self._seen.get(token_hash, 0))
        principal = self._standing.principal(session, user, now_us)
        return principal, next_end_us(user, now_us, ends_us)

    def _key(
        self, session: Session, key_id: str, token_hash: str, ip: str
    ) -> tuple[Principal, int] | None:
        found = repository.key_by_id(session, key_id)
        if found is None or not bearer.same(found[1], token_hash):
            return None
        key = found[0]
        if key.revoked_us is not None or not allowed(key.networks, ip):
            return None
        return self._principal(key), _FAR if key.expires_us is None else key.expires_us

    def _principal(self, key: ApiKey) -> Principal:
        # What has become people-only since the key was made is no longer the key's.
        held = frozenset(
            code
            for code in key.permissions
            if code in self._roles.permissions and not self._roles.permissions[code].people_only
        )
        return Principal(PrincipalKind.KEY, key.id, key.name, held, key.scenes)

    def _remember(
        self, slot: _Slot, found: tuple[Principal, int], now_us: int, generation: int
    ) -> None:
        principal, expires_us = found
        with self._lock:
            if principal.kind is PrincipalKind.KEY:
                self._used[principal.id] = max(now_us, self._used.get(principal.id, 0))
            # Access may have changed between the look-up and now: then this answer is stale.
            if generation != self._generation:
                return
            while len(self._known) >= self._size:
                del self._known[next(iter(self._known))]
            self._known[slot] = (now_us, min(now_us + self._ttl_us, expires_us), principal)
