"""密钥放在哪里：文件，或环境变量。 Where keys are kept: a file, or an environment variable.

The file is JSON, mode 600, written whole or not at all. A deployment with a secret store passes
BALLAST_MASTER_KEY instead: base64 keys of 32 bytes, newest first, oldest last.
"""

from __future__ import annotations

import base64
import binascii
import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ballast.infra.crypto.errors import KeyFileError
from ballast.kit.text import Text

KEY_BYTES = 32
ID_BYTES = 4


@dataclass(frozen=True, slots=True)
class KeyMaterial:
    """全部密钥。 Every key: data keys by id, which one seals, and the token key."""

    active: str
    keys: Mapping[str, bytes] = field(repr=False)
    token_key: bytes = field(repr=False)


def from_environment(value: str) -> KeyMaterial:
    """由主密钥派生。 Derive the keys from BALLAST_MASTER_KEY.

    The token key comes from the last (oldest) one, so that adding a key in front changes no token.

    Raises:
        KeyFileError: 不是 base64 的 32 字节。 Not base64 of 32 bytes.
    """
    masters = [_decoded(part.strip()) for part in value.split(",") if part.strip()]
    if not masters or any(len(master) != KEY_BYTES for master in masters):
        raise KeyFileError(
            Text(
                "BALLAST_MASTER_KEY 须是 base64 的 32 字节密钥，多个用逗号分隔，新的在前。"
                "可用 `openssl rand -base64 32` 生成。",
                "BALLAST_MASTER_KEY must be base64 of 32 bytes; several are separated by commas, "
                "newest first. `openssl rand -base64 32` makes one.",
            )
        )
    derived = [_derive(master, b"ballast data key") for master in masters]
    keys = {hashlib.sha256(key).hexdigest()[: ID_BYTES * 2]: key for key in derived}
    return KeyMaterial(next(iter(keys)), keys, _derive(masters[-1], b"ballast token key"))


def read_or_create(path: Path) -> KeyMaterial:
    """读密钥文件；第一次则创建。 Read the key file, or create it on the first start.

    Two processes that start at once end up with the same file.

    Raises:
        KeyFileError: 文件有误、别人能读，或不能创建。 Wrong, readable by others, or not creatable.
    """
    if not path.is_file():
        with _locked(path):
            if not path.exists():
                first = _new_id()
                keys = {first: secrets.token_bytes(KEY_BYTES)}
                _write(path, KeyMaterial(first, keys, secrets.token_bytes(KEY_BYTES)))
    return read(path)


def add_key(path: Path) -> KeyMaterial:
    """添一把密钥并用它加密；旧的仍能打开。 Add a key and seal with it; older ones still open."""
    with _locked(path):
        material = read(path)
        fresh = _new_id(material.keys)
        keys = {**material.keys, fresh: secrets.token_bytes(KEY_BYTES)}
        _write(path, KeyMaterial(fresh, keys, material.token_key))
    return read(path)


def read(path: Path) -> KeyMaterial:
    """读密钥文件。 Read the key file.

    Raises:
        KeyFileError: 文件有误，或别人能读。 The file is wrong, or others can read it.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(1_000_000)
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from error
    if mode & 0o077:
        raise KeyFileError(
            Text(
                f"密钥文件 {path} 他人可读（{mode & 0o777:o}）。请执行 chmod 600 {path}，"
                "并考虑轮换密钥。",
                f"Others can read the key file {path} ({mode & 0o777:o}). Run chmod 600 {path}, "
                "and consider rotating the keys.",
            )
        )
    return _parsed(path, content)


def _parsed(path: Path, content: bytes) -> KeyMaterial:
    try:
        document = json.loads(content)
        keys = {str(i): base64.b64decode(k, validate=True) for i, k in document["keys"].items()}
        token_key = base64.b64decode(document["token_key"], validate=True)
        material = KeyMaterial(str(document["active"]), keys, token_key)
    except (ValueError, KeyError, TypeError, AttributeError):
        # Without the cause: a traceback of it could show what the file holds.
        raise _unreadable(path, "not a key file") from None
    sizes = {len(key) for key in (*keys.values(), token_key)}
    ids = all(len(i) == ID_BYTES * 2 and _is_hex(i) for i in keys)
    if sizes != {KEY_BYTES} or material.active not in keys or not ids:
        raise _unreadable(path, "incomplete")
    return material


def _unreadable(path: Path, why: str) -> KeyFileError:
    return KeyFileError(
        Text(
            f"密钥文件 {path} 不可用（{why}）。请从备份恢复；没有它，已加密的数据无法打开。",
            f"The key file {path} cannot be used ({why}). Restore it from a backup; without it, "
            "what is sealed cannot be opened.",
        )
    )


def _write(path: Path, material: KeyMaterial) -> None:
    document = {
        "active": material.active,
        "keys": {i: base64.b64encode(key).decode() for i, key in material.keys.items()},
        "token_key": base64.b64encode(material.token_key).decode(),
    }
    part = path.with_name(f"{path.name}.{secrets.token_hex(6)}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(document, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path.with_name(f"{path.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _new_id(taken: Mapping[str, bytes] | None = None) -> str:
    fresh = secrets.token_hex(ID_BYTES)
    return _new_id(taken) if taken and fresh in taken else fresh


def _derive(master: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(master)


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _is_hex(value: str) -> bool:
    return all(c in "0123456789abcdef" for c in value)
