"""作用域：名字是什么类型，没有时最像谁。 Scope: what a name is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ballast.expressions.tree import Path
from ballast.expressions.types import ANY, NULL, ListType, ObjectType, Schema, Type
from ballast.kit.text import Text


@dataclass(frozen=True, slots=True)
class Scope:
    """字段、单元格的 $，与遍历中的 # 或别名。 Fields, the cell's `$`, and closure names."""

    schema: Schema
    subject: Type | None
    local: Mapping[str, Type]

    def within(self, name: str, item: Type) -> Scope:
        """遍历体内的作用域。 The scope inside a closure."""
        return Scope(self.schema, self.subject, {**self.local, name: item})

    def is_local(self, name: str) -> bool:
        """是遍历中的名字。 Whether a closure binds the name."""
        return name in self.local

    def lookup(self, path: Path) -> Type | Text:
        """路径的类型，或者为什么没有。 The type of a path, or why there is none."""
        found = self._root(path[0])
        for name in path[1:]:
            if isinstance(found, Text):
                return found
            found = member_type(found, name)
        return found

    def _root(self, name: str) -> Type | Text:
        if name in self.local:
            return self.local[name]
        if name == "$":
            return self.subject or Text(
                "$ 只能用在决策表单元格里", "$ is only for decision-table cells"
            )
        if name == "#":
            return Text(
                "# 只能用在 some、filter 等函数里", "# is only for some, filter and their kin"
            )
        if name == "$root":
            return Text("请在 $root 后写出字段名", "Name a field after $root")
        return self.schema.get(name) or _unknown(name, (*self.schema, *self.local))


def member_type(owner: Type, name: str) -> Type | Text:
    """对象某个字段的类型。 The type of a field of an object."""
    if isinstance(owner, ObjectType):
        return owner.fields.get(name) or _unknown(name, owner.fields)
    if owner in (ANY, NULL):
        return ANY
    hint = (
        ("，请用 [0] 取一项", ", take an item with [0]")
        if isinstance(owner, ListType)
        else ("", "")
    )
    return Text(f"{owner} 没有字段 {name}{hint[0]}", f"{owner} has no field {name}{hint[1]}")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """最像的名字。 The most similar known name."""
    close = get_close_matches(name[:100], list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def _unknown(name: str, known: Iterable[str]) -> Text:
    close = nearest(name, known)
    zh = f"，是不是 {close}？" if close else "，请检查场景字段与指标"
    en = f"; did you mean {close}?" if close else "; check the scene's fields and the indicators"
    return Text(f"没有名为 {name} 的数据{zh}", f"Nothing is named {name}{en}")
