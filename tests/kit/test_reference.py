from __future__ import annotations

from datetime import date

import pytest

from ballast.kit.document import Document, DocumentError
from ballast.kit.reference import Evidence, Reference
from ballast.kit.text import Text

DOCUMENT = {
    "instrument": {"zh": "某办法", "en": "Some measures"},
    "article": "第五条",
    "evidence": "S2",
    "effective_from": "2024-07-01",
    "note": {"zh": "含本数", "en": "Inclusive"},
}


def test_a_reference_survives_a_round_trip() -> None:
    reference = Reference.from_document(Document(DOCUMENT))
    assert reference.evidence is Evidence.SECONDARY
    assert reference.effective_from == date(2024, 7, 1)
    assert reference.effective_to is None
    assert reference.note == Text("含本数", "Inclusive")
    assert reference.to_document() == DOCUMENT


def test_a_reference_without_evidence_is_refused() -> None:
    bare = {key: value for key, value in DOCUMENT.items() if key != "evidence"}
    with pytest.raises(DocumentError, match="evidence"):
        Reference.from_document(Document(bare))


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(DocumentError, match="artcle"):
        Reference.from_document(Document({**DOCUMENT, "artcle": "5"}))
