"""场景文档里的一个字段：读取、合并、检查。 One field of a scene document: read, merge, check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from ballast.events.derived import attributes
from ballast.events.model import Field, FieldKind, FieldType, Sensitivity, SubjectKind
from ballast.kit.text import Text

_KEYS = {"title", "type", "sensitivity", "kind", "required", "subject", "values"}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_EXPRESSION_WORDS = {"and", "or", "not", "in", "true", "false", "null"}
_EXPRESSION_ROOTS = {"indicators", "nodes", "lists", "event", "data"}
_LAKE_COLUMNS = {"scene", "id", "seq", "at_us", "received_us", "late", "scene_version", "day"}
RESERVED = frozenset(_EXPRESSION_WORDS | _EXPRESSION_ROOTS | _LAKE_COLUMNS | {"occurred_at"})
"""不能作字段名的词。 Words that cannot be field names."""
_E = TypeVar("_E", bound=StrEnum)
_SENSITIVE_KINDS = frozenset(
    {
        FieldKind.NAME,
        FieldKind.PHONE,
        FieldKind.ID_CARD,
        FieldKind.BANK_CARD,
        FieldKind.EMAIL,
        FieldKind.ADDRESS,
    }
)


@dataclass(frozen=True, slots=True)
class SceneProblem:
    """场景文档的一处问题。 One problem of a scene document: file, scene, field, remedy."""

    source: str
    scene: str
    field: str
    problem: Text
    remedy: Text

    def sentence(self) -> Text:
        """一句话。 As one sentence."""
        place = ", ".join(part for part in (self.source, self.scene, self.field) if part)
        return Text(
            f"{place}：{self.problem.zh}。{self.remedy.zh}",
            f"{place}: {self.problem.en}. {self.remedy.en}",
        )

    def as_dict(self) -> dict[str, object]:
        """机器可读的形式。 As a plain mapping."""
        return {
            "source": self.source,
            "scene": self.scene,
            "field": self.field,
            "problem": self.problem.as_dict(),
            "remedy": self.remedy.as_dict(),
        }


class FieldReader:
    """一个字段在各文件里的写法，合成一个字段。 What files say of one field, merged into one."""

    def __init__(self, scene: str, name: str) -> None:
        self.name = name
        self._scene = scene
        self._source = ""
        self._merged: dict[str, Any] = {}
        self._problems: list[SceneProblem] = []

    def add(self, source: str, content: object) -> None:
        """合入后一个文件；敏感级别只升不降。 Merge one more file; never less sensitive."""
        self._source = source
        if not isinstance(content, Mapping):
            self._fail(
                Text("字段不是键值对", "The field is not a mapping"),
                Text("写 `名称: {type: …, …}`", "Write `name: {type: …, …}`"),
            )
            return
        before, after = self._merged.get("sensitivity"), content.get("sensitivity")
        if before is not None and after is not None and str(after) < str(before):
            self._fail(
                Text("降低了敏感级别", "It lowers the sensitivity"),
                Text(f"取 {before} 或更高", f"Use {before} or higher"),
            )
        self._merged.update({str(key): value for key, value in content.items()})

    def derived_names(self) -> set[str]:
        """派生属性的名称。 Names of the derived attributes."""
        kind = self._merged.get("kind")
        known = kind in set(FieldKind) and self._merged.get("type") == FieldType.STRING
        return set(attributes(self.name, FieldKind(str(kind)))) if known else set()

    def read(self) -> tuple[Field | None, list[SceneProblem]]:
        """合成的字段；有问题时为 None。 The merged field, or None, and the problems."""
        self._check_keys()
        field = Field(
            name=self.name,
            type=self._one("type", FieldType, FieldType.STRING),
            title=self._title(),
            sensitivity=self._one("sensitivity", Sensitivity, Sensitivity.C3),
            kind=self._one("kind", FieldKind, FieldKind.FREE_TEXT),
            required=self._merged.get("required", False) is True,
            subject=self._subject(),
            values=self._values(),
        )
        if not self._problems:
            self._check(field)
        return (None if self._problems else field), self._problems

    def _check_keys(self) -> None:
        if not _NAME.fullmatch(self.name) or self.name in RESERVED:
            self._fail(
                Text("字段名不可用", "The field name cannot be used"),
                Text(
                    "用小写字母开头的字母、数字、下划线，且不是保留字",
                    "Use lower-case letters, digits and underscores, and no reserved word",
                ),
            )
        for key in sorted(set(self._merged) - _KEYS):
            self._fail(
                Text(f"不认识的键 {key}", f"Unknown key {key}"),
                Text(f"可用的键：{'、'.join(sorted(_KEYS))}", f"Known keys: {sorted(_KEYS)}"),
            )
        if not isinstance(self._merged.get("required", False), bool):
            self._fail(
                Text("required 不是布尔值", "required is not a boolean"),
                Text("写 true 或 false", "Write true or false"),
            )

    def _check(self, field: Field) -> None:
        for broken, problem, remedy in _rules(field):
            if broken:
                self._fail(problem, remedy)

    def _one(self, key: str, kind: type[_E], otherwise: _E) -> _E:
        names = [member.value for member in kind]
        if self._merged.get(key) in names:
            return kind(self._merged[key])
        said = (
            Text(f"缺少 {key}", f"{key} is missing")
            if self._merged.get(key) is None
            else Text(f"{key} 的取值不对", f"{key} has an unknown value")
        )
        self._fail(said, Text(f"取 {'、'.join(names)} 之一", f"Use one of {', '.join(names)}"))
        return otherwise

    def _title(self) -> Text:
        try:
            return Text.of(self._merged["title"])
        except (KeyError, ValueError, AttributeError):
            self._fail(
                Text("缺少双语标题", "The title is missing in one language"),
                Text("写 `title: {zh: …, en: …}`", "Write `title: {zh: …, en: …}`"),
            )
            return Text("?", "?")

    def _subject(self) -> SubjectKind | None:
        if self._merged.get("subject") is None:
            return None
        return self._one("subject", SubjectKind, SubjectKind.CUSTOMER)

    def _values(self) -> tuple[str, ...]:
        values = self._merged.get("values") or ()
        if isinstance(values, list | tuple) and all(isinstance(value, str) for value in values):
            return tuple(values)
        self._fail(
            Text("values 不是文本列表", "values is not a list of strings"),
            Text("写 `values: [a, b]`，数字与布尔加引号", "Write `values: [a, b]`; quote numbers"),
        )
        return ()

    def _fail(self, problem: Text, remedy: Text) -> None:
        self._problems.append(SceneProblem(self._source, self._scene, self.name, problem, remedy))


def _rules(field: Field) -> Iterator[tuple[bool, Text, Text]]:
    text = field.type is FieldType.STRING
    yield (
        field.protected and field.kind is FieldKind.PLAIN,
        Text("C2、C3 的文本不能是 plain", "Text of class C2 or C3 cannot be plain"),
        Text("写明 kind，没有合适的用 free_text", "Name its kind; free_text if none fits"),
    )
    yield (
        field.sensitivity is Sensitivity.C3 and not text,
        Text("C3 只能是文本", "Only text can be C3"),
        Text("改用文本或 C2", "Make it a string, or C2"),
    )
    yield (
        field.sensitivity is Sensitivity.C1 and field.kind in _SENSITIVE_KINDS,
        Text(f"{field.kind.value} 至少为 C2", f"{field.kind.value} is at least C2"),
        Text("改为 C2（JR/T 0171-2020）", "Make it C2 (JR/T 0171-2020)"),
    )
    yield (
        not text and field.kind is not FieldKind.PLAIN,
        Text("只有文本才有 kind", "Only text has a kind"),
        Text("写 `kind: plain`", "Write `kind: plain`"),
    )
    yield (
        bool(field.values) and (not text or field.protected),
        Text("values 只用于 C1 文本", "values is only for text of class C1"),
        Text("去掉 values", "Remove values"),
    )
