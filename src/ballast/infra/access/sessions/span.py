"""会话能用多久。 How long a sign-in lasts: so long in all, and so long without being used."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballast.infra.access import bearer
from ballast.infra.access.sessions import repository
from ballast.infra.access.sessions.model import UserSession, Visit
from ballast.kit.ids import new_id

_MINUTE = 60_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """总时长与闲置时长，微秒。 Time in all and time idle, microseconds."""

    whole_us: int = 12 * 60 * _MINUTE
    idle_us: int = 30 * _MINUTE

    def open_(
        self, session: Session, user_id: str, visit: Visit, now_us: int
    ) -> tuple[UserSession, str]:
        """开一次登录，令牌总是新的。 Open a sign-in; its token is always a new one."""
        token = bearer.new_session_token()
        opened = UserSession(
            id=new_id("ses", now_us),
            user_id=user_id,
            visit=visit,
            created_us=now_us,
            seen_us=now_us,
            expires_us=now_us + self.whole_us,
        )
        repository.add(session, opened, bearer.hash_of(token))
        return opened, token

    def ends_us(self, found: UserSession, seen_us: int = 0) -> int:
        """从此刻起不再可用。 When it ends unless it is used again."""
        return min(found.expires_us, max(found.seen_us, seen_us) + self.idle_us)

    def tidy(self, session: Session, now_us: int) -> None:
        """清理已结束的。 Remove those that ended."""
        repository.remove_expired(session, now_us, now_us - self.idle_us)


USUAL = Span()
"""缺省的时长。 The default span."""
