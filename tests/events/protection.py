"""Keys and tokens for tests: real cryptography, fixed key."""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = b"0123456789abcdef0123456789abcdef"


class TestProtector:
    """What `ballast.infra.crypto` gives intake, with a fixed key."""

    __test__ = False

    def __init__(self) -> None:
        self._cipher = AESGCM(KEY)

    def token(self, kind: str, value: str) -> str:
        return "tk_" + hmac.digest(KEY, f"{kind}\0{value}".encode(), "sha256")[:16].hex()

    def seal(self, values: Mapping[str, object], aad: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(nonce, msgspec.json.encode(values), aad)

    def open(self, sealed: bytes, aad: bytes) -> dict[str, object]:
        clear = self._cipher.decrypt(sealed[:12], sealed[12:], aad)
        opened: dict[str, object] = msgspec.json.decode(clear)
        return opened
