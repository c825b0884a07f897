"""按时间可排序的标识：前缀加 26 位（ULID）。 Time-sortable identifiers: a prefix and a ULID."""

from __future__ import annotations

import os

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]


def new_id(prefix: str, at_us: int, entropy: bytes | None = None) -> str:
    """一个新标识：前 10 位是毫秒时间，后 16 位随机。 A new identifier.

    Args:
        prefix: 种类的短码，如 `dec`。 Short ASCII code of the kind.
        at_us: 自 1970 年起的微秒（UTC）。 Microseconds since the epoch.
        entropy: 10 个随机字节，缺省取系统随机源。 Ten random bytes.
    """
    noise = int.from_bytes(os.urandom(10) if entropy is None else entropy[:10])
    value = ((at_us // 1000) << 80) | noise
    digits = [_PAIRS[(value >> shift) & 1023] for shift in range(120, -1, -10)]
    return f"{prefix}_{''.join(digits)}"
