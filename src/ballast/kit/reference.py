"""出处：一个数从哪份文件的哪一条来。 Reference: which clause a number is from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ballast.kit.document import Document
from ballast.kit.text import Text


class Evidence(StrEnum):
    """我们核对到哪一步。 How far we have verified it."""

    ORIGINAL = "S"  # the text of the clause was read
    SECONDARY = "S2"  # only a report, a commentary or an exam question was read
    KNOWLEDGE = "K"  # from general knowledge, unverified
    OWN = "own"  # our own addition where the source is silent


@dataclass(frozen=True, slots=True)
class Reference:
    """一处出处。 One reference.

    Attributes:
        instrument: 文件名称与文号。 Name and number of the document.
        article: 条款，如 `5.3` 或 `第十七条`。 Clause, as the document numbers it.
        evidence: 核对程度。 Evidence grade.
        effective_from: 生效日；不详为空。 First day in force; None if unknown.
        effective_to: 失效日；现行为空。 Last day in force; None while in force.
        note: 我们的解读。 How we read it.
    """

    instrument: Text
    article: str
    evidence: Evidence
    effective_from: date | None = None
    effective_to: date | None = None
    note: Text | None = None

    @classmethod
    def from_document(cls, document: Document) -> Reference:
        """从内容包读取。 Read from a pack document."""
        document.allow(
            "instrument", "article", "evidence", "effective_from", "effective_to", "note"
        )
        return cls(
            instrument=document.text("instrument"),
            article=document.string("article"),
            evidence=document.choice("evidence", Evidence),
            effective_from=_optional_date(document, "effective_from"),
            effective_to=_optional_date(document, "effective_to"),
            note=document.text("note") if document.has("note") else None,
        )

    def to_document(self) -> dict[str, object]:
        """写回内容包的形式。 As a pack document."""
        written: dict[str, object] = {
            "instrument": self.instrument.as_dict(),
            "article": self.article,
            "evidence": self.evidence.value,
            "effective_from": self.effective_from and self.effective_from.isoformat(),
            "effective_to": self.effective_to and self.effective_to.isoformat(),
            "note": self.note.as_dict() if self.note else None,
        }
        return {key: value for key, value in written.items() if value is not None}


def _optional_date(document: Document, key: str) -> date | None:
    return document.day(key) if document.has(key) else None
