"""日志：只增不改的哈希链。 The journal: an append-only hash chain of who did what."""

from ballast.infra.journal.broken import JournalBrokenError
from ballast.infra.journal.chain import Fault, VerifyResult
from ballast.infra.journal.model import GENESIS, Actor, Entry, Head, Row
from ballast.infra.journal.repository import Filters, Page, entries, head, matching
from ballast.infra.journal.service import HeadMissingError, Journal, NotJsonError, export, verify

__all__ = [
    "GENESIS",
    "Actor",
    "Entry",
    "Fault",
    "Filters",
    "Head",
    "HeadMissingError",
    "Journal",
    "JournalBrokenError",
    "NotJsonError",
    "Page",
    "Row",
    "VerifyResult",
    "entries",
    "export",
    "head",
    "matching",
    "verify",
]
