"""范围与范围的树。 Scopes and the tree they form.

A scene belongs to one scope; what is granted in a scope holds in every scene of it and of the
scopes below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ballast.kit.text import Text


class ScopeKind(StrEnum):
    """范围的种类。 Kind of scope."""

    UNIT = "unit"
    BUSINESS = "business"
    PRODUCT = "product"
    PROCESS = "process"
    SYSTEM = "system"
    VENDOR = "vendor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """一个范围。 One scope; `built_in` ones come from a pack and are changed there."""

    code: str
    kind: ScopeKind
    title: Text
    parent: str | None = None
    built_in: bool = False

    def as_dict(self) -> dict[str, object]:
        """可入日志的形式。 For the journal."""
        return {"kind": self.kind.value, "title": self.title.as_dict(), "parent": self.parent}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScope:
    """要建或要改成的范围。 A scope to create, or what one is to become."""

    code: str
    kind: ScopeKind
    title: Text
    parent: str | None = None


class Tree:
    """全部范围。 Every scope, by code."""

    def __init__(self, scopes: Iterable[Scope]) -> None:
        self.scopes: Mapping[str, Scope] = {scope.code: scope for scope in scopes}
        self._below: dict[str, list[str]] = {}
        for scope in self.scopes.values():
            if scope.parent is not None:
                self._below.setdefault(scope.parent, []).append(scope.code)

    def within(self, code: str) -> frozenset[str]:
        """它自己和它之下的全部；不存在则为空。 It and all below it; nothing where there is none."""
        found: set[str] = set()
        waiting = [code] if code in self.scopes else []
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting += self._below.get(at, [])
        return frozenset(found)

    def above(self, code: str) -> list[str]:
        """从它的上级到最上级。 Its parent, the parent's parent, and so on up to the top."""
        path: list[str] = []
        at = self._parent(code)
        while at is not None and at not in path:
            path.append(at)
            at = self._parent(at)
        return path

    def scenes(self, code: str, of_scenes: Mapping[str, str]) -> frozenset[str]:
        """属于它的场景。 The scenes that belong to it; `of_scenes` is the scope of each scene."""
        within = self.within(code)
        return frozenset(scene for scene, scope in of_scenes.items() if scope in within)

    def _parent(self, code: str) -> str | None:
        found = self.scopes.get(code)
        return None if found is None else found.parent
