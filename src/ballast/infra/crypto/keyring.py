"""密钥环：加密受保护的值，并给它们令牌。 The keyring: seals protected values and gives them tokens.

A sealed record is `version(1) key-id(4) nonce(12) ciphertext tag(16)`: AES-256-GCM over the JSON of
its values, bound to the caller's `aad` (which record it is). A random nonce allows 2^32 records per
key (NIST SP 800-38D §8.3): rotate well before. A token is a keyed hash; equal values have equal
tokens, and without the token key nobody can try values out.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
from collections.abc import Mapping
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ballast.infra.crypto import key_store
from ballast.infra.crypto.errors import RotationError, SealBrokenError, UnknownKeyIdError
from ballast.infra.crypto.key_store import ID_BYTES, KeyMaterial
from ballast.infra.crypto.normal_form import normal_form
from ballast.infra.settings import Settings

_VERSION = b"\x01"
_NONCE_BYTES = 12
_HEADER_BYTES = len(_VERSION) + ID_BYTES
_SHORTEST = _HEADER_BYTES + _NONCE_BYTES + 16
_TOKEN_DIGITS = 32
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, object]).decode


class Keyring:
    """数据密钥与令牌密钥。 Data keys by id (one active) and the token key. Safe for threads."""

    def __init__(self, material: KeyMaterial, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._use(material)

    @classmethod
    def open_file(cls, path: Path) -> Keyring:
        """用密钥文件，第一次则创建。 From the key file, created on the first start."""
        return cls(key_store.read_or_create(path), path)

    @classmethod
    def of(cls, settings: Settings) -> Keyring:
        """按设置：主密钥，否则密钥文件。 As the settings say: the master key, else the key file."""
        if settings.master_key:
            return cls(key_store.from_environment(settings.master_key))
        return cls.open_file(settings.master_key_file)

    @property
    def active(self) -> str:
        """现在加密用的密钥的代号。 The id of the key that seals now."""
        return self._material.active

    @property
    def ids(self) -> tuple[str, ...]:
        """全部密钥的代号，由旧到新。 The ids of every key, oldest first."""
        return tuple(self._material.keys)

    @property
    def path(self) -> Path | None:
        """密钥文件；由主密钥派生的没有。 The key file; None when derived from a master key."""
        return self._path

    def seal(self, values: Mapping[str, object], aad: bytes) -> bytes:
        """加密一条记录的值。 Seal the values of one record.

        Args:
            values: 字段名到明文。 Clear values by field name.
            aad: 记录的身份，打开时须相同。 Identity of the record; the same is needed to open.
        """
        header, cipher = self._sealing
        nonce = os.urandom(_NONCE_BYTES)
        return header + nonce + cipher.encrypt(nonce, _encode(values), header + aad)

    def open_(self, sealed: bytes, aad: bytes) -> dict[str, object]:
        """打开一条记录。 The clear values of a sealed record.

        Raises:
            UnknownKeyIdError: 没有它的密钥。 Its key is not in the keyring.
            SealBrokenError: 被改动，或不是这条记录的。 Changed, or not this record's.
        """
        cipher = self._cipher(self.key_id(sealed))
        header, nonce = sealed[:_HEADER_BYTES], sealed[_HEADER_BYTES:][:_NONCE_BYTES]
        body = sealed[_HEADER_BYTES + _NONCE_BYTES :]
        try:
            return _decode(cipher.decrypt(nonce, body, header + aad))
        except (InvalidTag, msgspec.DecodeError):
            # Without the cause: it may quote what was decrypted.
            raise SealBrokenError from None

    def reseal(self, sealed: bytes, aad: bytes) -> bytes:
        """换成现用的密钥；已是则原样。 Seal with the active key; unchanged if it already is."""
        if self.key_id(sealed) == self.active:
            return sealed
        return self.seal(self.open_(sealed, aad), aad)

    def key_id(self, sealed: bytes) -> str:
        """这条记录所用密钥的代号。 The id of the key that sealed this.

        Raises:
            SealBrokenError: 不是密文。 This is not sealed data.
        """
        if len(sealed) < _SHORTEST or sealed[:1] != _VERSION:
            raise SealBrokenError
        return sealed[1:_HEADER_BYTES].hex()

    def token(self, kind: str, value: str) -> str:
        """一个值的令牌：`tk_` 与 128 位十六进制。 The token of a value: `tk_` and 128 bits in hex.

        Args:
            kind: 信息的种类（phone、id_card……）。 Kind of information; each has its own tokens.
            value: 明文，先归一。 The clear value; brought to its normal form first.
        """
        keyed = self._hashes.get(kind)
        digest = self._keyed(kind) if keyed is None else keyed.copy()
        digest.update(normal_form(kind, value).encode("utf-8", "surrogatepass"))
        return "tk_" + digest.hexdigest()[:_TOKEN_DIGITS]

    def rotate(self) -> str:
        """启用新密钥，旧的仍能打开。 Seal with a new key from now on; older ones still open.

        Raises:
            RotationError: 密钥来自环境变量。 The keys come from the environment.
        """
        if self._path is None:
            raise RotationError
        self._use(key_store.add_key(self._path))
        return self.active

    def refresh(self) -> bool:
        """重读密钥文件；别的进程可能已轮换。 Read the file again: another process may have rotated.

        Returns:
            是否有变。 Whether anything changed.
        """
        if self._path is None:
            return False
        before = self.ids
        self._use(key_store.read(self._path))
        return self.ids != before

    def _use(self, material: KeyMaterial) -> None:
        with self._lock:
            ciphers = {i: AESGCM(key) for i, key in material.keys.items()}
            self._material = material
            self._ciphers = ciphers
            self._hashes: dict[str, hmac.HMAC] = {}
            # One tuple: a thread that seals meanwhile never pairs a header with another's cipher.
            header = _VERSION + bytes.fromhex(material.active)
            self._sealing = (header, ciphers[material.active])

    def _cipher(self, key_id: str) -> AESGCM:
        cipher = self._ciphers.get(key_id)
        if cipher is None and self.refresh():
            cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise UnknownKeyIdError(key_id)
        return cipher

    def _keyed(self, kind: str) -> hmac.HMAC:
        prefix = kind.encode() + b"\0"
        keyed = hmac.new(self._material.token_key, prefix, hashlib.sha256)
        if len(self._hashes) < 64:
            self._hashes[kind] = keyed
        return keyed.copy()

    def __repr__(self) -> str:
        return f"Keyring(active={self.active!r}, keys={len(self.ids)})"
