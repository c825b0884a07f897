"""日志的一行：谁、何时、对谁做了什么、前后。 A journal row: who did what to what, and when.

Each row carries the hash of the one before it, so that a changed, removed or moved row shows.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

GENESIS = "0" * 64
"""第一行之前的哈希。 The hash before the first row."""


@dataclass(frozen=True, slots=True)
class Actor:
    """做事的人、密钥或系统；只有代号。 Who acted: a user, a key or the system, by id only."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """要记的一件事；不得含个人信息。 Something to record. The caller guarantees nothing personal.

    `before` and `after` are JSON values (no NaN); None means there was or is nothing.
    """

    actor: Actor
    action: str
    subject_kind: str
    subject_id: str
    at_us: int
    before: object = None
    after: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """已记下的一行。 A recorded row; `before` and `after` are canonical JSON text."""

    seq: int
    at_us: int
    actor_kind: str
    actor_id: str
    action: str
    subject_kind: str
    subject_id: str
    before: str | None
    after: str | None
    prev_hash: str
    hash: str = ""

    def as_dict(self) -> dict[str, object]:
        """各列，键即列名。 The columns by name."""
        return {name: getattr(self, name) for name in COLUMNS}

    def computed_hash(self) -> str:
        """按内容重算的哈希。 SHA-256 over the canonical JSON of every column but `hash`."""
        content = self.as_dict()
        del content["hash"]
        return hashlib.sha256(canonical(content).encode()).hexdigest()


COLUMNS = (
    "seq",
    "at_us",
    "actor_kind",
    "actor_id",
    "action",
    "subject_kind",
    "subject_id",
    "before",
    "after",
    "prev_hash",
    "hash",
)


@dataclass(frozen=True, slots=True)
class Head:
    """链头：有多少行、最后的哈希。 The head of the chain: how many rows, and the last hash."""

    count: int
    hash: str


def canonical(value: object) -> str:
    """规范 JSON：键排序、无空白、拒绝 NaN。 Canonical JSON: sorted keys, no spaces, no NaN."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
