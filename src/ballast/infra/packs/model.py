"""内容包：可替换的业务内容。 A pack: business content, replaceable without touching code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ballast.kit.text import Text


@dataclass(frozen=True, slots=True)
class Document:
    """一段内容：代码、正文、出处。 One piece of content, with its code and where it came from."""

    code: str
    content: Mapping[str, object]
    pack: str
    source: str  # "<pack>/<file>" as a person would look for it
    line: int = 1

    @property
    def where(self) -> str:
        """供错误信息使用的位置。 Where to look, for error messages."""
        return f"{self.source}:{self.line} ({self.code})"


@dataclass(frozen=True, slots=True)
class Pack:
    """一个内容包，已读入内存。 One pack, read into memory."""

    urn: str
    version: int
    title: Text
    provider: Text
    basis: tuple[str, ...]
    name: str
    sha256: str
    files: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"Pack({self.urn!r}, version={self.version}, sha256={self.sha256[:12]!r})"


@dataclass(frozen=True, slots=True)
class Override:
    """后面的包替换了前面的内容。 A later pack replaced an earlier pack's document."""

    section: str
    code: str
    earlier: str
    later: str
