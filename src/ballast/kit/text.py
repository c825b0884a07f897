"""双语文本。 Bilingual text: everything a person reads exists in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class MissingTranslationError(ValueError):
    """双语文本缺了一种语言。 One of the two languages is missing."""

    def __init__(self, present: str) -> None:
        super().__init__(f"Text needs both zh and en, got only: {present!r}")


@dataclass(frozen=True, slots=True)
class Text:
    """一句话的两种写法；缺一不可。 One sentence in zh and en; both are required."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh or not self.en:
            raise MissingTranslationError(self.zh or self.en)

    @classmethod
    def of(cls, document: Mapping[str, str]) -> Text:
        """从 `{zh, en}` 文档读取。 Read from a `{zh, en}` mapping."""
        return cls(document.get("zh", ""), document.get("en", ""))

    def in_(self, language: str) -> str:
        """按语言取文本，默认中文。 The sentence in `language`; Chinese unless English is asked."""
        return self.en if language.lower().startswith("en") else self.zh

    def as_dict(self) -> dict[str, str]:
        """`{zh, en}` 文档。 As a `{zh, en}` mapping."""
        return {"zh": self.zh, "en": self.en}

    def __str__(self) -> str:
        return f"{self.zh} {self.en}"
