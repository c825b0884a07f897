"""场景的两个版本差在哪里。 How two versions of a scene differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

_MISSING: Mapping[str, object] = {}
_SCENE = ("title", "fallback", "policy", "scope")


class Change(StrEnum):
    """怎么变的。 How it changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class SceneChange:
    """一处变化。 One change.

    Args:
        field: 字段；空为场景本身。 The field; empty: the scene itself.
        what: 哪一项；整个字段增删时为空。 Which property; empty when a whole field came or went.
        change: 怎么变的。 How.
        before: 原来的值。 What it was.
        after: 现在的值。 What it is.
    """

    field: str
    what: str
    change: Change
    before: object = None
    after: object = None


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[SceneChange]:
    """从一份场景文档到另一份的全部变化。 Every change from one scene document to another."""
    yield from _properties("", before, after, _SCENE)
    old, new = _fields(before), _fields(after)
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield SceneChange(name, "", Change.REMOVED, old[name])
        elif name not in old:
            yield SceneChange(name, "", Change.ADDED, None, new[name])
        else:
            yield from _properties(name, old[name], new[name], tuple({**old[name], **new[name]}))


def _properties(
    field: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    names: tuple[str, ...],
) -> Iterator[SceneChange]:
    for name in names:
        was, is_now = before.get(name), after.get(name)
        if was != is_now:
            yield SceneChange(field, name, Change.CHANGED, was, is_now)


def _fields(document: Mapping[str, object]) -> Mapping[str, Mapping[str, object]]:
    found = document.get("fields", _MISSING)
    assert isinstance(found, Mapping)  # noqa: S101 - written by `as_document`
    return found
