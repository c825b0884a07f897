"""一次登录及其来处。 One sign-in, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Carrier(StrEnum):
    """令牌由什么带来。 What carries the token: a header of a program, or a browser's cookie."""

    BEARER = "bearer"
    COOKIE = "cookie"


@dataclass(frozen=True, slots=True)
class Visit:
    """来处。 Where a sign-in comes from: its carrier, address and family of program."""

    carrier: Carrier = Carrier.BEARER
    address: str = ""
    agent: str = ""
    device: str = field(default="", repr=False)  # the secret of a browser's long-lived cookie


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSession:
    """一次登录，不含令牌。 A sign-in, without its token. Times are microseconds."""

    id: str
    user_id: str
    visit: Visit
    created_us: int
    seen_us: int
    expires_us: int
