"""不记名令牌的写法。 How bearer tokens are written: `blk_<id>_<secret>` for keys, `bls_<secret>`.

Secrets carry 256 random bits, so a plain SHA-256 protects them at rest.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

LONGEST = 128
_KEY = re.compile(r"blk_([0-9A-HJKMNP-TV-Z]{26})_[A-Za-z0-9_-]{43}")
_SESSION = re.compile(r"bls_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Bearer:
    """看懂了的令牌。 A well-formed token: whose it claims to be, and its hash."""

    key_id: str | None  # None: a user's session
    hash: str


def new_key_token(key_id: str) -> str:
    """新密钥的令牌。 A new token of a key, whose id is `key_<26 characters>`."""
    return f"blk_{key_id.removeprefix('key_')}_{secrets.token_urlsafe(32)}"


def new_session_token() -> str:
    """新会话的令牌。 A new token of a sign-in."""
    return f"bls_{secrets.token_urlsafe(32)}"


def hash_of(token: str) -> str:
    """存库的哈希。 What is stored instead of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def parse(token: str) -> Bearer | None:
    """看懂令牌；写法不对则无。 Read a token; None when it is not written like one."""
    key = _KEY.fullmatch(token)
    if key is not None:
        return Bearer(f"key_{key[1]}", hash_of(token))
    return Bearer(None, hash_of(token)) if _SESSION.fullmatch(token) else None


def same(left: str, right: str) -> bool:
    """定时比较。 Comparison whose time does not depend on where they differ."""
    # What no token can hold becomes `?`, which no token holds either.
    return hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))
