"""内容包里的范围。 Scopes of packs: section `scopes` {kind, title, parent?}."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ballast.infra.access.scopes.model import Scope, ScopeKind, Tree
from ballast.infra.packs import Document, Pack, PackError, section
from ballast.kit.text import MissingTranslationError, Text


def scopes_of(packs: Iterable[Pack]) -> Mapping[str, Scope]:
    """从内容包读取并核对。 Read and check the packs.

    Raises:
        PackError: 文档有误、上级不存在或成环。 A document is wrong, a parent missing or circular.
    """
    documents = section(tuple(packs), "scopes").documents
    found = {code: _scope(document) for code, document in documents.items()}
    tree = Tree(found.values())
    for code, scope in found.items():
        if scope.parent is not None and scope.parent not in found:
            problem = Text(f"没有上级 {scope.parent}", f"There is no parent {scope.parent}")
            raise _wrong(documents[code], problem)
        if code in tree.above(code):
            raise _wrong(documents[code], Text("上级成环", "The parents form a circle"))
    return found


def _scope(document: Document) -> Scope:
    content = document.content
    parent = content.get("parent")
    return Scope(
        code=document.code,
        kind=_kind(document),
        title=_title(document),
        parent=None if parent is None else str(parent),
        built_in=True,
    )


def _kind(document: Document) -> ScopeKind:
    try:
        return ScopeKind(str(document.content.get("kind")))
    except ValueError as error:
        known = ", ".join(ScopeKind)
        problem = Text(f"kind 须是其中之一：{known}", f"kind must be one of {known}")
        raise _wrong(document, problem) from error


def _title(document: Document) -> Text:
    title = document.content.get("title")
    try:
        return Text.of(title if isinstance(title, dict) else {})
    except MissingTranslationError as error:
        raise _wrong(document, Text("title 须有 zh 与 en", "title needs zh and en")) from error


def _wrong(document: Document, problem: Text) -> PackError:
    return PackError(
        Text(f"{document.where}：{problem.zh}。", f"{document.where}: {problem.en}."),
        {"file": document.source, "code": document.code},
    )
