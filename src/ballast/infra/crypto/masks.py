"""屏蔽：给无权看明文的人看的样子。 Masks: what those see who may not see a value in clear.

Masks are pack data (`masks.yaml`). Whatever a pack says, a mask never shows a whole value, shows no
more than it keeps, and hides what is too short to hide part of. Class C3 is always hidden whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ballast.infra.crypto.visible import district, edges, email, family_name, network
from ballast.infra.packs import Document, Pack, PackError, section
from ballast.kit.text import Text

HIDDEN = "***"
_MOST_KEPT = 10


class Method(StrEnum):
    """怎么屏蔽。 How a value is masked."""

    EDGES = "edges"
    NAME = "name"
    EMAIL = "email"
    DISTRICT = "district"
    NETWORK = "network"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Mask:
    """一类信息的屏蔽规则。 How one kind of information is masked."""

    kind: str
    method: Method
    keep_first: int = 0
    keep_last: int = 0
    hide_at_least: int = 1
    compound: frozenset[str] = frozenset()

    def apply(self, value: str) -> str:
        """屏蔽后的写法。 The masked form."""
        text = value.strip()
        shown = self._shown(text)
        return HIDDEN if shown is None or shown == text else shown

    def _shown(self, text: str) -> str | None:
        match self.method:
            case Method.EDGES:
                return edges(text, self.keep_first, self.keep_last, self.hide_at_least)
            case Method.NAME:
                return family_name(text, self.compound)
            case Method.EMAIL:
                return email(text, self.keep_first, self.hide_at_least)
            case Method.DISTRICT:
                return district(text, self.hide_at_least)
            case Method.NETWORK:
                return network(text)
            case Method.HIDDEN:
                return None


@dataclass(frozen=True, slots=True)
class Masks:
    """各类信息的屏蔽规则。 The masks of every kind."""

    masks: Mapping[str, Mask]

    @classmethod
    def of(cls, packs: Iterable[Pack]) -> Masks:
        """从内容包读取。 Read from packs.

        Raises:
            PackError: 规则有误。 A mask is wrong; the file and line are named.
        """
        documents = section(packs, "masks").documents
        return cls({code: _mask(document) for code, document in documents.items()})

    def mask(self, kind: str, value: str, sensitivity: str = "C2") -> str:
        """屏蔽一个值；种类未知或 C3 全部隐藏。 Mask a value; C3 and unknown kinds are hidden."""
        mask = self.masks.get(kind)
        return HIDDEN if mask is None or sensitivity == "C3" else mask.apply(value)


def _mask(document: Document) -> Mask:
    content = document.content
    method = content.get("method")
    if method not in list(Method):
        expected = ", ".join(Method)
        raise _wrong(document, Text(f"method 应为 {expected}", f"method must be one of {expected}"))
    compound = content.get("compound", [])
    if not isinstance(compound, list):
        raise _wrong(document, Text("compound 应为复姓的列表", "compound must be a list of names"))
    return Mask(
        document.code,
        Method(str(method)),
        _number(document, "keep_first", 0),
        _number(document, "keep_last", 0),
        max(1, _number(document, "hide_at_least", 1)),
        frozenset(map(str, compound)),
    )


def _number(document: Document, key: str, default: int) -> int:
    value = document.content.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_KEPT:
        expected = Text(f"{key} 应为 0 到 {_MOST_KEPT}", f"{key} must be from 0 to {_MOST_KEPT}")
        raise _wrong(document, expected)
    return value


def _wrong(document: Document, problem: Text) -> PackError:
    return PackError(
        Text(f"{document.where}：{problem.zh}。", f"{document.where}: {problem.en}."),
        {"file": document.source, "code": document.code},
    )
