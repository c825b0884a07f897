"""读取内容包里的文档，出错时说出位置与改法。

Typed reading of a pack document (what YAML gives); a wrong entry names its place and the remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NoReturn, TypeVar

from ballast.kit.errors import InvalidError
from ballast.kit.text import Text

E = TypeVar("E", bound=StrEnum)
_EXPECTED = {
    "mapping": Text("一组键值", "a mapping"),
    "list": Text("一个列表", "a list"),
    "string": Text("非空文本", "non-empty text"),
    "text": Text("zh 与 en 两个非空文本", "both zh and en, not empty"),
    "integer": Text("整数", "an integer"),
    "number": Text("有限的数", "a finite number"),
    "date": Text("日期，如 2026-01-31", "a date such as 2026-01-31"),
}


class DocumentError(InvalidError):
    """文档不合格式。 The document does not have the required form."""

    code = "document_invalid"
    title = Text("文档不合格式", "Malformed document")

    def __init__(self, place: str, expected: Text) -> None:
        super().__init__(
            Text(f"“{place}”应为{expected.zh}", f"'{place}' must be {expected.en}"),
            {"place": place},
        )
        self.place = place
        self.expected = expected


class Document:
    """文档的一节及其位置。 One mapping of a document, and where it stands.

    Args:
        value: YAML 读出的值。 What YAML gave.
        place: 位置，如 `bands[2].title`，用于报错。 Where it stands, for messages.
    """

    def __init__(self, value: object, place: str = "document") -> None:
        if not isinstance(value, Mapping):
            raise DocumentError(place, _EXPECTED["mapping"])
        self.value: Mapping[str, object] = value
        self.place = place

    def has(self, key: str) -> bool:
        """有没有这一项（空值算没有）。 Whether the entry exists and is not null."""
        return self.value.get(key) is not None

    def allow(self, *keys: str) -> None:
        """除此以外的键都是笔误。 Any other key is a mistake."""
        unknown = sorted(str(key) for key in set(self.value) - set(keys))
        if unknown:
            listed = "、".join(keys), ", ".join(keys)
            expected = Text(f"已知的键之一（{listed[0]}）", f"one of the known keys ({listed[1]})")
            raise DocumentError(f"{self.place}.{unknown[0]}", expected)

    def string(self, key: str) -> str:
        """非空文本。 Non-empty text."""
        value = self.value.get(key)
        return value if isinstance(value, str) and value else self._refuse(key, "string")

    def text(self, key: str) -> Text:
        """双语文本。 Bilingual text."""
        value = self.value.get(key)
        if not isinstance(value, Mapping) or not all(
            isinstance(value.get(language), str) and value[language] for language in ("zh", "en")
        ):
            return self._refuse(key, "text")
        return Text(value["zh"], value["en"])

    def integer(self, key: str) -> int:
        """整数。 An integer."""
        value = self.value.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            return self._refuse(key, "integer")
        return value

    def number(self, key: str) -> Decimal:
        """有限的数；小数按所写的十进制取值。 A finite number, with the decimal value as written."""
        value = self.value.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return self._refuse(key, "number")
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return self._refuse(key, "number")
        return number if number.is_finite() else self._refuse(key, "number")

    def day(self, key: str) -> date:
        """日期。 A date."""
        value = self.value.get(key)
        if type(value) is date:  # a datetime is a date to isinstance, but it is not a day
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            return self._refuse(key, "date")

    def choice(self, key: str, kind: type[E]) -> E:
        """枚举中的一个。 One of the members of an enumeration."""
        value = self.value.get(key)
        codes = [member.value for member in kind]
        if value not in codes:
            zh, en = "、".join(codes), ", ".join(codes)
            raise DocumentError(self._at(key), Text(f"{zh} 之一", f"one of {en}"))
        return kind(value)

    def mapping(self, key: str) -> Mapping[str, object]:
        """一组键值；缺省为空。 A mapping; empty when absent."""
        value = self.value.get(key)
        if value is None:
            return {}
        return value if isinstance(value, Mapping) else self._refuse(key, "mapping")

    def section(self, key: str) -> Document:
        """下一级的一节。 The section under a key."""
        return Document(self.value.get(key), self._at(key))

    def sections(self, key: str) -> list[Document]:
        """一列小节。 A list of sections."""
        return [Document(item, f"{self._at(key)}[{n}]") for n, item in enumerate(self.items(key))]

    def items(self, key: str) -> list[object]:
        """一个列表。 A list."""
        value = self.value.get(key)
        return value if isinstance(value, list) else self._refuse(key, "list")

    def days(self, key: str) -> list[date]:
        """一列日期；缺省为空。 A list of dates; empty when absent."""
        items = self.items(key) if self.has(key) else []
        return [
            Document({"date": item}, f"{self._at(key)}[{n}]").day("date")
            for n, item in enumerate(items)
        ]

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}"

    def _refuse(self, key: str, expected: str) -> NoReturn:
        raise DocumentError(self._at(key), _EXPECTED[expected])
