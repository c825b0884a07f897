"""条目此刻算什么：状态加上起止，与查询共用一套说法。

How an entry stands at a moment: its status together with since and until, in one set of words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ballast.policies.lists.model import EntryStatus, ListEntry

DAY_US = 86_400_000_000
SOON_DAYS = 7


class Standing(StrEnum):
    """条目此刻算什么。 How an entry stands now."""

    PENDING = "pending"  # waits for a second person before it counts
    SCHEDULED = "scheduled"  # confirmed, and starts later
    ACTIVE = "active"
    REMOVING = "removing"  # counts until a second person confirms its removal
    EXPIRED = "expired"
    REMOVED = "removed"
    REFUSED = "refused"


WAITING = (Standing.PENDING, Standing.REMOVING)
"""等另一人确认的。 Those that wait for a second person."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """找哪些条目。 Which entries are wanted.

    Args:
        now_us: 此刻。 Now, microseconds.
        standings: 算什么；空为在册的。 How they stand; empty: those on the list, whatever the time.
        text: 原因、来源或（不受保护的）值里有这段文字。 Text within reason, source or shown value.
        source: 来源。 Exactly this source.
        expiring_us: 到这时之前到期。 Expiring before this moment.
        key: 比对用的值。 Exactly this key.
    """

    now_us: int
    standings: tuple[Standing, ...] = ()
    text: str = ""
    source: str = ""
    expiring_us: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class ListCounts:
    """一个名单各有多少条。 How many entries of a list stand how; `expiring` within seven days."""

    pending: int = 0
    scheduled: int = 0
    active: int = 0
    removing: int = 0
    expired: int = 0
    expiring: int = 0


def standing_of(entry: ListEntry, now_us: int) -> Standing:
    """这一条此刻算什么。 How this entry stands now."""
    if entry.status is not EntryStatus.ACTIVE:
        return Standing(entry.status.value)
    if entry.expires_us is not None and entry.expires_us <= now_us:
        return Standing.EXPIRED
    return Standing.SCHEDULED if entry.starts_us > now_us else Standing.ACTIVE
