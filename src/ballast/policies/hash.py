"""策略文档的指纹：与键的次序、空白无关。

Fingerprint of a document, whatever its key order or spacing.
"""

from __future__ import annotations

import hashlib
import json


def canonical(document: object) -> bytes:
    """规范写法：键排序、无空白、整数值不带小数点。 Canonical JSON: sorted keys, no spaces."""
    text = json.dumps(
        _plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def fingerprint(document: object) -> str:
    """规范写法的 SHA-256（十六进制）。 SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
