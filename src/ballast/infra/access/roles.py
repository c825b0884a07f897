"""角色与权限，都是内容包里的数据。 Roles and permissions, both pack data.

Sections: `permissions` {title, people_only?, unmask?, reach?, second_factor?}, `roles` {title,
permissions, excludes?}.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ballast.infra.access.errors import UnknownRoleError
from ballast.infra.access.model import Principal, PrincipalKind
from ballast.infra.packs import Document, Pack, PackError, section
from ballast.kit.text import MissingTranslationError, Text


class Reach(StrEnum):
    """限于范围的授权给到哪里。 How much of a permission a grant in a scope gives."""

    SCENE = "scene"  # it is held in the scenes of the scope
    SHARED = "shared"  # it is given whole: what is looked at belongs to everybody
    WHOLE = "whole"  # it is not given: it cannot be divided


@dataclass(frozen=True, slots=True)
class Permission:
    """一项权限。 One permission; `people_only` may not be given to an API key."""

    code: str
    title: Text
    people_only: bool = False
    unmask: str | None = None  # the class of protected values that it shows in clear
    reach: Reach = Reach.WHOLE
    second_factor: bool = False  # who holds it needs a second factor


@dataclass(frozen=True, slots=True)
class Role:
    """一个角色。 One role; `excludes` are the roles that the same person may not hold."""

    code: str
    title: Text
    permissions: frozenset[str]
    excludes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Roles:
    """全部角色与权限。 Every role and permission."""

    roles: Mapping[str, Role]
    permissions: Mapping[str, Permission]

    @classmethod
    def of(cls, packs: Iterable[Pack]) -> Roles:
        """从内容包读取并核对。 Read and cross-check the packs.

        Raises:
            PackError: 文档有误，或角色用了未列出的权限。 A document is wrong or names the unknown.
        """
        loaded = tuple(packs)
        permissions = {d.code: _permission(d) for d in _documents(loaded, "permissions")}
        known = frozenset(permissions)
        documents = _documents(loaded, "roles")
        codes = frozenset(document.code for document in documents)
        return cls({d.code: _role(d, known, codes) for d in documents}, permissions)

    def role(self, code: str) -> Role:
        """按代码取角色。 The role with this code.

        Raises:
            UnknownRoleError: 没有这个角色，句中列出可用的。 There is none; known ones are listed.
        """
        if code not in self.roles:
            raise UnknownRoleError(code, sorted(self.roles))
        return self.roles[code]

    def granted(self, codes: Iterable[str]) -> frozenset[str]:
        """几个角色合起来的权限；已撤下的角色不给权限。 Permissions of several roles together."""
        held = (self.roles[code].permissions for code in codes if code in self.roles)
        return frozenset().union(*held)

    def unmask(self, permissions: Iterable[str]) -> frozenset[str]:
        """这些权限能看到明文的类别。 The classes that these permissions show in clear."""
        found = (self.permissions[p].unmask for p in permissions if p in self.permissions)
        return frozenset(level for level in found if level is not None)

    def conflict(self, wanted: str, held: Iterable[str]) -> str | None:
        """与已有角色冲突的那一个。 The held role that the wanted one may not join, if any."""
        role = self.role(wanted)
        for code in held:
            other = self.roles.get(code)
            if code in role.excludes or (other is not None and wanted in other.excludes):
                return code
        return None

    def system(self, name: str) -> Principal:
        """本机命令与后台任务所用的主体，有全部权限。 The principal of local commands and jobs.

        It holds every permission but sees no protected value in clear.
        """
        shown = {code for code, permission in self.permissions.items() if permission.unmask}
        permissions = frozenset(self.permissions) - shown
        return Principal(PrincipalKind.SYSTEM, name, name, permissions)


def _documents(packs: tuple[Pack, ...], name: str) -> list[Document]:
    return list(section(packs, name).documents.values())


def _permission(document: Document) -> Permission:
    unmask = document.content.get("unmask")
    if unmask not in {None, "C2", "C3"}:
        raise _wrong(document, Text("unmask 应为 C2 或 C3", "unmask must be C2 or C3"))
    return Permission(
        document.code,
        _title(document),
        _flag(document, "people_only"),
        None if unmask is None else str(unmask),
        _reach(document),
        _flag(document, "second_factor"),
    )


def _role(document: Document, known: frozenset[str], codes: frozenset[str]) -> Role:
    return Role(
        document.code,
        _title(document),
        _names(document, "permissions", known),
        _names(document, "excludes", codes),
    )


def _title(document: Document) -> Text:
    title = document.content.get("title")
    try:
        return Text.of(title if isinstance(title, dict) else {})
    except MissingTranslationError as error:
        raise _wrong(document, Text("title 须有 zh 与 en", "title needs zh and en")) from error


def _flag(document: Document, key: str) -> bool:
    value = document.content.get(key, False)
    if not isinstance(value, bool):
        raise _wrong(document, Text(f"{key} 应为 true 或 false", f"{key} must be true or false"))
    return value


def _reach(document: Document) -> Reach:
    value = document.content.get("reach", Reach.WHOLE.value)
    if value not in set(Reach):
        known = ", ".join(Reach)
        raise _wrong(document, Text(f"reach 应为 {known} 之一", f"reach must be one of {known}"))
    return Reach(str(value))


def _names(document: Document, key: str, known: frozenset[str]) -> frozenset[str]:
    value = document.content.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(document, Text(f"{key} 应为代码的列表", f"{key} must be a list of codes"))
    unknown = sorted(set(value) - known)
    if unknown:
        names = ", ".join(unknown)
        raise _wrong(document, Text(f"{key} 里没有定义 {names}", f"{key} names unknown {names}"))
    return frozenset(value)


def _wrong(document: Document, problem: Text) -> PackError:
    return PackError(
        Text(f"{document.where}：{problem.zh}。", f"{document.where}: {problem.en}."),
        {"file": document.source, "code": document.code},
    )
