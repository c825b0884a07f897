"""登录名的写法。 How user names are written, so that two names never look alike."""

from __future__ import annotations

import hashlib
import re

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")


def well_formed(name: str) -> bool:
    """是否合规则。 Whether this may be a user name."""
    return _NAME.fullmatch(name) is not None


def as_typed(name: str) -> str:
    """登录时键入的名称；不可能存在的都当作空。 A typed name; all that cannot exist become empty."""
    lowered = name.strip().lower()
    return lowered if well_formed(lowered) else ""


def name_hash(name: str) -> str:
    """名称的哈希，失败按它计数。 The hash under which failures of a name are counted."""
    return hashlib.sha256(name.encode()).hexdigest()
