"""由授权得出权限：处处有效的，与限于场景的。 From grants to permissions, and in which scenes.

A grant in a scope gives a permission as far as the permission's reach says. What several grants
give adds up: a permission held everywhere once is held everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ballast.infra.access.grants.model import Grant
from ballast.infra.access.roles import Permission, Reach, Roles

Scenes = frozenset[str] | None
"""场景；None 为全部。 Scenes; None: every scene."""


@dataclass(frozen=True, slots=True)
class Holding:
    """一个人的权限。 What a person may do.

    Args:
        permissions: 至少在一处持有的权限。 What is held in at least one place.
        limits: 只在一些场景持有的，及其场景；也按类别记明文。 What is held in some scenes only,
            and in which; classes shown in clear (C2, C3) stand beside permissions.
        unmask: 至少在一处可看明文的类别。 Classes shown in clear in at least one place.
    """

    permissions: frozenset[str]
    limits: Mapping[str, frozenset[str]]
    unmask: frozenset[str]

    def ceiling(self, roles: Roles) -> Scenes:
        """没有一项处处有效时，合起来的场景。 Every scene, unless nothing is held everywhere."""
        divisible = [
            code for code in self.permissions if roles.permissions[code].reach is Reach.SCENE
        ]
        if not divisible or any(code not in self.limits for code in divisible):
            return None
        return frozenset().union(*(self.limits[code] for code in divisible))


def holding(roles: Roles, grants: Iterable[tuple[Grant, Scenes]]) -> Holding:
    """有效授权合起来的权限。 What grants in force give together, each with the scenes it covers."""
    held: dict[str, Scenes] = {}
    for grant, scenes in grants:
        for code in roles.granted((grant.role,)):
            _add(held, code, _where(roles.permissions[code], scenes))
    for code, where in list(held.items()):
        level = roles.permissions[code].unmask
        if level is not None:
            _add(held, level, where)
    limits = {name: where for name, where in held.items() if where is not None}
    permissions = frozenset(held) & frozenset(roles.permissions)
    return Holding(permissions, limits, frozenset(held) - permissions)


def _where(permission: Permission, scenes: Scenes) -> Scenes:
    if scenes is None or permission.reach is Reach.SHARED:
        return None
    return scenes if permission.reach is Reach.SCENE else frozenset()


def _add(held: dict[str, Scenes], name: str, where: Scenes) -> None:
    if where is None:
        held[name] = None
    elif where:
        known = held.get(name, frozenset())
        held[name] = None if known is None else known | where
