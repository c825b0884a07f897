"""检查与编译策略时要知道的外界：字段、名单、子策略。

What checking and compiling need to know of the world: names and types, lists, sub-decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ballast.expressions.types import Type
from ballast.policies.document import Document
from ballast.policies.lists.model import ListDefinition


@dataclass(frozen=True, slots=True)
class SubDocument:
    """子策略的线上文档及其指纹。 The live document of a sub-decision and its fingerprint."""

    document: Document
    sha256: str


def no_documents(_: str) -> SubDocument | None:
    """没有任何子策略。 There are no sub-decisions."""
    return None


@dataclass(frozen=True, slots=True)
class Catalog:
    """外界。 The world around a policy.

    Args:
        schema: 场景字段、派生属性，以及 `indicators.<编码>`。 Scene fields, derived attributes and
            `indicators.<code>`, with their types.
        lists: 名单定义。 Definitions of lists.
        documents: 子策略编码 → 其线上文档。 Code of a sub-decision to its live document.
    """

    schema: Mapping[str, Type]
    lists: Mapping[str, ListDefinition] = field(default_factory=dict)
    documents: Callable[[str], SubDocument | None] = no_documents
